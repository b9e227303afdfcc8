using System.Text.RegularExpressions;

namespace Cratehand.Music.Tracks.Links;

/// <summary>Spotify's: a page, an embedded player or the app's URI, all with the same id, whose case counts.</summary>
static partial class SpotifyLinks
{
    public static TrackLink? Read(Uri uri) =>
        uri.Scheme == "spotify" ? Of(uri.AbsolutePath.Split(':'))
        : LinkText.IsOn(uri, "spotify.link", "spotify.app.link") ? LinkText.Shortened(uri, LinkSite.Spotify)
        : LinkText.IsOn(uri, "open.spotify.com", "play.spotify.com", "embed.spotify.com") ? Of(Words(uri)) ?? LinkText.Other(uri, LinkSite.Spotify)
        : null;

    static string[] Words(Uri uri) =>
        LinkText.Query(uri, "uri") is { } inner && inner.StartsWith("spotify:", StringComparison.OrdinalIgnoreCase)
            ? inner.Split(':')[1..]
            : [.. LinkText.Path(uri).SkipWhile(part => part.StartsWith("intl-", StringComparison.OrdinalIgnoreCase) || part is "embed" or "embed-podcast")];

    // "user/NAME/playlist/ID" is how lists were named once.
    static TrackLink? Of(string[] words) =>
        words switch
        {
            ["user", _, "playlist", var id, ..] => Of("playlist", id),
            [var kind, var id, ..] => Of(kind.ToLowerInvariant(), id),
            _ => null,
        };

    static TrackLink? Of(string kind, string id) =>
        kind is "track" or "album" or "playlist" or "artist" or "episode" or "show" && IdForm().IsMatch(id)
            ? new(
                LinkSite.Spotify, kind switch { "track" => LinkKind.Track, "album" or "playlist" => LinkKind.List, _ => LinkKind.Other },
                $"spotify:{kind}:{id}", $"https://open.spotify.com/{kind}/{id}")
            : null;

    [GeneratedRegex(@"^[A-Za-z0-9]{1,64}\z", RegexOptions.None, 1000)]
    private static partial Regex IdForm();
}
