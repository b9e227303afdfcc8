using System.Text.RegularExpressions;

namespace Cratehand.Music.Tracks.Links;

/// <summary>YouTube's: all pages that play a video are that video. Its id has eleven characters, and their case counts.</summary>
static partial class YouTubeLinks
{
    static readonly HashSet<string> Players = new(["shorts", "embed", "live", "v", "e"], StringComparer.OrdinalIgnoreCase);

    public static TrackLink? Read(Uri uri)
    {
        var isShort = LinkText.IsOn(uri, "youtu.be", "www.youtu.be");
        if (!isShort && !LinkText.IsOn(uri, "youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "www.youtube-nocookie.com", "youtube-nocookie.com"))
        {
            return null;
        }

        var id = VideoId(uri, isShort);
        return id is not null && IdForm().IsMatch(id) ? new(LinkSite.YouTube, LinkKind.Track, $"youtube:video:{id}", $"https://www.youtube.com/watch?v={id}")
            : LinkText.Query(uri, "list") is { } list && ListForm().IsMatch(list) ? new(LinkSite.YouTube, LinkKind.List, $"youtube:playlist:{list}", $"https://www.youtube.com/playlist?list={list}")
            : LinkText.Other(uri, LinkSite.YouTube);
    }

    // A video that is opened within a list is still one video.
    static string? VideoId(Uri uri, bool isShort)
    {
        var path = LinkText.Path(uri);
        return isShort ? path.FirstOrDefault() ?? LinkText.Query(uri, "v")
            : path is [var player, var id, ..] && Players.Contains(player) ? id
            : path is ["watch", var inPath] ? inPath
            : LinkText.Query(uri, "v") ?? Attributed(uri, path);
    }

    // "attribution_link?u=/watch?v=ID&…" is what an old share button gave.
    static string? Attributed(Uri uri, string[] path) =>
        path is ["attribution_link"] && LinkText.Query(uri, "u") is { } inner && Uri.TryCreate(new Uri("https://www.youtube.com"), inner, out var watched)
            ? LinkText.Query(watched, "v")
            : null;

    [GeneratedRegex(@"^[A-Za-z0-9_-]{11}\z", RegexOptions.None, 1000)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{2,64}\z", RegexOptions.None, 1000)]
    private static partial Regex ListForm();
}
