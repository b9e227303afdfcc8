using Cratehand.Music.Tracks;

namespace Cratehand.Music.Sources.Spotify;

/// <summary>Makes detections of what stands in Spotify's lists.</summary>
static class SpotifyDetections
{
    const string Track = "spotify:track:";

    /// <summary>The page for <paramref name="items"/>.</summary>
    public static SourcePage Page(IReadOnlyList<SpotifyItem> items, Signal signal, string? mark = null, bool isFirstSight = false) =>
        new([.. items.Select(item => Of(item, signal)).OfType<Detection>()], mark, isFirstSight) { Left = Left(items) };

    /// <summary>The id of a track, or <c>null</c> for an identity of anything else.</summary>
    public static string? TrackIdOf(string identity) => identity.StartsWith(Track, StringComparison.Ordinal) ? identity[Track.Length..] : null;

    static Detection? Of(SpotifyItem item, Signal signal) =>
        item switch
        {
            { Kind: SpotifyItemKind.Track, Track: { Id: { } id } track } =>
                new(Track + id, track.Link?.AbsoluteUri ?? $"https://open.spotify.com/track/{id}", signal, Describe(track), item.At),
            { Kind: SpotifyItemKind.LocalFile, Track: { } track } =>
                new(LocalOf(track), LocalOf(track), signal, Describe(track), item.At)
                {
                    Unfit = "A file on your own disk that Spotify only lists: put it into the drop folder to have it filed.",
                },
            { Kind: SpotifyItemKind.Episode, Track: { Id: { } id } episode } =>
                new($"spotify:episode:{id}", $"https://open.spotify.com/episode/{id}", signal, Describe(episode), item.At) { Unfit = "A podcast's episode, no music." },
            _ => null,
        };

    static IReadOnlyList<string> Left(IReadOnlyList<SpotifyItem> items)
    {
        var gone = items.Count(item => item.Kind == SpotifyItemKind.Gone);
        var unreadable = items.Count(item => item.Kind == SpotifyItemKind.Unreadable || item is { Kind: SpotifyItemKind.Episode, Track: null });
        return [.. new[] { gone > 0 ? $"{gone} taken off Spotify" : null, unreadable > 0 ? $"{unreadable} that are no tracks" : null }.OfType<string>()];
    }

    static TrackDescription Describe(SpotifyTrack track) =>
        new(track.Title, Credits.Clean(track.Artists), (long?)track.Duration?.TotalMilliseconds, track.Isrc);

    static string LocalOf(SpotifyTrack track) => $"spotify:local:{string.Join(',', track.Artists)}:{track.Title}";
}
