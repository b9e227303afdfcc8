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
public sealed record Resolved(string Location, bool IsLink, Evidence Evidence)
{
    /// <summary>The link's identity; <c>null</c> for a file.</summary>
    public string? Identity { get; init; }

    /// <summary>Who it is by the account of who noticed it, or of the service; <c>null</c> if nobody says.</summary>
    public TrackDescription? Wanted { get; init; }

    /// <summary>Whether audio may be had there at all: a service such as Spotify gives none, nor does a site that is not switched on.</summary>
    public bool HasAudio { get; init; } = true;

    /// <summary>What the owner could do about it, in words; <c>null</c>: nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>An entry that is on the shelf.</summary>
/// <param name="Files">Paths are absolute.</param>
/// <param name="Reason">What proves it, in words for the owner.</param>
public sealed record Owned(
    Guid Entry, Track Track, string ObtainedBy, bool IsFromLossy, double DurationSeconds, Measured Measured, IReadOnlyList<ShelfFile> Files, string? Reason = null);

/// <summary>The audio as it came, in the work folder.</summary>
/// <param name="Name">The name it had, for guessing artist and title.</param>
/// <param name="Link">Where it was fetched from, canonical; <c>null</c> for a file.</param>
/// <param name="ObtainedBy">In words, for the receipt.</param>
/// <param name="Described">What the site it came from says of it; <c>null</c> where nobody said anything.</param>
public sealed record Original(
    string Path, string Name, string Sha256, long Bytes, string? Link, string ObtainedBy, TrackDescription? Described = null)
{
    /// <summary>The proof that its bytes are.</summary>
    public Evidence Evidence => new(EvidenceKind.OriginalHash, Sha256);
}

/// <summary>Either the original or why there is none.</summary>
/// <param name="Cause">See <see cref="Receipt.Cause"/>.</param>
/// <param name="Described">Who it is by the account of the site that refused it; <c>null</c> if that said nothing.</param>
public sealed record Acquired(Original? Original, string? Cause = null, string? Reason = null, TrackDescription? Described = null);

/// <summary>What the original says of itself.</summary>
/// <param name="Tags">By Kid3's unified frame names.</param>
public sealed record SourceAudio(Probe Audio, IReadOnlyDictionary<string, string> Tags, Track Track)
{
    /// <summary>
    /// By the same names, what stands where Kid3 does not write: a WAV's RIFF INFO, and the tags of containers that Kid3 does not open. Renditions
    /// get it where <see cref="Tags"/> are silent.
    /// </summary>
    public IReadOnlyDictionary<string, string> Elsewhere { get; init; } = new Dictionary<string, string>();

    /// <summary>The picture it carries, in the work folder; <c>null</c> for none.</summary>
    public string? Cover { get; init; }

    /// <summary>What the evidence ladder compares, once it was decoded.</summary>
    public Recording Heard(Rendered rendered) => new(Track, rendered.DurationSeconds, rendered.Fingerprint.ToArray());
}

/// <summary>Either what the original says of itself, or why it is not what was wanted.</summary>
/// <param name="Cause">Stored: <c>no-audio</c>, <c>preview</c> or <c>wrong-length</c>; <c>null</c> when accepted.</param>
/// <param name="Reason">In words for the owner; <c>null</c> when accepted.</param>
public sealed record Verified(SourceAudio? Audio, string? Cause = null, string? Reason = null);

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
    /// <remarks><c>null</c>: of more channels than are listened to nobody knows.</remarks>
    public long? Overs { get; init; }
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
    /// <summary>The link of the candidate that was taken, where that is not the input's own.</summary>
    public Evidence? Taken { get; init; }

    /// <summary>What proves it from now on.</summary>
    public IReadOnlyList<Evidence> Evidence => [.. new[] { Input.Evidence, Original.Evidence, Taken }.OfType<Evidence>().Distinct()];

    /// <summary>The same, with what was heard of it.</summary>
    public Recording Recording => Source.Heard(Rendered) with { Evidence = Evidence };
}
