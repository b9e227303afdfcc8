using Cratehand.Jobs.Tests.Support;

namespace Cratehand.Jobs.Tests;

public class JobEngineTests
{
    [Fact]
    public async Task AJobRunsAndItsResultIsStored()
    {
        await using var world = await JobWorld.CreateAsync();
        await using var engine = await world.Engine().DoingAsync((chore, _) => Task.FromResult(chore.Name + " done"));

        var id = await world.ChoreAsync("wash");
        engine.Wake();
        var job = await world.EndOfAsync(id);

        Assert.Equal((JobState.Completed, "wash done", 1), (job.State, job.ResultAs<string>(), job.Attempt));
    }

    [Fact]
    public async Task FailuresReachTheLimitAndTheLastReasonStands()
    {
        await using var world = await JobWorld.CreateAsync();
        var runs = 0;
        await using var engine = await world.Engine().DoingAsync<int>((_, _) => throw new IOException($"weather {++runs}"));

        var job = await world.EndOfAsync(await world.ChoreAsync("wash"));

        Assert.Equal((JobState.Discarded, 5, 5, "weather 5"), (job.State, job.Attempt, job.Failures, job.Reason));
        Assert.Equal(["failed", "failed", "failed", "failed", "failed"], await OutcomesAsync(world, job));
    }

    [Fact]
    public async Task PostponingIsNoFailureHoweverOften()
    {
        await using var world = await JobWorld.CreateAsync();
        var runs = 0;
        await using var engine = await world.Engine().DoingAsync(
            (_, _) => ++runs < 8 ? throw new RetryLaterException(TimeSpan.FromMilliseconds(1), "not yet") : Task.FromResult(runs));

        var job = await world.EndOfAsync(await world.ChoreAsync("wash"));

        Assert.Equal((JobState.Completed, 8, 0), (job.State, job.Attempt, job.Failures));
    }

    [Fact]
    public async Task DiscardEndsAtOnce()
    {
        await using var world = await JobWorld.CreateAsync();
        await using var engine = await world.Engine().DoingAsync<int>((_, _) => throw new DiscardException("nothing to wash"));

        var job = await world.EndOfAsync(await world.ChoreAsync("wash"));

        Assert.Equal((JobState.Discarded, 1, "nothing to wash"), (job.State, job.Attempt, job.Reason));
    }

    [Fact]
    public async Task WorkOfAnUnknownKindIsDiscardedAndSaysWhy()
    {
        await using var world = await JobWorld.CreateAsync();
        await using var engine = world.Engine();
        await engine.StartAsync();

        var job = await world.EndOfAsync(await world.ChoreAsync("wash"));

        Assert.Equal(JobState.Discarded, job.State);
        Assert.Contains("knows no work called 'chore'", job.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1]")]
    public async Task ArgumentsThatCannotBeReadAreDiscardedAtTheFirstAttempt(string args)
    {
        await using var world = await JobWorld.CreateAsync();
        var id = await world.ChoreAsync("wash");
        await world.ExecuteAsync($"UPDATE job SET args = '{args}'");
        await using var engine = await world.Engine().DoingAsync((_, _) => Task.FromResult(1));

        var job = await world.EndOfAsync(id);

        Assert.Equal((JobState.Discarded, 1), (job.State, job.Attempt));
        Assert.Contains("cannot read what this 'chore' was to do", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARowOfALaterVersionDoesNotHoldUpTheOthers()
    {
        await using var world = await JobWorld.CreateAsync();
        await world.ChoreAsync("wash");
        await world.ExecuteAsync("UPDATE job SET trigger_kind = 'telepathy'");
        await using var engine = await world.Engine().DoingAsync((chore, _) => Task.FromResult(chore.Name));

        var job = await world.EndOfAsync(await world.ChoreAsync("dry"));

        Assert.Equal("dry", job.ResultAs<string>());
    }

    [Fact]
    public async Task EachOfMoreJobsThanASweepTakesRunsOnce()
    {
        await using var world = await JobWorld.CreateAsync();
        var runs = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        await using var connection = await world.Database.Source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            for (var i = 0; i < 520; i++)
            {
                await world.Queue.EnqueueAsync(transaction, new Chore($"{i}"), Some.Options);
            }

            await transaction.CommitAsync();
        }

        await using var engine = await world.Engine().DoingAsync(
            (chore, _) => Task.FromResult(runs.AddOrUpdate(chore.Name, 1, (_, before) => before + 1)));
        await EventuallyAsync(async () => await world.CountAsync("SELECT COUNT(*) FROM job WHERE state = 'completed'") == 520);

        Assert.Equal((520, 520), (runs.Count, runs.Values.Sum()));
        Assert.Equal(520, await world.CountAsync("SELECT COUNT(*) FROM job_attempt"));
    }

    [Fact]
    public async Task AStartThatFailedHalfWayIsStillStoppedAndTwiceIsFine()
    {
        await using var world = await JobWorld.CreateAsync();
        await File.WriteAllTextAsync(Path.Combine(world.Folder, "jobs.db"), "this is no database, and longer than its header is, so that it is looked at");
        var engine = world.Engine();

        await Assert.ThrowsAnyAsync<Exception>(() => engine.StartAsync());
        await engine.DisposeAsync();
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task AnIdleEngineLooksSeldomAndAWakeUpIsEnough()
    {
        await using var world = await JobWorld.CreateAsync();
        await using var engine = await world.Engine(idleSweep: TimeSpan.FromHours(1)).DoingAsync((chore, _) => Task.FromResult(chore.Name));
        await EventuallyAsync(() => Task.FromResult(engine.SinceSweep is not null));

        var id = await world.ChoreAsync("wash");
        engine.Wake();

        Assert.Equal(JobState.Completed, (await world.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task AnEngineThatCannotLookSaysHowLongUntilItCan()
    {
        await using var world = await JobWorld.CreateAsync();
        await using var engine = world.Engine();
        Assert.Null(engine.SinceSweep);
        await engine.DoingAsync((chore, _) => Task.FromResult(chore.Name));
        await engine.FirstLook;

        await world.ExecuteAsync("ALTER TABLE job RENAME TO gone");
        await world.Log.EventAsync("SweepFailed");
        await EventuallyAsync(() => Task.FromResult(engine.SinceSweep > TimeSpan.FromMilliseconds(500)));
        await world.ExecuteAsync("ALTER TABLE gone RENAME TO job");

        await EventuallyAsync(() => Task.FromResult(engine.SinceSweep < TimeSpan.FromMilliseconds(500)));
    }

    internal static async Task<List<string>> OutcomesAsync(JobWorld world, Job job) =>
        [.. (await world.Book.AttemptsAsync(job.Id)).Select(x => x.Outcome)];

    static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (!await holds())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
