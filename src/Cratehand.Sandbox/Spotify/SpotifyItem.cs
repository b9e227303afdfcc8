namespace Cratehand.Sandbox.Spotify;

/// <summary>What stands at one place of a playlist.</summary>
/// <param name="Kind">Which of the four kinds.</param>
/// <param name="Song">The song's index; the episode's number for an episode; without meaning for what is gone.</param>
/// <param name="AddedAt">When it was put there.</param>
public sealed record SpotifyItem(SpotifyItemKind Kind, int Song, DateTimeOffset AddedAt);

/// <summary>The kinds of things that real playlists hold.</summary>
public enum SpotifyItemKind
{
    Track,

    /// <summary>A file on somebody's disk: no id, no ISRC, a <c>spotify:local:</c> URI.</summary>
    LocalFile,

    /// <summary>An episode of a podcast.</summary>
    Episode,

    /// <summary>A track that left the catalogue: its place is kept and holds null.</summary>
    Gone,
}

/// <summary>A track in the library, and since when.</summary>
public sealed record SpotifySaved(int Song, DateTimeOffset AddedAt);

/// <summary>A track that was heard to its end.</summary>
public sealed record SpotifyPlay(int Song, DateTimeOffset PlayedAt);

/// <summary>What plays now.</summary>
/// <param name="Song">Null for an advertisement and for an episode.</param>
/// <param name="IsPlaying">False when paused.</param>
/// <param name="Episode">The number of a podcast's episode, or null.</param>
public sealed record SpotifyPlaying(int? Song, bool IsPlaying, int ProgressMs, int? Episode = null);
