namespace Cratehand.Jobs;

/// <summary>When a failed job runs again: after the base delay, then twice that, and so on up to a cap, each spread by jitter.</summary>
/// <param name="MaxAttempts">Failed attempts before the job is discarded. Default 5.</param>
/// <param name="BaseDelay">The wait after the first failure. Default 2 s.</param>
/// <param name="MaxDelay">The longest wait, before jitter. Default 5 min.</param>
/// <param name="Jitter">The share by which a wait may grow or shrink, 0 to 1. Default 0.2.</param>
public sealed record RetryPolicy(int MaxAttempts, TimeSpan BaseDelay, TimeSpan MaxDelay, double Jitter)
{
    /// <summary>The defaults.</summary>
    public static RetryPolicy Default { get; } = new(5, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5), 0.2);

    /// <summary>The wait before the next attempt, or <c>null</c> once there are none left.</summary>
    /// <param name="failures">Failed attempts so far, from 1.</param>
    /// <param name="chance">Between 0 and 1; decides the jitter.</param>
    public TimeSpan? DelayAfter(int failures, double chance)
    {
        if (failures >= MaxAttempts)
        {
            return null;
        }

        var plain = BaseDelay.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 40));
        var spread = 1 + (Jitter * ((2 * chance) - 1));
        return TimeSpan.FromSeconds(Math.Min(plain, MaxDelay.TotalSeconds) * spread);
    }
}
