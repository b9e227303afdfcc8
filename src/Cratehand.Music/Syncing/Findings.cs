using Cratehand.Music.Audio;
using Cratehand.Music.Audio.Measuring;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Libraries;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing;

// What the steps hand to one another; each is stored as JSON with its step.

/// <summary>What an input is.</summary>
/// <param name="Location">Absolute path or canonical link.</param>
/// <param name="IsLink">Whether it must be fetched.</param>
public sealed record Resolved(string Location, bool IsLink, Evidence Evidence);

/// <summary>An entry that is on the shelf.</summary>
/// <param name="Files">Paths are absolute.</param>
public sealed record Owned(
    Guid Entry, Track Track, string ObtainedBy, bool IsFromLossy, double DurationSeconds, Measured Measured, IReadOnlyList<ShelfFile> Files);

/// <summary>The audio as it came, in the work folder.</summary>
/// <param name="Name">The name it had, for guessing artist and title.</param>
/// <param name="Link">Where it was fetched from, canonical; <c>null</c> for a file.</param>
/// <param name="ObtainedBy">In words, for the receipt.</param>
public sealed record Original(string Path, string Name, string Sha256, long Bytes, string? Link, string ObtainedBy)
{
    /// <summary>The proof that its bytes are.</summary>
    public Evidence Evidence => new(EvidenceKind.OriginalHash, Sha256);
}

/// <summary>Either the original or why there is none.</summary>
/// <param name="Cause">See <see cref="Receipt.Cause"/>.</param>
public sealed record Acquired(Original? Original, string? Cause = null, string? Reason = null);

/// <summary>What the original says of itself.</summary>
/// <param name="Tags">By Kid3's unified frame names.</param>
public sealed record SourceAudio(Probe Audio, IReadOnlyDictionary<string, string> Tags, Track Track)
{
    /// <summary>The picture it carries, in the work folder; <c>null</c> for none.</summary>
    public string? Cover { get; init; }
}

/// <summary>A rendition in the work folder.</summary>
/// <param name="Format">Stored word, see <see cref="FormatPlan"/>.</param>
public sealed record Rendition(string Path, string Format);

/// <summary>All that the one decode gave.</summary>
/// <param name="Tempo">The tempo tool's answer.</param>
public sealed record Rendered(
    IReadOnlyList<Rendition> Renditions, double DurationSeconds, IReadOnlyList<uint> Fingerprint, FineChroma Chroma, double? Tempo,
    double? LoudnessLufs, double? TruePeakDbtp, IReadOnlyList<string> Warnings)
{
    /// <summary>The tempi that the onsets repeat at, the best first.</summary>
    public IReadOnlyList<TempoPeak> Repeats { get; init; } = [];

    /// <summary>Samples above full scale, as hot lossy files decode to: whole-number formats cut them off.</summary>
    public long Overs { get; init; }
}

/// <summary>A rendition with its tags, ready for its final name.</summary>
public sealed record TaggedFile(string Path, string Format, string Sha256, long Bytes)
{
    /// <summary>Tags of the source that this container could not take, by Kid3's names.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}

/// <summary>Everything the shelf needs to know.</summary>
public sealed record Filing(
    Resolved Input, Original Original, SourceAudio Source, Rendered Rendered, Measured Measured, IReadOnlyList<TaggedFile> Files)
{
    /// <summary>What proves it from now on.</summary>
    public IReadOnlyList<Evidence> Evidence => [.. new[] { Input.Evidence, Original.Evidence }.Distinct()];
}
