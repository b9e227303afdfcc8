using System.Text.Json;

namespace Cratehand.Music.Sources.Spotify;

/// <summary>A track as the Web API shows it. Artwork is never kept: Spotify's terms forbid it.</summary>
/// <param name="Id">22 characters; <c>null</c> for a file on the owner's disk.</param>
/// <param name="Title">With the version in it, as Spotify writes it.</param>
/// <param name="Artists">In the order of the credit; may be empty.</param>
public sealed record SpotifyTrack(string? Id, string Title, IReadOnlyList<string> Artists, TimeSpan? Duration)
{
    /// <summary>As given; twelve characters where it is a real one.</summary>
    public string? Isrc { get; init; }

    public string? Album { get; init; }

    /// <summary>A year, a month or a day, ISO 8601.</summary>
    public string? Released { get; init; }

    /// <summary>The page for people.</summary>
    public Uri? Link { get; init; }

    /// <summary>Whether it can be played where the owner is; <c>null</c> where Spotify does not say.</summary>
    public bool? IsPlayable { get; init; }

    /// <summary>The track, or <c>null</c> if that is none: no title.</summary>
    internal static SpotifyTrack? Read(JsonElement json)
    {
        if (json.Text("name") is not { } title)
        {
            return null;
        }

        var artists = json.List("artists")?.Select(artist => artist.Text("name")).OfType<string>().ToList() ?? [];
        return new(json.Text("id"), title, artists, json.Milliseconds("duration_ms"))
        {
            Isrc = json.Object("external_ids")?.Text("isrc"),
            Album = json.Object("album")?.Text("name"),
            Released = json.Object("album")?.Text("release_date"),
            Link = json.Object("external_urls")?.Address("spotify"),
            IsPlayable = json.Flag("is_playable"),
        };
    }
}
