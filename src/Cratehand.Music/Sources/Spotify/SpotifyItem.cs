using System.Text.Json;

namespace Cratehand.Music.Sources.Spotify;

/// <summary>What stands in a list: likes, a playlist, plays.</summary>
/// <param name="Track">Set for a track and for a local file; for an episode its name and id, where Spotify gives them.</param>
/// <param name="At">When it was liked, added or played; <c>null</c> where Spotify does not know.</param>
public sealed record SpotifyItem(SpotifyItemKind Kind, SpotifyTrack? Track, DateTimeOffset? At)
{
    /// <param name="entry">The list's entry.</param>
    /// <param name="at">The name of its moment.</param>
    internal static SpotifyItem Read(JsonElement entry, string at)
    {
        // Since 2026 a playlist's entry says "item"; "track" is the name before, and still that of likes and plays.
        var content = entry.Object("item") ?? entry.Object("track");
        return Of(content, entry.Flag("is_local") == true) with { At = entry.Moment(at) };
    }

    internal static SpotifyItem Of(JsonElement? content, bool isLocal = false)
    {
        if (content is not { } json)
        {
            return new(SpotifyItemKind.Gone, null, null);
        }

        if (json.Text("type") == "episode" || json.Flag("episode") == true)
        {
            return new(SpotifyItemKind.Episode, SpotifyTrack.Read(json), null);
        }

        return SpotifyTrack.Read(json) is not { } track ? new(SpotifyItemKind.Unreadable, null, null)
            : isLocal || json.Flag("is_local") == true ? new(SpotifyItemKind.LocalFile, track, null)
            : track.Id is null ? new(SpotifyItemKind.Unreadable, null, null)
            : new(SpotifyItemKind.Track, track, null);
    }
}

public enum SpotifyItemKind
{
    /// <summary>A track of the catalogue.</summary>
    Track,

    /// <summary>A file on the owner's own disk: a title, no id.</summary>
    LocalFile,

    /// <summary>A podcast's; no music.</summary>
    Episode,

    /// <summary>Was there once and was taken away.</summary>
    Gone,

    /// <summary>Something that does not look like any of these.</summary>
    Unreadable,
}
