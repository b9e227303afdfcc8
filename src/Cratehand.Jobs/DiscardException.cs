namespace Cratehand.Jobs;

/// <summary>
/// "Never": thrown by a worker or a step when no repetition can succeed. The job becomes
/// <c>discarded</c> at once, with the message as its reason.
/// </summary>
/// <param name="reason">Why, in words for the owner, with the way out.</param>
public sealed class DiscardException(string reason, Exception? inner = null) : Exception(reason, inner);
