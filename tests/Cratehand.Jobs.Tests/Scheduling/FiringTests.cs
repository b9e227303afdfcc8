using Cratehand.Jobs.Scheduling;
using Cratehand.Jobs.Tests.Support;
using static Cratehand.Jobs.Tests.Scheduling.ScheduleWorld;

namespace Cratehand.Jobs.Tests.Scheduling;

/// <summary>The real engine fires by a clock that the test turns.</summary>
[Scenario("S9")]
public class FiringTests
{
    [Fact]
    public async Task ARunBeginsAtEachDueInstant()
    {
        await using var world = await ScheduleWorld.CreateAsync();
        await using var engine = await world.EngineAsync(Wash());

        await world.FiringsAsync(5);

        var firings = await world.FiringsAsync();
        Assert.Equal(Enumerable.Range(1, 5).Select(hour => Noon.AddHours(hour)), firings.Select(firing => firing.Due));
        Assert.All(firings, firing => Assert.Equal((FiringOutcome.Enqueued, 0), (firing.Outcome, firing.Missed)));
        Assert.All(firings, firing => Assert.InRange(firing.At, firing.Due, firing.Due.AddMinutes(1)));
        Assert.Equal(5, await world.JobsAsync("trigger_kind = 'schedule' AND trigger_by = 'wash'"));
    }

    [Fact]
    public async Task AFirstStartMakesUpForNothing()
    {
        await using var world = await ScheduleWorld.CreateAsync();
        await using var engine = await world.EngineAsync(Wash("0 0 1 1 *"));
        await world.TurnToAsync(Noon.AddMinutes(10));
        Assert.Equal(0, await world.JobsAsync());
    }

    [Theory]
    [InlineData(MissedPolicy.Once, FiringOutcome.Enqueued, "makes up for 72 runs missed while nothing ran here")]
    [InlineData(MissedPolicy.Skip, FiringOutcome.Skipped, "72 runs missed while nothing ran here, and missed runs are not made up for")]
    public async Task ThreeDaysOffMakeOneFiring(MissedPolicy missed, FiringOutcome outcome, string reason)
    {
        await using var world = await ScheduleWorld.CreateAsync();
        await using (await world.EngineAsync(Wash(policy: With(missed: missed))))
        {
            await world.FiringsAsync(1);
        }

        world.Clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(5));
        await using var engine = await world.EngineAsync(Wash(policy: With(missed: missed)));
        await world.FiringsAsync(2);
        await world.TurnToAsync(world.Clock.GetUtcNow().AddMinutes(5));

        var firings = await world.FiringsAsync();
        Assert.Equal((2, outcome, reason, 72), (firings.Count, firings[1].Outcome, firings[1].Reason, firings[1].Missed));
        Assert.Equal(outcome == FiringOutcome.Enqueued ? 2 : 1, await world.JobsAsync());
    }

    [Fact]
    public async Task AClockThatLeapsForwardMakesOneRun()
    {
        await using var world = await ScheduleWorld.CreateAsync();
        await using var engine = await world.EngineAsync(Wash());
        await world.FiringsAsync(1);
        world.Clock.Advance(TimeSpan.FromDays(2));
        await world.FiringsAsync(2, TimeSpan.FromSeconds(1));
        await world.TurnToAsync(world.Clock.GetUtcNow().AddMinutes(5));
        Assert.Equal(2, await world.JobsAsync());
    }

    [Fact]
    public async Task AClockThatWasWrongForYearsDoesNotSilenceTheSchedule()
    {
        await using var world = await ScheduleWorld.CreateAsync();
        await world.Jobs.ExecuteAsync($"INSERT INTO schedule (key, since) VALUES ('wash', 0); INSERT INTO schedule_firing (schedule, due, at, outcome, missed) VALUES ('wash', {Noon.AddYears(4).ToUnixTimeMilliseconds()}, 0, 'enqueued', 0), ('wash', {Noon.AddHours(1).ToUnixTimeMilliseconds()}, 0, 'enqueued', 0)");
        await using var engine = await world.EngineAsync(Wash());

        await world.TurnAsync(async () => await world.JobsAsync() >= 1, TimeSpan.FromMinutes(1));
        await world.TurnToAsync(Noon.AddHours(2).AddMinutes(2));

        // 13:00 was dealt with already; what was missed before noon is made up for once.
        var firings = await world.FiringsAsync();
        Assert.Equal([Noon, Noon.AddHours(1), Noon.AddHours(2), Noon.AddYears(4)], firings.Select(firing => firing.Due));
        Assert.Null(firings[1].Job);
    }

    [Fact]
    public async Task ManyLookAtOneInstantAndOneFires()
    {
        await using var world = await ScheduleWorld.CreateAsync();
        var fallen = new Fallen(Noon, 0);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => world.Store().FireAsync(Wash(), fallen, Noon, 0, default))));
        Assert.Equal((1, 1L), ((await world.FiringsAsync()).Count, await world.JobsAsync()));
    }

    [Fact]
    public async Task WithoutTheRunThereIsNoFiring()
    {
        await using var world = await ScheduleWorld.CreateAsync();
        var broken = Wash() with { Enqueue = (_, _, _, _) => throw new IOException("the disk is full") };
        await Assert.ThrowsAsync<IOException>(() => world.Store().FireAsync(broken, new Fallen(Noon, 0), Noon, 0, default));
        Assert.Empty(await world.FiringsAsync());
    }

    [Fact]
    public async Task ASkippedInstantSaysWhichRunHasNotEnded()
    {
        await using var world = await ScheduleWorld.CreateAsync();
        var go = new Signal();
        await using var engine = await world.EngineAsync(Wash(), async job => { await go.WaitAsync(job.Cancel); return 1; });
        await world.FiringsAsync(3, TimeSpan.FromMinutes(2));
        var firings = await world.FiringsAsync();
        go.Give();
        await world.FiringsAsync(4, TimeSpan.FromMinutes(2));

        Assert.Equal($"run {firings[0].Job!.Value.ToString("N")[^8..]} has not ended", firings[1].Reason);
        Assert.Equal([FiringOutcome.Enqueued, FiringOutcome.Skipped, FiringOutcome.Skipped, FiringOutcome.Enqueued], (await world.FiringsAsync()).Select(x => x.Outcome));
    }

    [Fact]
    public async Task OneRunWaitsForTheEndOfTheOneBeforeAndNoMore()
    {
        await using var world = await ScheduleWorld.CreateAsync();
        var go = new Signal();
        await using var engine = await world.EngineAsync(Wash(policy: With(OverlapPolicy.BufferOne)), async job => { await go.WaitAsync(job.Cancel); return 1; });
        await world.FiringsAsync(3, TimeSpan.FromMinutes(2));
        var before = (await world.FiringsAsync()).Select(x => x.Outcome).ToList();
        go.Give();
        await world.WaitAsync(async () => await world.JobsAsync("state = 'completed'") == 2);

        Assert.Equal([FiringOutcome.Enqueued, FiringOutcome.Buffered, FiringOutcome.Skipped], before);
        Assert.Equal([FiringOutcome.Enqueued, FiringOutcome.Enqueued, FiringOutcome.Skipped], (await world.FiringsAsync()).Select(x => x.Outcome));
        Assert.All((await world.FiringsAsync()).Take(2), firing => Assert.NotNull(firing.Job));
    }

    [Fact]
    public async Task ANewRunTakesThePlaceOfTheOneBefore()
    {
        await using var world = await ScheduleWorld.CreateAsync();
        var (go, first) = (new Signal(), true);
        await using var engine = await world.EngineAsync(Wash(policy: With(OverlapPolicy.CancelPrevious)), async job =>
        {
            if (first)
            {
                first = false;
                await go.WaitAsync(job.Cancel);
            }

            return 1;
        });
        await world.FiringsAsync(2);
        await world.WaitAsync(async () => await world.JobsAsync("state = 'completed'") == 1);

        Assert.Equal(1, await world.JobsAsync("state = 'cancelled' AND reason = 'the next run of wash was due'"));
        Assert.Equal([FiringOutcome.Enqueued, FiringOutcome.Enqueued], (await world.FiringsAsync()).Take(2).Select(x => x.Outcome));
    }

    [Fact]
    public async Task WhatIsPausedOrSwitchedOffFiresNothingAndSaysWhy()
    {
        await using var world = await ScheduleWorld.CreateAsync();
        await world.Book.PauseAsync("wash", "on tour");
        await using (await world.EngineAsync(Wash()))
        {
            await world.FiringsAsync(1, TimeSpan.FromMinutes(2));
            await world.Book.ResumeAsync("wash");
            await world.FiringsAsync(2, TimeSpan.FromMinutes(2));
        }

        await using var off = await world.EngineAsync(Wash() with { OffBecause = "switched off" });
        await world.FiringsAsync(3, TimeSpan.FromMinutes(2));
        await world.Jobs.Queue.EnqueueAsync(new Chore("by hand"), Some.Options);
        await world.WaitAsync(async () => await world.JobsAsync("state = 'completed'") == 2);

        Assert.Equal(["paused: on tour", null, "switched off"], (await world.FiringsAsync()).Select(x => x.Reason));
    }

    [Fact]
    public async Task ARunByHandDoesNotMoveTheSchedule()
    {
        await using var world = await ScheduleWorld.CreateAsync();
        await using var engine = await world.EngineAsync(Wash());
        await world.TurnToAsync(Noon.AddMinutes(30));
        await world.Jobs.Queue.EnqueueAsync(new Chore("wash"), Some.Options with { UniqueKey = "wash" });
        await world.FiringsAsync(2);
        Assert.Equal([Noon.AddHours(1), Noon.AddHours(2)], (await world.FiringsAsync()).Select(x => x.Due));
    }

    [Fact]
    public async Task JitterMovesTheRunAndNotTheDueTime()
    {
        await using var world = await ScheduleWorld.CreateAsync();
        await using var engine = await world.EngineAsync(Wash(policy: SchedulePolicy.Default with { Jitter = TimeSpan.FromMinutes(10) }));
        await world.FiringsAsync(4);
        var firings = await world.FiringsAsync();
        var runs = await Task.WhenAll(firings.Select(async firing => (await world.Jobs.JobAsync(firing.Job!.Value)).Due - firing.At));
        Assert.All(runs, late => Assert.InRange(late, TimeSpan.Zero, TimeSpan.FromMinutes(10)));
        Assert.True(runs.Distinct().Count() > 1);
    }

    [Fact]
    [Scenario("S10")]
    public async Task FailuresMakeTheScheduleRestAndASuccessEndsThat()
    {
        await using var world = await ScheduleWorld.CreateAsync();
        var runs = 0;
        world.Idles = true;
        var policy = new SchedulePolicy(OverlapPolicy.Skip, MissedPolicy.Once, new BackOff(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(6)));
        await using var engine = await world.EngineAsync(
            Wash("* * * * *", policy), _ => ++runs <= 5 ? throw new IOException("Spotify is away") : Task.FromResult(1), new RetryPolicy(1, TimeSpan.Zero, TimeSpan.Zero, 0));
        await world.TurnAsync(async () => await world.JobsAsync("state = 'completed'") >= 3, TimeSpan.FromSeconds(5));

        var firings = await world.FiringsAsync();
        var started = firings.Where(x => x.Outcome == FiringOutcome.Enqueued).Select(x => (int)(x.Due - Noon).TotalMinutes).ToList();
        var gaps = started.Zip(started.Skip(1), (one, other) => other - one).Take(7).ToList();
        // The rest counts from the end of the failure; the run comes with the first due minute after it.
        Assert.All(gaps.Zip([1, 2, 4, 6, 6]), pair => Assert.InRange(pair.First, pair.Second, pair.Second + 1));
        Assert.Equal([1, 1], gaps[5..]);
        Assert.Contains(firings, x => x.Outcome == FiringOutcome.Skipped && x.Reason!.StartsWith("rests after 3 failures in a row, until 2026-03-01 12:", StringComparison.Ordinal));
    }
}
