using Cratehand.Music.Sources;

namespace Cratehand.Music.Detecting;

/// <summary>What is on record of an identity.</summary>
/// <param name="Rank">See <see cref="DetectedTrack.Rank"/>.</param>
public sealed record KnownTrack(string Source, string State, bool IsUnliked, string Input, long Rank);

/// <summary>A detection that belongs on record, and as what.</summary>
/// <param name="State">See <see cref="DetectionState"/>.</param>
/// <param name="Plays">How often it was heard since the connection.</param>
public sealed record Noticed(Detection What, string State, string Reason, long Rank, int Plays = 0);

/// <summary>An entry as it was read.</summary>
/// <param name="IsFirstSight">See <see cref="SourcePage.IsFirstSight"/>.</param>
public sealed record ReadEntry(Detection What, bool IsFirstSight);

/// <summary>Tells what is new from what was there before, and when enough was read. Pure.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="IsNewestFirst">See <see cref="ISource.IsNewestFirst"/>.</param>
/// <param name="Connected">When it was first read; <c>null</c>: this is the first time.</param>
/// <param name="PlaysCount">Whether what merely plays is wanted.</param>
public sealed record Sieve(string Source, bool IsNewestFirst, DateTimeOffset? Connected, bool PlaysCount)
{
    /// <summary>When all that was new had last been read; <c>null</c>: never yet.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>Whether anything of it is on record.</summary>
    public bool HadAny { get; init; }

    /// <summary>Its list was once read to its end: it hides nothing older that is not on record.</summary>
    public bool IsAllKnown { get; init; }

    /// <summary>A provider's clock may be behind ours by so much.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    // One known entry says little: it may have been taken back and liked again. So many in a row were read last time.
    const int Enough = 10;

    /// <summary>
    /// Whether a page ends in what was read last time, so that nothing new can follow. What another source has shown was not
    /// therefore read here: where times are given they decide, and else one at least must be of this source.
    /// </summary>
    public bool IsCaughtUp(IReadOnlyList<Detection> page, IReadOnlyDictionary<string, KnownTrack> known)
    {
        var end = page.Reverse().Take(Enough).Select(item => (item.At, Row: known.GetValueOrDefault(item.Identity))).ToList();
        return end.Count == 0
            || (end.TrueForAll(item => item.At is { } at ? at < (LastSuccess ?? Connected) - Overlap : item.Row is { IsUnliked: false })
                && end.Exists(item => item.At is not null || item.Row!.Source == Source));
    }

    /// <summary>What goes on record, of entries in the order they were read.</summary>
    public IReadOnlyList<Noticed> Sift(IReadOnlyList<ReadEntry> read, IReadOnlyDictionary<string, KnownTrack> known, DateTimeOffset now)
    {
        var lastOurs = read.ToList().FindLastIndex(entry => known.GetValueOrDefault(entry.What.Identity)?.Source == Source);
        // Nothing of last time, and many that nobody knows: more likely another account than a list liked anew.
        var isOthers = lastOurs < 0 && read.Count(entry => !known.ContainsKey(entry.What.Identity)) > Enough;
        var hidesOlder = HadAny && (!IsAllKnown || isOthers);
        var fresh = new List<Noticed>();
        foreach (var (index, entry) in read.Index().DistinctBy(x => x.Item.What.Identity))
        {
            var isBefore = IsBefore(entry, hidesOlder && index > lastOurs);
            if (Judge(entry.What, isBefore, known.GetValueOrDefault(entry.What.Identity)) is var (state, reason))
            {
                fresh.Add(new(entry.What, state, reason, RankOf(entry.What, index, now), state == DetectionState.Played ? PlaysOf(entry.What, read) : 0));
            }
        }

        return fresh;
    }

    static long RankOf(Detection item, int index, DateTimeOffset now) => item.At?.ToUnixTimeMilliseconds() ?? now.ToUnixTimeMilliseconds() - index;

    static int PlaysOf(Detection item, IReadOnlyList<ReadEntry> read) => read.Count(other => other.What.Identity == item.Identity && !other.IsFirstSight);

    bool IsOld(Detection item) => item.At < Connected - Overlap;

    // Where nobody says when, the order does: what follows the last one of last time moved up because others were taken back.
    bool IsBefore(ReadEntry entry, bool isBeyondLast) =>
        entry.What.Signal != Signal.Dropped
        && (entry.IsFirstSight || IsOld(entry.What) || (IsNewestFirst && (Connected is null || (entry.What.At is null && isBeyondLast))));

    (string State, string Reason)? Judge(Detection item, bool isBefore, KnownTrack? row)
    {
        if (item.Unfit is { } unfit)
        {
            return row is null ? (DetectionState.Skipped, unfit) : null;
        }

        if (item.Signal == Signal.Played && !PlaysCount)
        {
            return row is null || (row.State == DetectionState.Played && item.At is not null) ? (DetectionState.Played, "Heard; playing alone files nothing.") : null;
        }

        if (isBefore)
        {
            return row is null ? (DetectionState.KnownBefore, "There before this source was connected; `cratehand sync --backlog N` takes the newest N.") : null;
        }

        return row is null || IsNewSign(item, row) ? (DetectionState.Waiting, "New.")
            : item.Signal == Signal.Dropped && row.State == DetectionState.Waiting && row.Input != item.Input ? (DetectionState.Waiting, "It lies elsewhere now.")
            : null;
    }

    /// <summary>
    /// Whether seeing it as new here says more than what is on record: it was only heard, or was left alone elsewhere or when it was liked
    /// the time before, or was taken back.
    /// </summary>
    bool IsNewSign(Detection item, KnownTrack row) =>
        row.IsUnliked || row.State == DetectionState.Played
        || (row.State == DetectionState.KnownBefore && (row.Source != Source || item.At?.ToUnixTimeMilliseconds() > row.Rank));
}
