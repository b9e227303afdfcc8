using Cratehand.Jobs.Scheduling;
using Cratehand.Jobs.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Jobs.Tests.Scheduling;

/// <summary>Engines with schedules, on a clock that the test turns.</summary>
internal sealed class ScheduleWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    ScheduleWorld(JobWorld jobs, FakeTimeProvider clock) => (Jobs, Clock, Book) = (jobs, clock, new ScheduleBook(jobs.Database.Source, clock));

    public JobWorld Jobs { get; }

    public FakeTimeProvider Clock { get; }

    public ScheduleBook Book { get; }

    public static async Task<ScheduleWorld> CreateAsync()
    {
        var clock = new FakeTimeProvider(Noon);
        return new ScheduleWorld(await JobWorld.CreateAsync(clock), clock);
    }

    public static Schedule Wash(string text = "0 * * * *", SchedulePolicy? policy = null, string zone = "UTC") =>
        Schedule.Of("wash", CronText.Parse(text, TimeZoneInfo.FindSystemTimeZoneById(zone)), policy ?? SchedulePolicy.Default, new Chore("wash"), "wash");

    public static SchedulePolicy With(OverlapPolicy overlap = OverlapPolicy.Skip, MissedPolicy missed = MissedPolicy.Once) => new(overlap, missed, BackOff.Default);

    /// <summary>An engine that fires the schedule, and does chores by the function.</summary>
    public async Task<JobEngine> EngineAsync(Schedule schedule, Func<JobContext, Task<int>>? work = null, RetryPolicy? policy = null)
    {
        var engine = Jobs.Engine();
        engine.Apply([schedule]);
        return await engine.DoingAsync((_, job) => work?.Invoke(job) ?? Task.FromResult(1), policy);
    }

    /// <summary>Turns the clock until it is so. After each turn the engine has swept, and what was begun has ended unless it waits for the test.</summary>
    public async Task TurnAsync(Func<Task<bool>> until, TimeSpan by)
    {
        while (!await until())
        {
            Clock.Advance(by);
            await SweptAsync();
        }
    }

    async Task SweptAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var goal = Jobs.Source.Opened + 8; Jobs.Source.Opened < goal || (Idles && await JobsAsync("state IN ('available','running')") > 0);)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Delay(5, limit.Token);
        }
    }

    /// <summary>Whether the clock waits for the end of what has begun.</summary>
    public bool Idles { get; set; }

    public Task TurnToAsync(DateTimeOffset time, TimeSpan? by = null) =>
        TurnAsync(() => Task.FromResult(Clock.GetUtcNow() >= time), by ?? TimeSpan.FromMinutes(1));

    public Task FiringsAsync(int count, TimeSpan? by = null) =>
        TurnAsync(async () => (await FiringsAsync()).Count >= count, by ?? TimeSpan.FromMinutes(1));

    /// <summary>The firings, first to last.</summary>
    public async Task<List<Firing>> FiringsAsync() => [.. (await Book.FiringsAsync("wash", 10_000)).OrderBy(firing => firing.Due)];

    /// <summary>Waits for rows; the clock hardly moves.</summary>
    public Task WaitAsync(Func<Task<bool>> until) => TurnAsync(until, TimeSpan.FromMilliseconds(100));

    public Task<long> JobsAsync(string where = "1 = 1") => Jobs.CountAsync($"SELECT COUNT(*) FROM job WHERE {where}");

    public ScheduleStore Store() => new(Jobs.Source, Jobs.Queue);

    public ValueTask DisposeAsync() => Jobs.DisposeAsync();
}
