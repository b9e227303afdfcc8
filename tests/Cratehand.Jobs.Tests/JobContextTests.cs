using Cratehand.Jobs.Tests.Support;

namespace Cratehand.Jobs.Tests;

public class JobContextTests
{
    [Fact]
    public async Task AStepThatFinishedIsNotRunAgain()
    {
        var runs = new List<string>();
        await using var world = await JobWorld.CreateAsync();
        var job = await EndAsync(world, async job =>
        {
            var first = await job.StepAsync("first", _ => { runs.Add("first"); return Task.FromResult(7); });
            return await job.StepAsync("second", _ =>
            {
                runs.Add("second");
                return runs.Count < 3 ? throw new IOException("weather") : Task.FromResult(first * 2);
            });
        });

        Assert.Equal(["first", "second", "second"], runs);
        Assert.Equal((JobState.Completed, "14", 2, 1), (job.State, job.Result, job.Attempt, job.Failures));
        var attempts = await world.Book.AttemptsAsync(job.Id);
        Assert.Equal([("failed", "second", "weather"), ("completed", null, null)], attempts.Select(x => (x.Outcome, x.Step, x.Error)));
    }

    [Fact]
    public async Task AStepMayComeToNothingAndIsRememberedAsThat()
    {
        var runs = 0;
        await using var world = await JobWorld.CreateAsync();
        var job = await EndAsync<bool>(world, async job =>
        {
            var nothing = await job.StepAsync<Chore?>("look", _ => { runs++; return Task.FromResult<Chore?>(null); });
            return job.Job.Attempt == 1 ? throw new IOException("weather") : nothing is null;
        });

        Assert.Equal(("true", 1), (job.Result, runs));
    }

    [Fact]
    public async Task OneNameForTwoStepsIsAnError() =>
        await DiesOfAsync("Step 'soak' stands twice", async job =>
        {
            await job.StepAsync("soak", _ => Task.FromResult(1));
            return await job.StepAsync("soak", _ => Task.FromResult(2));
        });

    [Fact]
    public async Task AStepWithinAStepIsAnError() =>
        await DiesOfAsync("Step 'rinse' of chore began before step 'soak' had ended", job =>
            job.StepAsync("soak", async _ => await job.StepAsync("rinse", _ => Task.FromResult(2))));

    [Fact]
    public async Task AStepWithinATransactionalStepIsAnErrorAndNoDeadlock() =>
        await DiesOfAsync("Step 'rinse' of chore began before step 'soak' had ended", job =>
            job.StepAsync("soak", async (_, _) => await job.StepAsync("rinse", _ => Task.FromResult(2))));

    [Fact]
    public async Task AWorkerMayCatchAStepsFailureAndAskForItAgain()
    {
        await using var world = await JobWorld.CreateAsync();
        var runs = 0;
        var job = await EndAsync(world, async job =>
        {
            try
            {
                return await job.StepAsync<int>("soak", _ => throw new IOException($"weather {++runs}"));
            }
            catch (IOException)
            {
                return await job.StepAsync("soak", _ => Task.FromResult(++runs));
            }
        });

        Assert.Equal((JobState.Completed, "2", 1), (job.State, job.Result, job.Attempt));
    }

    [Fact]
    public async Task AStepValueThatCannotBeReadIsDiscardedAtOnce()
    {
        await using var world = await JobWorld.CreateAsync();
        var id = await world.ChoreAsync("wash");
        await world.ExecuteAsync($"INSERT INTO job_step (job_id, name, value, attempt, started, milliseconds) VALUES ('{id}', 'soak', '\"wet\"', 1, 0, 0)");
        await using var engine = await world.Engine().DoingAsync((_, job) => job.StepAsync("soak", _ => Task.FromResult(1)));

        var job = await world.EndOfAsync(id);

        Assert.Equal((JobState.Discarded, 1), (job.State, job.Attempt));
        Assert.Contains("cannot read what step 'soak' of this 'chore' came to", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EffectAndRecordOfATransactionalStepHappenBothOrNeither()
    {
        await using var world = await JobWorld.CreateAsync();
        await world.ExecuteAsync("CREATE TABLE effect (attempt INTEGER)");
        var job = await EndAsync(world, job => job.StepAsync("soak", async (transaction, cancel) =>
        {
            await transaction.Connection!.ExecuteAsync("INSERT INTO effect VALUES (@attempt)", transaction, cancel, ("attempt", job.Job.Attempt));
            return job.Job.Attempt < 3 ? throw new IOException("weather") : "done";
        }));

        Assert.Equal((JobState.Completed, 3), (job.State, job.Attempt));
        Assert.Equal((1, 3), (await world.CountAsync("SELECT COUNT(*) FROM effect"), await world.CountAsync("SELECT attempt FROM effect")));
        Assert.Equal(3, Assert.Single(await world.Book.StepsAsync(job.Id)).Attempt);
    }

    static async Task<Job> EndAsync<T>(JobWorld world, Func<JobContext, Task<T>> work)
    {
        await using var engine = await world.Engine().DoingAsync((_, job) => work(job));
        return await world.EndOfAsync(await world.ChoreAsync("wash"));
    }

    static async Task DiesOfAsync(string reason, Func<JobContext, Task<int>> work)
    {
        await using var world = await JobWorld.CreateAsync();
        var job = await EndAsync(world, work);
        Assert.Equal(JobState.Discarded, job.State);
        Assert.Contains(reason, job.Reason, StringComparison.Ordinal);
    }
}
