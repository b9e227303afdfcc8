using System.Text.RegularExpressions;

namespace Cratehand.Music.Tracks.Links;

/// <summary>
/// SoundCloud's: <c>user/track</c>, without regard to case, or a number. A private one's secret token belongs into the
/// address and not into the identity, which is shown.
/// </summary>
static partial class SoundCloudLinks
{
    static readonly HashSet<string> Pages =
    [
        "discover", "search", "stream", "you", "upload", "charts", "pages", "tags", "settings", "terms-of-use", "people", "messages", "notifications", "player",
        "jobs", "imprint", "popular", "feed", "library", "signin", "login", "logout", "oauth2",
    ];

    static readonly HashSet<string> OfAPerson =
        ["likes", "tracks", "albums", "sets", "reposts", "popular-tracks", "followers", "following", "comments", "spotlight", "toptracks", "recommended"];

    public static TrackLink? Read(Uri uri) =>
        uri.Scheme == "soundcloud" ? Numbered(uri.AbsolutePath.Split(':'), null)
        : LinkText.IsOn(uri, "on.soundcloud.com", "soundcloud.app.goo.gl", "snd.sc") ? LinkText.Shortened(uri, LinkSite.SoundCloud)
        : LinkText.IsOn(uri, "w.soundcloud.com") ? Embedded(uri)
        : LinkText.IsOn(uri, "api.soundcloud.com", "api-v2.soundcloud.com") ? Numbered(Numbers(uri), SecretOf(LinkText.Query(uri, "secret_token"))) ?? LinkText.Other(uri, LinkSite.SoundCloud)
        : LinkText.IsOn(uri, "soundcloud.com", "www.soundcloud.com", "m.soundcloud.com") ? Page(uri)
        : null;

    static TrackLink Page(Uri uri)
    {
        var path = LinkText.Path(uri);
        var secret = SecretOf(path is { Length: > 2 } ? path[^1] : null) ?? SecretOf(LinkText.Query(uri, "secret_token"));
        var plain = Array.ConvertAll(SecretOf(path.LastOrDefault()) is not null && path.Length > 2 ? path[..^1] : path, part => part.ToLowerInvariant());
        var kind = plain switch
        {
            [var user, ..] when Pages.Contains(user) => LinkKind.Other,
            [_, "sets", _] => LinkKind.List,
            [_, var track] when !OfAPerson.Contains(track) => LinkKind.Track,
            _ => LinkKind.Other,
        };
        var name = string.Join('/', plain.Select(Uri.EscapeDataString));
        return kind == LinkKind.Other
            ? LinkText.Other(uri, LinkSite.SoundCloud)
            : new TrackLink(LinkSite.SoundCloud, kind, $"soundcloud:{name}", $"https://soundcloud.com/{name}{(secret is null ? "" : $"/{secret}")}");
    }

    // The player in a page names its track in "?url=".
    static TrackLink Embedded(Uri uri) =>
        LinkText.Query(uri, "url") is { } inner && LinkText.Read(inner) is { } played && !LinkText.IsOn(played, "w.soundcloud.com") && Read(played) is { } link
            ? link
            : LinkText.Other(uri, LinkSite.SoundCloud);

    // "/tracks/123" and "/tracks/soundcloud:tracks:123".
    static string[] Numbers(Uri uri) =>
        LinkText.Path(uri) is [var kind, var id, ..] ? [kind, id.Split(':')[^1]] : [];

    static TrackLink? Numbered(string[] words, string? secret) =>
        words is [("tracks" or "playlists") and var kind, var id] && NumberForm().IsMatch(id)
            ? new(
                LinkSite.SoundCloud, kind == "tracks" ? LinkKind.Track : LinkKind.List, $"soundcloud:{kind}:{id}",
                $"https://api.soundcloud.com/{kind}/{id}{(secret is null ? "" : $"?secret_token={secret}")}")
            : null;

    static string? SecretOf(string? text) => text is not null && SecretForm().IsMatch(text) ? text : null;

    [GeneratedRegex(@"^s-[A-Za-z0-9]+\z", RegexOptions.None, 1000)]
    private static partial Regex SecretForm();

    [GeneratedRegex(@"^[0-9]{1,19}\z", RegexOptions.None, 1000)]
    private static partial Regex NumberForm();
}
