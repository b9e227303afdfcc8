using System.Text.Json.Serialization;
using Cratehand.Music.Libraries;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Finding;

// What finding hands on; stored as JSON with its step and with the owner's decisions.

/// <summary>Audio on offer for a track that is wanted.</summary>
/// <param name="Origin">Who offers it: <c>given, library, drop-folder, soundcloud, youtube</c>. Stored: never rename.</param>
/// <param name="Identity">The same whenever the same thing is offered again: a link's identity, a file's path, an entry's id.</param>
/// <param name="Location">Where it is fetched from: a link or an absolute path.</param>
/// <param name="Says">What it calls itself there.</param>
public sealed record Candidate(string Origin, string Identity, string Location, TrackDescription Says)
{
    /// <summary>Whether it must be fetched.</summary>
    public bool IsLink => TrackLink.Parse(Location) is not null;

    /// <summary>Why it cannot be had although it is offered, known before anything is fetched: <c>preview, blocked, not-offered</c>; else <c>null</c>.</summary>
    public string? Problem { get; init; }

    /// <summary>What stands for it as evidence; <c>null</c> for a file, whose bytes do.</summary>
    public Evidence? Evidence => TrackLink.Parse(Location) is { } link ? new(EvidenceKind.Link, link.Identity) : null;
}

/// <summary>What became of a candidate. Stored and shown in kebab-case: never rename.</summary>
public enum Standing
{
    /// <summary>To be tried, in the order of the list.</summary>
    Chosen,

    /// <summary>Could be it: the owner has to say.</summary>
    Close,

    /// <summary>It is the track, and cannot be had there.</summary>
    Unavailable,

    /// <summary>The owner said: never this one.</summary>
    Never,

    /// <summary>Another recording.</summary>
    Different,
}

/// <summary>A candidate with the evidence for and against it.</summary>
public sealed record ScoredCandidate(Candidate Candidate, MatchScore Match, Standing Standing);

/// <summary>What one origin answered. Nothing found is an answer; a failure never looks like one.</summary>
/// <param name="State"><c>asked, off</c> or <c>failed</c>.</param>
/// <param name="Reason">Why it was not asked, or what went wrong; else how much it offered.</param>
public sealed record OriginAnswer(string Origin, string State, string Reason)
{
    public const string Asked = "asked";
    public const string Off = "off";
    public const string Failed = "failed";

    /// <summary>It failed, and may answer later.</summary>
    public bool IsOut { get; init; }
}

/// <summary>What a search came to.</summary>
/// <param name="Reason">In words for the owner.</param>
/// <param name="Candidates">All that were looked at, the best first; at most <see cref="Most"/>.</param>
/// <param name="Owned">Set when the library has it: nothing is tried then.</param>
public sealed record Found(string Reason, IReadOnlyList<ScoredCandidate> Candidates, IReadOnlyList<OriginAnswer> Asked, Owned? Owned = null)
{
    /// <summary>Who might have it could not be asked.</summary>
    [JsonIgnore]
    public bool IsPartial => Asked.Any(x => x.IsOut);

    /// <summary>More evidence than that nobody reads.</summary>
    public const int Most = 50;

    /// <summary>What is tried, in order: each a clear match, or the owner's choice.</summary>
    public IEnumerable<ScoredCandidate> Chosen => Candidates.Where(x => x.Standing == Standing.Chosen);

    public IEnumerable<ScoredCandidate> Close => Candidates.Where(x => x.Standing == Standing.Close);
}

/// <summary>Why a candidate that was tried was not taken.</summary>
/// <param name="Cause">See <see cref="Receipt.Cause"/>; <c>null</c> where the audio itself was refused.</param>
/// <param name="Described">Who it is by the account of the site it came from; <c>null</c> if that said nothing.</param>
public sealed record Refusal(Candidate Candidate, string? Cause, string Reason, TrackDescription? Described = null);
