using System.Globalization;
using System.Text.Json;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Sources.SoundCloud;

/// <summary>An upload.</summary>
/// <param name="Urn"><c>soundcloud:tracks:308946187</c>.</param>
/// <param name="Title">As the uploader wrote it, often with the artist in it.</param>
public sealed record SoundCloudTrack(string Urn, string Title, TimeSpan? Duration)
{
    /// <summary>Who put it up; not always who made it.</summary>
    public SoundCloudUser? Uploader { get; init; }

    /// <summary>The artist, where the uploader named one.</summary>
    public string? Artist { get; init; }

    public string? Isrc { get; init; }

    public string? Genre { get; init; }

    /// <summary>As the uploader says; nobody measured it.</summary>
    public double? Bpm { get; init; }

    /// <summary>Musical key, as the uploader says.</summary>
    public string? Key { get; init; }

    /// <summary>The page for people; that of a secret track ends in its token.</summary>
    public Uri? Link { get; init; }

    public SoundCloudAccess Access { get; init; }

    /// <summary>Whether the uploader offers the original file, and it was not downloaded as often as they allow.</summary>
    public bool IsDownloadable { get; init; }

    /// <summary>The token of a secret track, <c>s-…</c>; goes with calls about it.</summary>
    public string? SecretToken => SecretOf(Link);

    /// <summary>The token in the link of a secret track.</summary>
    internal static string? SecretOf(Uri? link) => link?.Segments is [.., var last] && last.StartsWith("s-", StringComparison.Ordinal) ? last.TrimEnd('/') : null;

    /// <summary>Who it is. Who put it up stands in for an artist that is not named.</summary>
    public TrackDescription Describe() => new(Title, (Artist ?? Uploader?.Name) is { } artist ? [artist] : [], (long?)Duration?.TotalMilliseconds, Isrc);

    /// <summary>The track, or <c>null</c> if that is none: no title, no identity.</summary>
    internal static SoundCloudTrack? Read(JsonElement json)
    {
        if (json.Text("title") is not { } title || SoundCloudUrn.Read(json, "tracks") is not { } urn)
        {
            return null;
        }

        return new(urn, title, json.Milliseconds("duration"))
        {
            Uploader = json.Object("user") is { } user ? SoundCloudUser.Read(user) : null,
            Artist = json.Text("metadata_artist"),
            Isrc = json.Text("isrc"),
            Genre = json.Text("genre"),
            Bpm = json.Number("bpm") is > 0 and var bpm ? bpm : null,
            Key = json.Text("key_signature"),
            Link = json.Address("permalink_url"),
            Access = AccessOf(json.Text("access")),
            IsDownloadable = json.Flag("downloadable") == true && json.Flag("has_downloads_left") != false,
        };
    }

    static SoundCloudAccess AccessOf(string? word) => word switch
    {
        "playable" => SoundCloudAccess.Playable,
        "preview" => SoundCloudAccess.Preview,
        "blocked" => SoundCloudAccess.Blocked,
        _ => SoundCloudAccess.Unknown,
    };
}

/// <summary>What SoundCloud lets the owner hear.</summary>
public enum SoundCloudAccess
{
    /// <summary>SoundCloud did not say, or in a word we do not know.</summary>
    Unknown,

    Playable,

    /// <summary>30 seconds (Go+).</summary>
    Preview,

    /// <summary>Nothing, here or for this app.</summary>
    Blocked,
}

/// <summary>Who is signed in, or who put something up.</summary>
public sealed record SoundCloudUser(string Urn, string Name)
{
    internal static SoundCloudUser? Read(JsonElement json) =>
        json.Text("username") is { } name && SoundCloudUrn.Read(json, "users") is { } urn ? new(urn, name) : null;
}

/// <summary>A set.</summary>
/// <param name="TrackCount"><c>null</c> where SoundCloud does not say.</param>
public sealed record SoundCloudPlaylist(string Urn, string Title, int? TrackCount)
{
    internal static SoundCloudPlaylist? Read(JsonElement json) =>
        json.Text("title") is { } title && SoundCloudUrn.Read(json, "playlists") is { } urn ? new(urn, title, (int?)json.Number("track_count")) : null;
}

/// <summary>What is behind a link: one of these.</summary>
public sealed record SoundCloudFound(SoundCloudTrack? Track, SoundCloudPlaylist? Playlist, SoundCloudUser? User);

/// <summary>Where a track sounds. Each address wants the token of the calls, and serves for minutes.</summary>
public sealed record SoundCloudStreams(Uri? HlsAac160, Uri? HlsMp3128, Uri? HttpMp3128, Uri? Preview);

/// <summary>SoundCloud's names for things.</summary>
static class SoundCloudUrn
{
    /// <summary>The URN; made from the number where only that is sent, as before 2025.</summary>
    public static string? Read(JsonElement json, string kind) =>
        json.Text("urn") ?? (json.Number("id") is >= 1 and < 9e15 and var id && Math.Floor(id) == id ? $"soundcloud:{kind}:{id.ToString("F0", CultureInfo.InvariantCulture)}" : null);
}
