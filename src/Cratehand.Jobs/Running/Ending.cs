namespace Cratehand.Jobs.Running;

/// <summary>How an attempt ended, and what becomes of its job. Pure.</summary>
/// <param name="Outcome">Stored with the attempt.</param>
/// <param name="Due">When it runs again; <c>null</c> for never.</param>
/// <param name="IsFailure">Whether it counts against the retry limit.</param>
internal sealed record Ending(JobState State, string Outcome, DateTimeOffset? Due, bool IsFailure, string? Result, string? Reason)
{
    // Past any sensible wait; a worker that miscalculates must not push the due time off the calendar.
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(366);

    public static Ending Completed(string result) => new(JobState.Completed, "completed", null, false, result, null);

    public static Ending Cancelled(string reason) => new(JobState.Cancelled, "cancelled", null, false, null, reason);

    public static Ending Interrupted(DateTimeOffset now, string reason) =>
        new(JobState.Available, "interrupted", now, false, null, reason);

    /// <summary>What an exception out of a worker means.</summary>
    /// <param name="failures">Failures before this one.</param>
    public static Ending Of(Exception error, int failures, RetryPolicy policy, DateTimeOffset now, double chance) =>
        error switch
        {
            DiscardException => new(JobState.Discarded, "discarded", null, true, null, error.Message),
            RetryLaterException later => new(JobState.Retryable, "postponed", now + Wait(later.After), false, null, error.Message),
            _ when policy.DelayAfter(failures + 1, chance) is { } delay =>
                new(JobState.Retryable, "failed", now + Wait(delay), true, null, error.Message),
            _ => new(JobState.Discarded, "failed", null, true, null, error.Message),
        };

    /// <summary>This ending, given that a person asked for an end: the wish counts unless the work is done or known to be hopeless.</summary>
    public Ending Given(Wish wish) =>
        wish.ToCancel && Outcome is not ("completed" or "discarded") ? Cancelled(wish.Reason ?? "cancelled by a person") : this;

    static TimeSpan Wait(TimeSpan asked) => TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, LongestWait.Ticks));
}
