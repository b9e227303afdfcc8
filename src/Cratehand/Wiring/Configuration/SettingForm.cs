using System.Globalization;
using System.Net;

namespace Cratehand.Wiring.Configuration;

/// <summary>What may be written as a value.</summary>
/// <param name="Words">Completes "must be …".</param>
/// <param name="Normalize">The value in its plain form, or <c>null</c> if it may not be written.</param>
public sealed record SettingForm(string Words, Func<string, string?> Normalize)
{
    /// <summary>The words that may be written; empty where any may.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The right word for the first one in <paramref name="value"/> that is none, or <c>null</c> if none is near.</summary>
    public string? Nearest(string value) =>
        Choices.Count == 0 ? null
        : value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(item => !Choices.Contains(item.ToLowerInvariant())).Select(item => NearestName.Of(item, Choices)).FirstOrDefault();

    /// <summary>The way out for a value that may not be written, or <c>null</c> where the words say all.</summary>
    public Func<string, string?> Hint { get; init; } = _ => null;

    /// <summary>Any text but the empty one.</summary>
    public static readonly SettingForm Text = new("some text", value => value.Trim() is { Length: > 0 } text ? text : null);

    /// <summary>Any text, or none.</summary>
    public static readonly SettingForm Optional = new("some text or nothing", value => value.Trim());

    /// <summary>The address of a server; its path is kept, a slash at its end is not.</summary>
    public static readonly SettingForm Address = new(
        "an address like https://api.example.com",
        value => Uri.TryCreate(value.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri is { Query: "", Fragment: "", UserInfo: "" } ? uri.AbsoluteUri.TrimEnd('/') : null);

    /// <summary>A folder; <c>~/</c> is the home folder, a relative path starts where the value was written.</summary>
    public static readonly SettingForm Folder = new("a folder", Text.Normalize);

    /// <summary>Yes or no, in the words people write.</summary>
    public static readonly SettingForm Flag = new("true or false", value => value.Trim().ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "1" => "true",
        "false" or "no" or "off" or "0" => "false",
        _ => null,
    });

    /// <summary>Host names, each with an optional port; none is allowed.</summary>
    public static readonly SettingForm Hosts = new(
        "host names like media.example or media.example:8080, divided by commas",
        value => Items(value, item => HostName(item.ToLowerInvariant())));

    /// <summary>An address to listen on.</summary>
    public static readonly SettingForm IpAddress = new(
        "an IP address of this machine like 127.0.0.1 or 0.0.0.0",
        value => IPAddress.TryParse(value.Trim(), out var address) ? address.ToString() : null);

    /// <summary>A token or password; none is allowed.</summary>
    public static readonly SettingForm Token = new("a token without spaces", value =>
        value.Trim() is var token && !token.Any(char.IsWhiteSpace) && token.All(char.IsAscii) ? token : null);

    /// <summary>Shops, each a name and a search address; none is allowed.</summary>
    public static readonly SettingForm Shops = new(
        "shops like Bandcamp=https://bandcamp.com/search?q={artist}+{title}, divided by commas",
        value => Items(value, item => item.IndexOf('=', StringComparison.Ordinal) is > 0 and var end
            && Uri.TryCreate(item[(end + 1)..].Replace('{', '_').Replace('}', '_'), UriKind.Absolute, out var link) && link.Scheme is "http" or "https" ? item : null));

    public static SettingForm Whole(int min, int max) => new(
        $"a whole number from {min} to {max}",
        value => int.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max ? number.ToString(CultureInfo.InvariantCulture) : null);

    public static SettingForm OneOf(params string[] words) => new(
        $"one of {string.Join(", ", words)}",
        value => words.Contains(value.Trim().ToLowerInvariant()) ? value.Trim().ToLowerInvariant() : null)
    {
        Choices = words,
    };

    /// <summary>At least one of the words, divided by commas.</summary>
    public static SettingForm ListOf(params string[] words) => new(
        $"a list of {string.Join(", ", words)}",
        value => Items(value, OneOf(words).Normalize) is { Length: > 0 } list ? list : null)
    {
        Choices = words,
    };

    /// <summary>Some of the words, divided by commas, or nothing at all; commas alone are a slip.</summary>
    public static SettingForm ListOrNone(params string[] words) => new(
        $"a list of {string.Join(", ", words)}", value => string.IsNullOrWhiteSpace(value) ? "" : ListOf(words).Normalize(value))
    {
        Choices = words,
    };

    /// <summary>Items divided by commas, or none.</summary>
    public static readonly SettingForm List = new("items divided by commas", value => Items(value, item => item));

    static string? Items(string value, Func<string, string?> normalize)
    {
        var items = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(normalize).ToList();
        return items.Contains(null) ? null : string.Join(',', items.Distinct());
    }

    static string? HostName(string item) =>
        Uri.TryCreate("http://" + item, UriKind.Absolute, out var uri)
        && Uri.CheckHostName(uri.DnsSafeHost) != UriHostNameType.Unknown
        && (item == uri.Authority || item == $"{uri.Host}:80") ? item : null;
}
