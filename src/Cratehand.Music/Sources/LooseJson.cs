using System.Globalization;
using System.Text.Json;

namespace Cratehand.Music.Sources;

/// <summary>
/// Reads providers' JSON without trusting it: what is missing, null or of another type is <c>null</c>, and the rest of the
/// object is still good.
/// </summary>
internal static class LooseJson
{
    /// <summary>The member, whatever it is; <c>null</c> if it is missing, null, or this is no object.</summary>
    public static JsonElement? Member(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    public static JsonElement? Object(this JsonElement from, string name) =>
        from.Member(name) is { ValueKind: JsonValueKind.Object } member ? member : null;

    public static IEnumerable<JsonElement>? List(this JsonElement from, string name) =>
        from.Member(name) is { ValueKind: JsonValueKind.Array } member ? member.EnumerateArray() : null;

    /// <summary>Text that says something.</summary>
    public static string? Text(this JsonElement from, string name) =>
        from.Member(name) is { ValueKind: JsonValueKind.String } member && member.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    public static bool? Flag(this JsonElement from, string name) =>
        from.Member(name) switch { { ValueKind: JsonValueKind.True } => true, { ValueKind: JsonValueKind.False } => false, _ => null };

    /// <summary>A number, also one that is written as text.</summary>
    public static double? Number(this JsonElement from, string name) => from.Member(name) switch
    {
        { ValueKind: JsonValueKind.Number } member when member.TryGetDouble(out var number) && double.IsFinite(number) => number,
        { ValueKind: JsonValueKind.String } member when double.TryParse(member.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) => number,
        _ => null,
    };

    /// <summary>Milliseconds as a span; none that is negative or longer than a day.</summary>
    public static TimeSpan? Milliseconds(this JsonElement from, string name) =>
        from.Number(name) is >= 0 and <= 86_400_000 and var number ? TimeSpan.FromMilliseconds(number) : null;

    /// <summary>An ISO 8601 moment.</summary>
    public static DateTimeOffset? Moment(this JsonElement from, string name) =>
        DateTimeOffset.TryParse(from.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    /// <summary>An absolute http(s) address.</summary>
    public static Uri? Address(this JsonElement from, string name) =>
        Uri.TryCreate(from.Text(name), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
