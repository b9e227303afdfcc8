namespace Cratehand.Jobs.Running;

/// <summary>How an attempt ended, and what becomes of its job. Pure.</summary>
/// <param name="Outcome">Stored with the attempt.</param>
/// <param name="Due">When it runs again; <c>null</c> for never.</param>
/// <param name="IsFailure">Whether it counts against the retry limit.</param>
internal sealed record Ending(JobState State, string Outcome, DateTimeOffset? Due, bool IsFailure, string? Result, string? Reason)
{
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
            RetryLaterException later => new(JobState.Retryable, "postponed", now + later.After, false, null, error.Message),
            _ when policy.DelayAfter(failures + 1, chance) is { } delay =>
                new(JobState.Retryable, "failed", now + delay, true, null, error.Message),
            _ => new(JobState.Discarded, "failed", null, true, null, error.Message),
        };
}
