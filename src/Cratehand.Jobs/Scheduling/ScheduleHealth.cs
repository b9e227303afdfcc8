namespace Cratehand.Jobs.Scheduling;

/// <summary>How a schedule does.</summary>
public enum ScheduleVerdict
{
    Well,

    /// <summary>A person paused it or switched it off.</summary>
    Resting,

    /// <summary>So many runs in a row have failed that it rests between them.</summary>
    Failing,

    /// <summary>A run has gone on over two due instants.</summary>
    Stuck,

    /// <summary>Three due instants have passed without a success, and no run failed or goes on.</summary>
    Stopped,
}

/// <summary>A schedule's word about itself, with the reason. Pure.</summary>
/// <param name="Reason">For the owner; <c>null</c> when all is well.</param>
/// <param name="Since">When the trouble began.</param>
/// <param name="Count">How often it was seen: failures in a row, or due instants that passed.</param>
public sealed record ScheduleHealth(ScheduleVerdict Verdict, string? Reason, DateTimeOffset? Since, int Count)
{
    const int Most = 10_000;

    /// <summary>Whether the program may call itself ready: a failing dependency is no fault of ours, a run that hangs or never comes is.</summary>
    public bool IsReady => Verdict is not (ScheduleVerdict.Stuck or ScheduleVerdict.Stopped);

    /// <param name="failing">Failures in a row from which on it is called so.</param>
    /// <param name="watchedSince">Since when somebody was there to fire; what was due before does not count against it.</param>
    public static ScheduleHealth Of(ScheduleRecord record, int failing, DateTimeOffset watchedSince, DateTimeOffset now)
    {
        var (timing, key) = (record.Schedule.Timing, record.Schedule.Key);
        if (record.Unfinished is { Started: { } started } run && timing.Count(Later(started, watchedSince), now, Most) is >= 2 and var over)
        {
            return new(ScheduleVerdict.Stuck, $"A run of {key} ({run.Id.ToString("N")[^8..]}) has gone on since {started:yyyy-MM-dd HH:mm} UTC, over {over} due times. Cancel it: cratehand runs cancel {run.Id.ToString("N")[^8..]}", started, over);
        }

        if (record.OffBecause is not null || record.Pause is not null)
        {
            return new(ScheduleVerdict.Resting, record.OffBecause ?? $"paused: {record.Pause}", null, 0);
        }

        if (record.Failures >= failing)
        {
            return new(ScheduleVerdict.Failing, $"{key} has failed {record.Failures} times in a row: {record.LastEnd?.Reason ?? "no reason was given"}", record.FailingSince, record.Failures);
        }

        // A due time that was dealt with, if only by a pause, shows that the clock beats.
        var from = Later(record.LastSuccess ?? record.Since, Later(record.LastFiring?.Due ?? record.Since, Later(record.Since, watchedSince)));
        return record.Failures == 0 && record.Unfinished is null && timing.Count(from, now, Most) is >= 3 and var passed
            ? new(ScheduleVerdict.Stopped, $"{key} has stopped: {passed} due times have passed since its last success ({(record.LastSuccess is { } last ? $"{last:yyyy-MM-dd HH:mm} UTC" : "never")}). See: cratehand schedules list", from, passed)
            : new(ScheduleVerdict.Well, null, null, 0);
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>All that is on record about a schedule.</summary>
/// <param name="Since">When it was first seen here.</param>
/// <param name="Pause">Why a person paused it, or <c>null</c>.</param>
/// <param name="LastFiring">The newest due instant that was dealt with.</param>
/// <param name="Unfinished">The run that has not ended, the oldest of them.</param>
/// <param name="LastEnd">The newest run that completed or was given up.</param>
/// <param name="Failures">Failed runs in a row.</param>
/// <param name="FailingSince">When the first of those ended.</param>
public sealed record ScheduleRecord(
    Schedule Schedule, DateTimeOffset Since, string? Pause, DateTimeOffset? PausedAt, Firing? LastFiring, Job? Unfinished, Job? LastEnd,
    DateTimeOffset? LastSuccess, int Failures, DateTimeOffset? FailingSince)
{
    public string? OffBecause => Schedule.OffBecause;

    /// <summary>The next due instants at which it would run; none while it is paused or switched off.</summary>
    public IReadOnlyList<DateTimeOffset> Next(DateTimeOffset now, int count) =>
        OffBecause is null && Pause is null ? [.. Schedule.Timing.After(now).Take(count)] : [];
}
