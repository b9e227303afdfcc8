using System.Data.Common;

namespace Cratehand.Jobs.Scheduling;

/// <summary>Work that falls due by time. What it is to do stands in <paramref name="Enqueue"/>; when and whether, in the rest.</summary>
/// <param name="Key">Its stored name, kebab-case. Wire format: never change it.</param>
/// <param name="Kind">The kind of job it enqueues; whether it succeeds is judged by the jobs of that kind, whoever asked for them.</param>
public sealed record Schedule(string Key, Timing Timing, SchedulePolicy Policy, string Kind, EnqueueRun Enqueue)
{
    /// <summary>Why it is switched off, in words for the owner; <c>null</c>: it is on. A person may run it all the same.</summary>
    public string? OffBecause { get; init; }

    /// <summary>A schedule for arguments that are always the same.</summary>
    /// <param name="uniqueKey">Whoever else enqueues this work uses the same one.</param>
    public static Schedule Of<TArgs>(string key, Timing timing, SchedulePolicy policy, TArgs args, string uniqueKey)
        where TArgs : IJobArgs =>
        new(key, timing, policy, TArgs.Kind, (queue, transaction, options, cancel) =>
            queue.EnqueueAsync(transaction, args, options with { UniqueKey = uniqueKey }, cancel));
}

/// <summary>Puts a run on record within the transaction it is given.</summary>
public delegate Task<Enqueued> EnqueueRun(JobQueue queue, DbTransaction transaction, EnqueueOptions options, CancellationToken cancel);

/// <summary>What becomes of a due instant.</summary>
/// <param name="Overlap">When the run before has not ended.</param>
/// <param name="Missed">When nothing ran here at that time.</param>
/// <param name="BackOff">When the runs before have failed.</param>
public sealed record SchedulePolicy(OverlapPolicy Overlap, MissedPolicy Missed, BackOff BackOff)
{
    public static SchedulePolicy Default { get; } = new(OverlapPolicy.Skip, MissedPolicy.Once, BackOff.Default);

    /// <summary>A run starts up to so much later, at random. Default none.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Later than that, and it was missed. Default 1 min.</summary>
    public TimeSpan OnTimeWithin { get; init; } = TimeSpan.FromMinutes(1);
}

public enum OverlapPolicy
{
    /// <summary>The due instant passes without a run.</summary>
    Skip,

    /// <summary>One run waits for the end of the one before; never more than one.</summary>
    BufferOne,

    /// <summary>The one before is asked to end, and a new one follows it.</summary>
    CancelPrevious,
}

public enum MissedPolicy
{
    /// <summary>However many were missed, one run makes up for them.</summary>
    Once,

    /// <summary>What was missed was missed.</summary>
    Skip,
}

/// <summary>How long a schedule rests after failures in a row: the base, twice that, and so on up to a cap. Pure.</summary>
/// <param name="Base">The rest after the first. Default 1 min.</param>
/// <param name="Cap">The longest. Default 1 h.</param>
public sealed record BackOff(TimeSpan Base, TimeSpan Cap)
{
    public static BackOff Default { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));

    /// <summary>When it may run again, or <c>null</c>: no rest.</summary>
    /// <param name="failures">Failed runs in a row.</param>
    /// <param name="last">When the last of them ended.</param>
    public DateTimeOffset? Until(int failures, DateTimeOffset last) =>
        failures < 1 ? null : last + TimeSpan.FromSeconds(Math.Min(Base.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 40)), Cap.TotalSeconds));
}
