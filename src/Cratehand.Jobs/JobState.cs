namespace Cratehand.Jobs;

/// <summary>Where a job stands; the words of River and Oban. The last three are final.</summary>
public enum JobState
{
    /// <summary>Due at a time not yet come, no attempt made.</summary>
    Scheduled,

    /// <summary>Due now.</summary>
    Available,

    /// <summary>A worker is at it, or was when its process died (rescued at the next start).</summary>
    Running,

    /// <summary>An attempt failed or was postponed; due again at a known time.</summary>
    Retryable,

    /// <summary>Done; the result is stored.</summary>
    Completed,

    /// <summary>Ended by a person.</summary>
    Cancelled,

    /// <summary>Given up, with the reason.</summary>
    Discarded,
}

/// <summary>Questions about a <see cref="JobState"/>, and its stored form.</summary>
public static class JobStates
{
    /// <summary>Whether nothing will happen to the job any more.</summary>
    public static bool IsFinal(this JobState state) => state >= JobState.Completed;

    /// <summary>The stored form: lower case. Wire format.</summary>
    public static string ToText(this JobState state) => state.ToString().ToLowerInvariant();

    internal static JobState Parse(string text) => Enum.Parse<JobState>(text, ignoreCase: true);
}
