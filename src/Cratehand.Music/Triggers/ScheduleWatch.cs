using Cratehand.Jobs;
using Cratehand.Jobs.Scheduling;
using Cratehand.Music.Notices;
using Microsoft.Extensions.Logging;

namespace Cratehand.Music.Triggers;

/// <summary>How a schedule does, by its key.</summary>
public sealed record ScheduleState(ScheduleRecord Record, ScheduleHealth Health);

/// <summary>
/// Lets schedules accuse themselves: what fails, hangs or has stopped becomes one incident, which the first success closes,
/// and the watcher outside is told. All that it raises follows from rows, so a look repeated changes nothing.
/// </summary>
/// <param name="pinged">The schedule whose runs the watcher outside is told of.</param>
public sealed class ScheduleWatch(
    ScheduleBook book, Incidents incidents, Pings pings, string pinged, TimeProvider clock, ILogger log)
{
    readonly DateTimeOffset _since = clock.GetUtcNow();
    readonly HashSet<(Guid Run, Ping Ping)> _told = [];

    /// <summary>Failures in a row from which on there is an incident; may be set while it watches.</summary>
    public required int Failing { get; set; }

    /// <summary>How each does now; changes nothing.</summary>
    public async Task<IReadOnlyList<ScheduleState>> StatesAsync(IEnumerable<Schedule> schedules, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return [.. (await book.AllAsync(schedules, cancel)).Select(record => new ScheduleState(record, ScheduleHealth.Of(record, Failing, _since, now)))];
    }

    /// <summary>Looks once, and tells what is new.</summary>
    public async Task LookAsync(IReadOnlyList<Schedule> schedules, CancellationToken cancel)
    {
        foreach (var state in await StatesAsync(schedules, cancel))
        {
            await RaiseAsync(state, cancel);
            if (state.Record.Schedule.Key == pinged)
            {
                await TellAsync(state, cancel);
            }
        }
    }

    /// <summary>Looks again and again until it is cancelled.</summary>
    /// <param name="schedules">Asked at each look: they may change.</param>
    public async Task RunAsync(Func<IReadOnlyList<Schedule>> schedules, TimeSpan every, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await LookAsync(schedules(), stopping);
                await Task.Delay(every, clock, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogError(error, "The schedules could not be watched; the next look is in {Every}", every);
                await Task.Delay(every, clock, CancellationToken.None);
            }
        }
    }

    async Task RaiseAsync(ScheduleState state, CancellationToken cancel)
    {
        var (record, health) = state;
        foreach (var verdict in new[] { ScheduleVerdict.Failing, ScheduleVerdict.Stuck, ScheduleVerdict.Stopped })
        {
            var fingerprint = $"schedule-{verdict.ToString().ToLowerInvariant()}:{record.Schedule.Key}";
            if (health.Verdict == verdict)
            {
                await RaiseAsync(fingerprint, health, cancel);
            }
            else if ((verdict != ScheduleVerdict.Failing || record.Failures == 0) && await incidents.CloseAsync(fingerprint, cancel))
            {
                log.LogInformation("Incident {Fingerprint} is over", fingerprint);
            }
        }
    }

    async Task RaiseAsync(string fingerprint, ScheduleHealth health, CancellationToken cancel)
    {
        if (await incidents.RaiseAsync(fingerprint, health.Reason!, health.Count, cancel))
        {
            log.LogWarning("Incident {Fingerprint}, seen {Count} times: {Reason}", fingerprint, health.Count, health.Reason);
        }
    }

    async Task TellAsync(ScheduleState state, CancellationToken cancel)
    {
        if (state.Record.Unfinished is { State: JobState.Running or JobState.Retryable } run)
        {
            await TellAsync(run.Id, Ping.Start, "started", cancel);
            if (state.Health.Verdict == ScheduleVerdict.Stuck)
            {
                await TellAsync(run.Id, Ping.Fail, state.Health.Reason!, cancel);
            }
        }

        // What ended before this process began was told by the one before, or the next run mends it.
        if (state.Record.LastEnd is { } end && end.Finished >= _since)
        {
            await TellAsync(end.Id, Ping.Start, "started", cancel);
            await TellAsync(end.Id, end.State == JobState.Completed ? Ping.Success : Ping.Fail, end.Reason ?? "done", cancel);
        }
    }

    async Task TellAsync(Guid run, Ping ping, string words, CancellationToken cancel)
    {
        if (!_told.Contains((run, ping)))
        {
            await pings.SendAsync(ping, words, cancel);
            _told.Add((run, ping)); // afterwards: a look that is cancelled tells it at the next
        }
    }
}
