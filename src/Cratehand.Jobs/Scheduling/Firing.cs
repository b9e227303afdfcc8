namespace Cratehand.Jobs.Scheduling;

/// <summary>A due instant of a schedule that was dealt with. There is one for each instant, however many processes look and however often.</summary>
/// <param name="At">When it was dealt with.</param>
/// <param name="Reason">Why it came out so, where that is not plain.</param>
/// <param name="Missed">How many due instants it stands for that passed while nothing ran here.</param>
/// <param name="Job">The run, if there is one.</param>
public sealed record Firing(string Schedule, DateTimeOffset Due, DateTimeOffset At, FiringOutcome Outcome, string? Reason, int Missed, Guid? Job);

/// <summary>What came of a due instant; stored in lower case.</summary>
public enum FiringOutcome
{
    /// <summary>A run was put on record.</summary>
    Enqueued,

    /// <summary>A run waits for the end of the one before.</summary>
    Buffered,

    /// <summary>No run; the reason says why.</summary>
    Skipped,
}

/// <summary>What has come due since the last firing.</summary>
/// <param name="Due">The latest of them.</param>
/// <param name="Missed">How many passed while nothing ran here, that one included if it is late.</param>
internal sealed record Fallen(DateTimeOffset Due, int Missed)
{
    static readonly TimeSpan Memory = TimeSpan.FromDays(400);

    /// <summary>What fell due after <paramref name="since"/>; <c>null</c> if nothing did.</summary>
    public static Fallen? Since(DateTimeOffset since, DateTimeOffset now, Schedule schedule)
    {
        var start = since < now - Memory ? now - Memory : since;
        var (count, last) = (0, start);
        foreach (var due in schedule.Timing.After(start).TakeWhile(due => due <= now))
        {
            (count, last) = (count + 1, due);
        }

        var isLate = now - last > schedule.Policy.OnTimeWithin;
        return count == 0 ? null : new Fallen(last, isLate ? count : count - 1);
    }
}

/// <summary>What is on record about a schedule at the moment when it fires.</summary>
/// <param name="Pause">Why a person paused it, or <c>null</c>.</param>
/// <param name="Unfinished">A run of its kind that has not ended.</param>
/// <param name="Failures">Failed runs in a row.</param>
/// <param name="LastEnd">When the last run ended.</param>
internal sealed record ScheduleFacts(string? Pause, Guid? Unfinished, bool HasBuffered, int Failures, DateTimeOffset? LastEnd);

/// <summary>What is to be done about a due instant. Pure.</summary>
/// <param name="Start">Not before; only of a run.</param>
/// <param name="Ends">A run to be asked to end.</param>
internal sealed record Verdict(FiringOutcome Outcome, string? Reason, DateTimeOffset? Start = null, Guid? Ends = null)
{
    /// <param name="chance">Between 0 and 1; decides the jitter.</param>
    public static Verdict Of(Schedule schedule, Fallen fallen, ScheduleFacts facts, DateTimeOffset now, double chance) =>
        Hindrance(schedule, facts) is { } hindered ? Skip(hindered)
        : fallen.Missed > 0 && schedule.Policy.Missed == MissedPolicy.Skip ? Skip($"{Times(fallen.Missed)} missed while nothing ran here, and missed runs are not made up for")
        : Rest(schedule, facts) is { } until && until > now ? Skip($"rests after {facts.Failures} failures in a row, until {In(schedule, until)}")
        : facts.Unfinished is { } run ? Overlap(schedule.Policy.Overlap, run, facts.HasBuffered)
        : new(FiringOutcome.Enqueued, fallen.Missed > 0 ? $"makes up for {Times(fallen.Missed)} missed while nothing ran here" : null, now + (schedule.Policy.Jitter * chance));

    /// <summary>Why nothing may run by time at all.</summary>
    public static string? Hindrance(Schedule schedule, ScheduleFacts facts) =>
        schedule.OffBecause ?? (facts.Pause is { } pause ? $"paused: {pause}" : null);

    static DateTimeOffset? Rest(Schedule schedule, ScheduleFacts facts) =>
        facts.LastEnd is { } end ? schedule.Policy.BackOff.Until(facts.Failures, end) : null;

    static Verdict Overlap(OverlapPolicy policy, Guid run, bool hasBuffered) =>
        policy switch
        {
            OverlapPolicy.Skip => Skip($"run {Short(run)} has not ended"),
            _ when hasBuffered => Skip($"run {Short(run)} has not ended, and one waits for that already"),
            OverlapPolicy.CancelPrevious => new(FiringOutcome.Buffered, $"takes the place of run {Short(run)}, which was asked to end", Ends: run),
            _ => new(FiringOutcome.Buffered, $"waits for the end of run {Short(run)}"),
        };

    static Verdict Skip(string reason) => new(FiringOutcome.Skipped, reason);

    static string Times(int count) => count == 1 ? "one run" : $"{count} runs";

    static string Short(Guid run) => run.ToString("N")[^8..];

    static string In(Schedule schedule, DateTimeOffset time) => $"{TimeZoneInfo.ConvertTime(time, schedule.Timing.Zone):yyyy-MM-dd HH:mm:ss}";
}
