namespace Cratehand.Music.Detecting;

/// <summary>What a detection saw and did. Its form is that of <c>detect --json</c>: fields are added, never renamed.</summary>
public sealed record DetectionReport(IReadOnlyList<Level> Levels, IReadOnlyList<Queued> Queued)
{
    /// <summary>Nothing was looked at.</summary>
    public bool IsSwitchedOff { get; init; }

    public static readonly DetectionReport SwitchedOff = new([], []) { IsSwitchedOff = true };
}

/// <summary>One source in the chain.</summary>
/// <param name="Outcome">See <see cref="LevelOutcome"/>.</param>
/// <param name="Seen">Entries read.</param>
/// <param name="New">Noticed for the first time and wanted.</param>
/// <param name="Reason">In words for the owner.</param>
/// <param name="Taken">Taken up by this detection.</param>
/// <param name="Skipped">Noticed for the first time, and nothing for the workflow.</param>
/// <param name="Calls">Requests sent for it.</param>
public sealed record Level(string Source, string Outcome, int Seen, int New, string? Reason, int Taken = 0, int Skipped = 0, int Calls = 0);

/// <summary>A track that was taken up.</summary>
/// <param name="Job">Of the track workflow; <c>null</c> in a dry run.</param>
public sealed record Queued(string Input, string Signal, string Source, string Title, Guid? Job);

/// <summary>How a level ended. Wire format.</summary>
public static class LevelOutcome
{
    /// <summary>It was read.</summary>
    public const string Ok = "ok";

    /// <summary>It could not be read, or not to its end.</summary>
    public const string Error = "error";

    /// <summary>Not set up, or not switched on.</summary>
    public const string Off = "off";

    /// <summary>Left alone for a while: after a failure, or because the provider said so.</summary>
    public const string Resting = "resting";

    /// <summary>A level before it had a track.</summary>
    public const string NotReached = "not-reached";
}
