namespace Cratehand.Music.Sources.SoundCloud;

/// <summary>Makes detections of uploads.</summary>
static class SoundCloudDetections
{
    public static SourcePage Page(IEnumerable<SoundCloudTrack> tracks, Signal signal, string? mark = null, bool isFirstSight = false) =>
        new([.. tracks.Select(track => Of(track, signal))], mark, isFirstSight);

    static Detection Of(SoundCloudTrack track, Signal signal) =>
        new(track.Urn, track.Link?.AbsoluteUri ?? track.Urn, signal, new(track.Title, ArtistsOf(track), (long?)track.Duration?.TotalMilliseconds, track.Isrc))
        {
            Unfit = track.Link is null ? "SoundCloud gives no page for it, so nothing can be asked about it." : null,
        };

    // Who put it up is often a label or a fan; where the title names the artist, the title is right.
    static IReadOnlyList<string> ArtistsOf(SoundCloudTrack track) =>
        Credits.Clean([track.Artist ?? (track.Title.Contains(" - ", StringComparison.Ordinal) ? null : track.Uploader?.Name)]);
}
