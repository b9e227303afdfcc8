namespace Cratehand.Jobs;

/// <summary>Why a job exists.</summary>
/// <param name="Kind">What started it.</param>
/// <param name="By">Which one: a command's process, a schedule's key, a delivery's or a task's id; <c>null</c> if unknown.</param>
public sealed record Trigger(TriggerKind Kind, string? By = null);

/// <summary>The four things that start work.</summary>
public enum TriggerKind
{
    /// <summary>A person asked.</summary>
    Manual,

    /// <summary>A schedule fell due.</summary>
    Schedule,

    /// <summary>A delivery came in.</summary>
    Webhook,

    /// <summary>A task on the board.</summary>
    Task,
}
