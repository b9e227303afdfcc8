namespace Cratehand.Music.Detecting;

/// <summary>What one reading of a source came to; a step's value, stored as JSON.</summary>
/// <param name="Outcome">See <see cref="LevelOutcome"/>.</param>
/// <param name="Trouble">Why it was not read, or not to its end.</param>
public sealed record Sighting(string Source, string Outcome, string? Trouble = null, int Seen = 0, int Calls = 0)
{
    public string? Mark { get; init; }

    /// <summary>See Sources/SourcePage.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>What belongs on record.</summary>
    public IReadOnlyList<Noticed> Fresh { get; init; } = [];

    /// <summary>Identities that are liked no more.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>Identities that their provider has no more: gone from the likes, though nobody took them back.</summary>
    public IReadOnlyList<string> Vanished { get; init; } = [];

    /// <summary>Everything was read.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether anything was read, so that the mark may move.</summary>
    public bool WasRead => Outcome == LevelOutcome.Ok || Mark is not null || Fresh.Count > 0;

    public int Count(string state) => Fresh.Count(x => x.State == state);

    /// <summary>How long the source is left alone after this.</summary>
    /// <param name="strikes">Failures in a row, this one included.</param>
    public TimeSpan Rest(LevelOptions level, int strikes) =>
        Outcome != LevelOutcome.Error ? TimeSpan.Zero
        : TimeSpan.FromTicks(Math.Min(TimeSpan.TicksPerHour, level.Cooldown.Ticks << Math.Clamp(strikes - 1, 0, 16)));

    /// <summary>The level as it is shown.</summary>
    /// <param name="taken">Taken up by this detection.</param>
    public Level AsLevel(int taken)
    {
        string?[] words =
        [
            Trouble,
            Said(Count(DetectionState.KnownBefore), "there before and left alone"),
            Said(Count(DetectionState.Played), "only heard"),
            Said(Count(DetectionState.Skipped), "that can come to nothing"),
            Said(Gone.Count, "liked no more"),
            .. Left,
        ];
        var reason = string.Join("; ", words.OfType<string>());
        return new(
            Source, Outcome, Source == Sources.SourceNames.Backlog ? Math.Max(Seen, taken) : Seen, Count(DetectionState.Waiting),
            reason.Length > 0 ? reason : Seen == 0 ? "nothing new" : Outcome == LevelOutcome.Ok ? "read" : null,
            taken, Count(DetectionState.Skipped) + Count(DetectionState.Played), Calls);
    }

    static string? Said(int count, string what) => count > 0 ? $"{count} {what}" : null;
}

/// <summary>All that a detection saw.</summary>
/// <param name="Levels">In the order of the chain.</param>
public sealed record Look(IReadOnlyList<Sighting> Levels)
{
    /// <summary>The one level that tracks are taken up from; <c>null</c>: all of them.</summary>
    public string? Winner { get; init; }
}
