using System.Text.Json;

namespace Cratehand.Music.Sources.Spotify;

/// <summary>One of the owner's playlists, or one they follow.</summary>
/// <param name="SnapshotId">Another one after every change: the same means there is nothing to read.</param>
/// <param name="Owner">User id.</param>
/// <param name="Total">Entries; <c>null</c> where Spotify does not say, as for other people's.</param>
public sealed record SpotifyPlaylist(string Id, string Name, string? SnapshotId, string? Owner, bool IsCollaborative, int? Total)
{
    internal static SpotifyPlaylist? Read(JsonElement json) =>
        json.Text("id") is { } id
            ? new(
                id, json.Text("name") ?? "", json.Text("snapshot_id"), json.Object("owner")?.Text("id"), json.Flag("collaborative") == true,
                (int?)(json.Object("items") ?? json.Object("tracks"))?.Number("total"))
            : null;
}

/// <summary>What plays now.</summary>
/// <param name="Item">Gone: something plays, and Spotify does not say what (an advertisement, a private session, an episode).</param>
public sealed record SpotifyPlaying(SpotifyItem Item, bool IsPlaying, TimeSpan? Progress);

/// <summary>Who is signed in.</summary>
public sealed record SpotifyUser(string Id, string? Name)
{
    /// <summary>As shown to people.</summary>
    public string Shown => Name ?? Id;
}
