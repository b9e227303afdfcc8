using Cratehand.Music.Tracks;

namespace Cratehand.Music.Sources;

/// <summary>A track that was noticed at a source.</summary>
/// <param name="Identity">The same whenever and wherever the same thing is noticed: <c>spotify:track:ID</c>, <c>soundcloud:tracks:ID</c>, <c>youtube:ID</c>, <c>file:SHA-256</c>.</param>
/// <param name="Input">What the workflow is given: a link, or an absolute path.</param>
/// <param name="At">When it was liked, listed, played or dropped; <c>null</c> where the source tells nobody.</param>
public sealed record Detection(string Identity, string Input, Signal Signal, TrackDescription What, DateTimeOffset? At = null)
{
    /// <summary>Why it can come to nothing, in words for the owner; <c>null</c> for an ordinary track.</summary>
    public string? Unfit { get; init; }
}

/// <summary>How taste showed. Stored by name: never rename.</summary>
public enum Signal
{
    /// <summary>Hearted.</summary>
    Liked,

    /// <summary>In a playlist, or on a list in the drop folder.</summary>
    Listed,

    /// <summary>Its link was put somewhere.</summary>
    Linked,

    /// <summary>Its file lies in the drop folder.</summary>
    Dropped,

    /// <summary>Heard; by itself that files nothing.</summary>
    Played,
}

/// <summary>The shown and stored form of a signal.</summary>
public static class Signals
{
    /// <summary>Lower case. Other programs rely on it.</summary>
    public static string ToText(this Signal signal) => signal.ToString().ToLowerInvariant();
}

/// <summary>What providers write where an artist should stand.</summary>
static class Credits
{
    static readonly string[] Nobody = ["various artists", "various", "va", "v.a.", "unknown artist"];

    /// <summary>The artists without those that stand for "nobody in particular".</summary>
    public static IReadOnlyList<string> Clean(IEnumerable<string?> artists) =>
        [.. artists.OfType<string>().Select(a => a.Trim()).Where(a => a.Length > 0 && !Nobody.Contains(a.ToLowerInvariant()))];
}
