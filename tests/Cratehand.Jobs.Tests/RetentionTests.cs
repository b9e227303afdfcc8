using Cratehand.Jobs.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Jobs.Tests;

public sealed class RetentionTests
{
    [Fact]
    public async Task OldJobsGoWithTheirStepsAndThoseReferredToKeepTheirRow()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var world = await JobWorld.CreateAsync(clock);
        var (gone, kept, waiting) = (await world.ChoreAsync("gone"), await world.ChoreAsync("kept"), await world.ChoreAsync("waiting"));
        await world.Queue.CancelAsync(gone, "test");
        await world.Queue.CancelAsync(kept, "test");
        await world.ExecuteAsync($"INSERT INTO job_step (job_id, name, value, attempt, started, milliseconds) SELECT id, 's', '1', 1, 0, 0 FROM job");
        clock.Advance(TimeSpan.FromDays(10));

        var forgotten = await new JobRetention(world.Database.Source).ForgetAsync(clock.GetUtcNow() - TimeSpan.FromDays(9), $"id = '{kept:D}'", default);

        Assert.Equal(1, forgotten);
        Assert.Null(await world.Book.FindAsync(gone));
        Assert.Equal(JobState.Cancelled, (await world.JobAsync(kept)).State);
        Assert.Empty(await world.Book.StepsAsync(kept));
        Assert.Single(await world.Book.StepsAsync(waiting));
    }

    [Fact]
    public async Task AnythingYoungerStays()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var world = await JobWorld.CreateAsync(clock);
        await world.Queue.CancelAsync(await world.ChoreAsync("young"), "test");

        Assert.Equal(0, await new JobRetention(world.Database.Source).ForgetAsync(clock.GetUtcNow(), "0", default));
    }

    [Fact]
    public async Task ARunningEngineIsAskedToForgetAtStartAndOnceADay()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var world = await JobWorld.CreateAsync(clock);
        var asked = 0;
        var options = new JobsOptions
        {
            Database = world.Database.Source, Firings = world.Database.Firings,
            Daily = _ =>
            {
                Interlocked.Increment(ref asked);
                return Task.CompletedTask;
            },
        };
        await using var engine = new JobEngine(options, clock, new Random(1), world.Log);

        await engine.StartAsync();
        await WhenAsync(() => Volatile.Read(ref asked) == 1, engine);
        clock.Advance(TimeSpan.FromHours(23));
        for (var look = 0; look < 30; look++)
        {
            engine.Wake();
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, Volatile.Read(ref asked));
        clock.Advance(TimeSpan.FromHours(2));
        await WhenAsync(() => Volatile.Read(ref asked) == 2, engine);
    }

    static async Task WhenAsync(Func<bool> isSo, JobEngine engine)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isSo())
        {
            engine.Wake();
            await Task.Delay(10, limit.Token);
        }
    }

    [Fact]
    public async Task WhatIsOverIsEnqueuedAgainAsARunOfItsOwn()
    {
        await using var world = await JobWorld.CreateAsync();
        var first = await world.ChoreAsync("chore", "key");
        await world.Queue.CancelAsync(first, "test");
        var over = await world.JobAsync(first);

        var again = await world.Queue.AgainAsync(over, Some.Trigger);
        var twice = await world.Queue.AgainAsync(over, Some.Trigger);

        var job = await world.JobAsync(again.Id);
        Assert.Equal((first, again.Id, over.Args, "key", JobState.Available), (job.ParentId, job.RunId, job.Args, job.UniqueKey, job.State));
        Assert.Equal((again.Id, false), (twice.Id, twice.IsNew));
    }
}
