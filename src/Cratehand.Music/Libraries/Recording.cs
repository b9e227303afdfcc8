using Cratehand.Music.Tracks;

namespace Cratehand.Music.Libraries;

/// <summary>What is known of a recording when it is compared with another: see <see cref="EvidenceLadder"/>.</summary>
/// <param name="Seconds">Its length; <c>null</c> if unknown.</param>
/// <param name="Fingerprint">Chromaprint items of the first 120 s; empty if unknown.</param>
public sealed record Recording(Track Track, double? Seconds, ReadOnlyMemory<uint> Fingerprint)
{
    /// <summary>Its links and the bytes of its files.</summary>
    public IReadOnlyCollection<Evidence> Evidence { get; init; } = [];

    /// <summary>A recording of which nothing was heard yet: a like, a search's answer.</summary>
    public static Recording Described(Track track, double? seconds) => new(track, seconds, ReadOnlyMemory<uint>.Empty);
}
