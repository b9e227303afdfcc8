using Cratehand.Jobs.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Jobs.Tests;

/// <summary>Days pass in these, on a clock that the test turns.</summary>
public class DueTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    readonly FakeTimeProvider _clock = new(Noon);

    [Fact]
    public async Task AJobStartsAtItsTimeAndNotBefore()
    {
        await using var world = await JobWorld.CreateAsync(_clock);
        var id = await world.ChoreAsync("wash", after: TimeSpan.FromMinutes(10));
        await using var engine = await world.Engine().DoingAsync((_, _) => Task.FromResult(1));
        await world.Log.EventAsync("Dispatched");

        await TurnAsync(() => Task.FromResult(_clock.GetUtcNow() >= Noon.AddMinutes(9)), TimeSpan.FromSeconds(10));
        var before = await world.JobAsync(id);
        var job = await TurnToTheEndAsync(world, id, TimeSpan.FromMilliseconds(500));

        Assert.Equal(JobState.Scheduled, before.State);
        Assert.InRange(job.Started!.Value, Noon.AddMinutes(10), Noon.AddMinutes(12)); // some seconds of real time, for a slow disk
    }

    [Fact]
    public async Task AJobBeyondTheLookAheadStartsAtItsTimeToo()
    {
        await using var world = await JobWorld.CreateAsync(_clock);
        var id = await world.ChoreAsync("wash", after: TimeSpan.FromHours(30));
        await using var engine = await world.Engine().DoingAsync((_, _) => Task.FromResult(1));

        await TurnAsync(() => Task.FromResult(_clock.GetUtcNow() >= Noon.AddHours(29.8)), TimeSpan.FromMinutes(10));
        var job = await TurnToTheEndAsync(world, id, TimeSpan.FromSeconds(15));

        Assert.InRange(job.Started!.Value, Noon.AddHours(30), Noon.AddHours(31));
    }

    [Fact]
    public async Task AJobThatFellDueWhileTheProgramWasOffRunsOnce()
    {
        await using var world = await JobWorld.CreateAsync(_clock);
        var id = await world.ChoreAsync("wash", after: TimeSpan.FromMinutes(10));
        await using (await world.Engine().DoingAsync((_, _) => Task.FromResult(1)))
        {
            await world.Log.EventAsync("Dispatched");
        }

        _clock.Advance(TimeSpan.FromDays(3));
        await using var engine = await world.Engine().DoingAsync((_, _) => Task.FromResult(1));
        var job = await TurnToTheEndAsync(world, id, TimeSpan.FromMilliseconds(500));

        Assert.Equal((JobState.Completed, 1), (job.State, job.Attempt));
    }

    [Fact]
    public async Task APostponedJobWaitsAsLongAsItAskedFor()
    {
        await using var world = await JobWorld.CreateAsync(_clock);
        await using var engine = await world.Engine().DoingAsync(
            (_, job) => job.Job.Attempt == 1 ? throw new RetryLaterException(TimeSpan.FromMinutes(20), "not yet") : Task.FromResult(1));
        var id = await world.ChoreAsync("wash");
        engine.Wake();
        await TurnAsync(async () => (await world.JobAsync(id)).State == JobState.Retryable, TimeSpan.FromMilliseconds(500));
        var waiting = await world.JobAsync(id);

        await TurnToTheEndAsync(world, id, TimeSpan.FromSeconds(5));

        var attempts = await world.Book.AttemptsAsync(id);
        Assert.InRange(waiting.Due - attempts[0].Finished!.Value, TimeSpan.FromMinutes(19), TimeSpan.FromMinutes(20)); // the clock goes on between the two
        Assert.True(attempts[1].Started >= waiting.Due, $"{attempts[1].Started} is before {waiting.Due}");
    }

    [Fact]
    public async Task AHurriedJobRunsNowAndItsOldFiringDoesNothing()
    {
        await using var world = await JobWorld.CreateAsync(_clock);
        var id = await world.ChoreAsync("wash", after: TimeSpan.FromMinutes(10));
        await using var engine = await world.Engine().DoingAsync((_, _) => Task.FromResult(1));
        await world.Log.EventAsync("Dispatched");

        await world.Queue.HurryAsync(id);
        engine.Wake();
        var job = await TurnToTheEndAsync(world, id, TimeSpan.FromMilliseconds(500));
        await TurnAsync(() => Task.FromResult(_clock.GetUtcNow() > Noon.AddMinutes(12)), TimeSpan.FromSeconds(5));
        await TurnAsync(() => Task.FromResult(world.Log.EventAsync("SecondDispatchIgnored").IsCompleted), TimeSpan.FromSeconds(1));

        Assert.True(job.Finished < Noon.AddMinutes(5), $"finished {job.Finished}");
        Assert.Equal(1, (await world.JobAsync(id)).Attempt);
    }

    async Task<Job> TurnToTheEndAsync(JobWorld world, Guid id, TimeSpan by)
    {
        await TurnAsync(async () => (await world.JobAsync(id)).State.IsFinal(), by);
        return await world.JobAsync(id);
    }

    // Real time passes between two turns, so that threads woken by the one have acted before the next.
    async Task TurnAsync(Func<Task<bool>> until, TimeSpan by)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await until())
        {
            _clock.Advance(by);
            await Task.Delay(10, limit.Token);
        }
    }
}
