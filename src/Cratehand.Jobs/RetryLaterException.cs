namespace Cratehand.Jobs;

/// <summary>
/// "Not now": thrown by a worker or a step when the work can succeed later. The job becomes
/// <c>retryable</c>, is due again after <see cref="After"/>, and the attempt does not count against its limit.
/// </summary>
/// <param name="after">How long to wait at least; not negative.</param>
/// <param name="reason">Why, in words for the owner, with the way out.</param>
public sealed class RetryLaterException(TimeSpan after, string reason, Exception? inner = null)
    : Exception(reason, inner)
{
    /// <summary>How long to wait at least.</summary>
    public TimeSpan After { get; } = after;
}
