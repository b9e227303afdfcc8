namespace Cratehand.Music.Tracks;

/// <summary>Whether two descriptions mean one recording, and why.</summary>
/// <param name="Score">From 0 (nothing speaks for it) to 1.</param>
/// <param name="Reasons">The evidence in words for the owner, the weightiest first; never empty.</param>
public sealed record MatchScore(MatchVerdict Verdict, double Score, IReadOnlyList<string> Reasons);

/// <summary>What a comparison came to. Stored and shown in lower case: never rename.</summary>
public enum MatchVerdict
{
    /// <summary>One recording.</summary>
    Same,

    /// <summary>Two recordings.</summary>
    Different,

    /// <summary>A person has to say.</summary>
    Unsure,
}
