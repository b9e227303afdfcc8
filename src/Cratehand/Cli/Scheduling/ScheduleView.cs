using Cratehand.Jobs;
using Cratehand.Jobs.Scheduling;
using Cratehand.Music.Triggers;

namespace Cratehand.Cli.Scheduling;

/// <summary>A schedule as the list and JSON show it.</summary>
/// <param name="Next">The next due instant; <c>null</c> while it is paused or switched off.</param>
/// <param name="State"><c>on, paused, off</c>.</param>
/// <param name="Health"><c>well, resting, failing, stuck, stopped</c>.</param>
/// <param name="LastFiring">What became of the newest due instant.</param>
public sealed record ScheduleView(
    string Schedule, string Timing, string Zone, DateTimeOffset? Next, string State, string? Reason, string Health, RunEndView? LastRun,
    DateTimeOffset? LastSuccess, int Failures, FiringView? LastFiring)
{
    public static ScheduleView Of(ScheduleState state, DateTimeOffset now)
    {
        var (record, health) = state;
        var timing = record.Schedule.Timing;
        return new ScheduleView(
            record.Schedule.Key, timing.Text, timing.Zone.Id, record.Next(now, 1).Select(due => (DateTimeOffset?)due).FirstOrDefault(),
            record.OffBecause is not null ? "off" : record.Pause is not null ? "paused" : "on",
            health.Reason ?? (record.LastFiring is { Outcome: not FiringOutcome.Enqueued } firing ? firing.Reason : null),
            health.Verdict.ToString().ToLowerInvariant(), RunEndView.Of(record.LastEnd), record.LastSuccess, record.Failures, FiringView.Of(record.LastFiring));
    }

    internal IReadOnlyList<string> Cells =>
    [
        Schedule, Timing, Zone, Next is { } due ? $"{due:yyyy-MM-dd HH:mm}" : "–", LastRun is { } run ? $"{run.Finished?.ToLocalTime():yyyy-MM-dd HH:mm} {run.State}" : "never",
        Health is "well" or "resting" ? State : Health, Reason ?? "",
    ];
}

/// <summary>How a run ended.</summary>
public sealed record RunEndView(Guid Run, string State, string? Reason, DateTimeOffset? Finished)
{
    internal static RunEndView? Of(Job? job) => job is null ? null : new(job.Id, job.State.ToText(), job.Reason, job.Finished);
}

/// <summary>What became of a due instant.</summary>
public sealed record FiringView(DateTimeOffset Due, string Outcome, string? Reason, int Missed, Guid? Run)
{
    internal static FiringView? Of(Firing? firing) =>
        firing is null ? null : new(firing.Due, firing.Outcome.ToString().ToLowerInvariant(), firing.Reason, firing.Missed, firing.Job);
}
