using Cratehand.Jobs.Scheduling;
using Microsoft.Extensions.Logging;

namespace Cratehand.Jobs;

/// <summary>Every event of the engine, declared once: the operator's table of contents.</summary>
internal static partial class JobLog
{
    [LoggerMessage(100, LogLevel.Information, "Engine started as {Node}; {Rescued} interrupted jobs rescued")]
    public static partial void EngineStarted(this ILogger log, string node, int rescued);

    [LoggerMessage(101, LogLevel.Information, "Engine stopped")]
    public static partial void EngineStopped(this ILogger log);

    [LoggerMessage(102, LogLevel.Warning, "{Count} attempts had not ended after {StopWithin}; the next start rescues their jobs")]
    public static partial void AttemptsLeftBehind(this ILogger log, int count, TimeSpan stopWithin);

    [LoggerMessage(110, LogLevel.Information, "Enqueued {Kind} {JobId}, due {Due}")]
    public static partial void Enqueued(this ILogger log, string kind, Guid jobId, DateTimeOffset due);

    [LoggerMessage(111, LogLevel.Debug, "Dispatched {JobId} with fence {Fence}, due {Due}")]
    public static partial void Dispatched(this ILogger log, Guid jobId, long fence, DateTimeOffset due);

    [LoggerMessage(112, LogLevel.Debug, "Ignored a second dispatch of {JobId} with fence {Fence}")]
    public static partial void SecondDispatchIgnored(this ILogger log, Guid jobId, long fence);

    [LoggerMessage(120, LogLevel.Information, "Attempt {Attempt} of {Kind} {JobId} started")]
    public static partial void AttemptStarted(this ILogger log, int attempt, string kind, Guid jobId);

    [LoggerMessage(121, LogLevel.Information, "Attempt {Attempt} of {Kind} {JobId} ended: {Outcome} {Reason}")]
    public static partial void AttemptEnded(this ILogger log, int attempt, string kind, Guid jobId, string outcome, string reason);

    [LoggerMessage(122, LogLevel.Warning, "Attempt {Attempt} of {Kind} {JobId} failed; next at {Due}")]
    public static partial void AttemptFailed(this ILogger log, Exception error, int attempt, string kind, Guid jobId, DateTimeOffset due);

    [LoggerMessage(125, LogLevel.Warning, "Attempt {Attempt} of {Kind} {JobId} failed; it is not tried again")]
    public static partial void AttemptFailedForGood(this ILogger log, Exception error, int attempt, string kind, Guid jobId);

    [LoggerMessage(123, LogLevel.Warning, "Attempt {Attempt} of {JobId} was stale: a later attempt holds the fence, its ending was refused")]
    public static partial void AttemptStale(this ILogger log, int attempt, Guid jobId);

    [LoggerMessage(124, LogLevel.Warning, "Rescued {Count} jobs that no process works on any more")]
    public static partial void Rescued(this ILogger log, int count);

    [LoggerMessage(130, LogLevel.Debug, "Step {Step} of {JobId} was remembered")]
    public static partial void StepRemembered(this ILogger log, string step, Guid jobId);

    [LoggerMessage(131, LogLevel.Debug, "Step {Step} of {JobId} finished in {Milliseconds} ms")]
    public static partial void StepFinished(this ILogger log, string step, Guid jobId, long milliseconds);

    [LoggerMessage(140, LogLevel.Information, "Cancelled {JobId}: {Reason}")]
    public static partial void Cancelled(this ILogger log, Guid jobId, string reason);

    [LoggerMessage(190, LogLevel.Error, "Sweep failed; it goes on in {Delay}")]
    public static partial void SweepFailed(this ILogger log, Exception error, TimeSpan delay);

    [LoggerMessage(191, LogLevel.Error, "The ending of {JobId} could not be stored; the sweep rescues it")]
    public static partial void EndingLost(this ILogger log, Exception error, Guid jobId);

    [LoggerMessage(192, LogLevel.Warning, "Cleaning up after {JobId} failed; the next start does it")]
    public static partial void CleanUpFailed(this ILogger log, Exception error, Guid jobId);

    [LoggerMessage(150, LogLevel.Information, "Schedule {Schedule}, due {Due}: {Outcome} {Reason}")]
    public static partial void Fired(this ILogger log, string schedule, DateTimeOffset due, FiringOutcome outcome, string reason);

    [LoggerMessage(151, LogLevel.Error, "Schedule {Schedule} could not be looked at; the next beat tries again")]
    public static partial void ScheduleFailed(this ILogger log, Exception error, string schedule);
}
