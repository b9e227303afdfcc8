namespace Cratehand.Jobs;

/// <summary>One row of work: what to do, where it stands, what came of it.</summary>
/// <param name="Id">Version 7 GUID, so ids sort by age.</param>
/// <param name="RunId">The job that the owner sees as the run: itself, or the first of its ancestors.</param>
/// <param name="ParentId">The job that enqueued this one, or <c>null</c>.</param>
/// <param name="Kind">See <see cref="IJobArgs.Kind"/>.</param>
/// <param name="Args">The arguments, JSON.</param>
/// <param name="UniqueKey">No two unfinished jobs of one kind share it; <c>null</c> for no such limit.</param>
/// <param name="Attempt">Attempts started so far.</param>
/// <param name="Failures">Attempts that count against <see cref="RetryPolicy.MaxAttempts"/>: not the postponed, not the interrupted.</param>
/// <param name="Fence">Raised at each attempt's start; a write with an older number is refused.</param>
/// <param name="Due">When it may start (next).</param>
/// <param name="Node">The process of the last attempt, see <see cref="Node"/>.</param>
/// <param name="CancelRequested">A person asked the running attempt to end.</param>
/// <param name="Percent">Progress, 0 to 100, or <c>null</c> if unknown.</param>
/// <param name="Progress">What is being done, in words.</param>
/// <param name="Result">The worker's result, JSON; only when completed.</param>
/// <param name="Reason">Why it was discarded, cancelled, or is to be retried.</param>
public sealed record Job(
    Guid Id,
    Guid RunId,
    Guid? ParentId,
    string Kind,
    string Args,
    string? UniqueKey,
    JobState State,
    Trigger Trigger,
    int Attempt,
    int Failures,
    long Fence,
    DateTimeOffset Due,
    DateTimeOffset Created,
    DateTimeOffset? Started,
    DateTimeOffset? Finished,
    string? Node,
    bool CancelRequested,
    int? Percent,
    string? Progress,
    string? Result,
    string? Reason
)
{
    /// <summary>The arguments as the type they were enqueued as.</summary>
    public T ArgsAs<T>() => JobJson.Read<T>(Args);

    /// <summary>The result as its type, or <c>null</c> unless the job completed.</summary>
    public T? ResultAs<T>()
        where T : class => Result is null ? null : JobJson.Read<T>(Result);
}

/// <summary>A step that finished; it is not run again for this job.</summary>
/// <param name="Value">What it returned, JSON.</param>
/// <param name="Attempt">The attempt that ran it.</param>
public sealed record JobStep(string Name, string Value, int Attempt, DateTimeOffset Started, long Milliseconds);

/// <summary>One attempt at a job.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Outcome"><c>running, completed, failed, postponed, discarded, cancelled</c> or <c>interrupted</c>.</param>
/// <param name="Step">The step under way when it ended, or <c>null</c>.</param>
/// <param name="Error">What went wrong, or <c>null</c>.</param>
public sealed record JobAttempt(
    int Number,
    string Node,
    DateTimeOffset Started,
    DateTimeOffset? Finished,
    string Outcome,
    string? Step,
    string? Error
);
