namespace Cratehand.Music.Tracks;

/// <summary>A direct link to audio.</summary>
/// <param name="Canonical">Lower-case scheme and host, no default port, no fragment, no tracking parameters: two spellings are one identity.</param>
public sealed record MediaLink(string Canonical)
{
    static readonly string[] Tracking = ["utm_", "fbclid", "gclid", "igshid", "mc_cid", "mc_eid"];

    /// <summary>The link, or <c>null</c> if the text is no http(s) link.</summary>
    public static MediaLink? Parse(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var kept = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !IsTracking(part));
        var query = string.Join('&', kept);
        var canonical = new UriBuilder(uri) { Fragment = "", Query = query, Port = uri.IsDefaultPort ? -1 : uri.Port };
        return new MediaLink(canonical.Uri.AbsoluteUri);
    }

    static bool IsTracking(string parameter) =>
        Array.Exists(Tracking, word => parameter.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
