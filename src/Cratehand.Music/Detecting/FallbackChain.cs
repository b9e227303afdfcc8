using Cratehand.Music.Sources;

namespace Cratehand.Music.Detecting;

/// <summary>A detection whose turn could be now.</summary>
/// <param name="Rank">The larger, the newer.</param>
public sealed record Candidate(string Identity, string Source, long Rank);

/// <summary>Which sources are looked at, and whose tracks are taken up. Pure.</summary>
public static class FallbackChain
{
    static readonly string[] OfDrain =
    [
        SourceNames.SpotifySaved, SourceNames.SoundCloudLikes, SourceNames.SpotifyPlaylists, SourceNames.SoundCloudPlaylists,
        SourceNames.YouTubePlaylists, SourceNames.DropFolder,
    ];

    static readonly string[] OfFirst = [SourceNames.SpotifyPlaying, SourceNames.SoundCloudLikes, SourceNames.SpotifySaved, SourceNames.Backlog];

    /// <summary>The levels, in order. A wish for the backlog puts it at the end.</summary>
    public static IReadOnlyList<string> Levels(DetectingOptions options, bool wantsBacklog)
    {
        var levels = options.Chain.Count > 0 ? options.Chain : options.Mode == ChainMode.First ? OfFirst : OfDrain;
        return wantsBacklog && !levels.Contains(SourceNames.Backlog) ? [.. levels, SourceNames.Backlog] : levels;
    }

    /// <summary>
    /// One of each source in turn, in the order of the chain, each source's newest first, until nothing or no room is left: a
    /// source with a thousand tracks does not starve one with two.
    /// </summary>
    public static IReadOnlyList<Candidate> Share(IEnumerable<Candidate> candidates, IReadOnlyList<string> order, Func<string, int> limit, int perRun)
    {
        var queues = order.Select(source => candidates.Where(c => c.Source == source).OrderByDescending(c => c.Rank).Take(limit(source)).ToList()).ToList();
        var turns = queues.Count == 0 ? 0 : queues.Max(queue => queue.Count);
        return [.. Enumerable.Range(0, turns).SelectMany(turn => queues.Where(queue => turn < queue.Count).Select(queue => queue[turn])).Take(perRun)];
    }
}
