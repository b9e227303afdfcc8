using System.Text.RegularExpressions;

namespace Cratehand.Music.Tracks.Links;

/// <summary>What the links of all sites have in common.</summary>
static partial class LinkText
{
    /// <summary>The address in a text, whatever is around it; null if it is none. The URIs of apps, such as <c>spotify:track:ID</c>, are addresses too.</summary>
    public static Uri? Read(string text)
    {
        var trimmed = text.Trim().Trim('<', '>');
        var whole = KnownWithoutScheme().IsMatch(trimmed) ? $"https://{trimmed}" : trimmed;
        return Uri.TryCreate(whole, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "spotify" or "soundcloud" ? uri : null;
    }

    /// <summary>Whether it is a page of one of the hosts, on the web's own port: another port is another service.</summary>
    public static bool IsOn(Uri uri, params ReadOnlySpan<string> hosts)
    {
        foreach (var host in hosts)
        {
            if (uri.Scheme is "http" or "https" && uri.IsDefaultPort && uri.Host.TrimEnd('.').Equals(host, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The parts of the path, unescaped.</summary>
    public static string[] Path(Uri uri) => [.. uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    /// <summary>A parameter of the query, unescaped; null if it is not there.</summary>
    public static string? Query(Uri uri, string name) =>
        uri.Query.TrimStart('?').Split('&')
            .Select(part => part.Split('=', 2))
            .FirstOrDefault(part => part.Length == 2 && part[0].Equals(name, StringComparison.OrdinalIgnoreCase)) is [_, { Length: > 0 } value]
            ? Uri.UnescapeDataString(value)
            : null;

    /// <summary>A page of a site that is no track and no list. Its address is its identity.</summary>
    public static TrackLink Other(Uri uri, LinkSite site) => Plain(uri, site, LinkKind.Other);

    /// <summary>A link whose code only the site can read: the code is all there is, and its case counts.</summary>
    public static TrackLink Shortened(Uri uri, LinkSite site) => Plain(uri, site, LinkKind.Shortened);

    /// <summary>Without user name and fragment, secret parts of the path and signed queries blotted out; what names a video or a list stays.</summary>
    public static string Masked(Uri uri, LinkSite site)
    {
        var query = uri.Query.Length == 0 ? "" : site == LinkSite.YouTube ? uri.Query : "?…";
        return $"{uri.Scheme}://{uri.Authority}{Secret().Replace(uri.AbsolutePath, "s-…")}{query}";
    }

    static TrackLink Plain(Uri uri, LinkSite site, LinkKind kind)
    {
        var address = $"https://{uri.Host.ToLowerInvariant()}{uri.AbsolutePath.TrimEnd('/')}";
        return new TrackLink(site, kind, address, address);
    }

    [GeneratedRegex("(?<=/)s-[A-Za-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Secret();

    [GeneratedRegex(@"^(?:(?:www|m|music|on)\.)?(?:youtube\.com|youtu\.be|soundcloud\.com|soundcloud\.app\.goo\.gl|open\.spotify\.com|spotify\.link|spotify\.app\.link)/", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KnownWithoutScheme();
}
