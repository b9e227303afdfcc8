using Microsoft.Extensions.Logging;

namespace Cratehand.Jobs.Scheduling;

/// <summary>
/// Fires schedules at the engine's beat. Between due instants a beat costs one comparison; what was dealt with, and whether
/// it may run, is decided by rows alone (docs/adr/0018).
/// </summary>
internal sealed class ScheduleClock(ScheduleStore store, TimeProvider clock, Random random, ILogger log)
{
    IReadOnlyList<Line> _lines = [];

    /// <summary>These are the schedules from now on; takes the place of those before.</summary>
    public void Apply(IEnumerable<Schedule> schedules) => Volatile.Write(ref _lines, [.. schedules.Select(schedule => new Line(schedule))]);

    /// <summary>Fires what is due.</summary>
    /// <returns>When the next falls due.</returns>
    public async Task<DateTimeOffset> BeatAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var lines = Volatile.Read(ref _lines);
        foreach (var line in lines.Where(line => line.HasBuffered || now >= line.Next || now < line.Looked))
        {
            try
            {
                await LookAsync(line, now, cancel);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.ScheduleFailed(error, line.Schedule.Key); // the next beat looks again
            }
        }

        return lines.Select(line => line.Next).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
    }

    async Task LookAsync(Line line, DateTimeOffset now, CancellationToken cancel)
    {
        var (since, hasBuffered) = await store.TakeUpAsync(line.Schedule, now, cancel);
        line.HasBuffered = hasBuffered && await store.StartBufferedAsync(line.Schedule, cancel);
        if (Fallen.Since(since, now, line.Schedule) is { } fallen
            && await store.FireAsync(line.Schedule, fallen, now, random.NextDouble(), cancel) is { } firing)
        {
            log.Fired(firing.Schedule, firing.Due, firing.Outcome, firing.Reason ?? "");
            line.HasBuffered |= firing.Outcome == FiringOutcome.Buffered;
        }

        (line.Looked, line.Next) = (now, line.Schedule.Timing.Next(now) ?? DateTimeOffset.MaxValue);
    }

    /// <summary>A schedule and what is known of it without asking the database.</summary>
    sealed class Line(Schedule schedule)
    {
        public Schedule Schedule { get; } = schedule;

        public DateTimeOffset Next { get; set; } = DateTimeOffset.MinValue;

        public DateTimeOffset Looked { get; set; } = DateTimeOffset.MinValue;

        public bool HasBuffered { get; set; }
    }
}
