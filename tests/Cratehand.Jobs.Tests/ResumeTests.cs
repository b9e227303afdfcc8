using Cratehand.Jobs.Tests.Support;

namespace Cratehand.Jobs.Tests;

public class ResumeTests
{
    [Fact]
    public async Task AJobStoppedInMidRunGoesOnAtItsUnfinishedStep()
    {
        await using var world = await JobWorld.CreateAsync();
        var begun = new Signal();
        var runs = new List<string>();
        var id = await world.ChoreAsync("wash");
        await using (await world.Engine().DoingAsync((_, job) => TwoStepsAsync(job, runs, begun, isStopped: true)))
        {
            await begun.WaitAsync();
        }

        var between = await world.JobAsync(id);
        await using var next = await world.Engine().DoingAsync((_, job) => TwoStepsAsync(job, runs, begun, isStopped: false));
        var job = await world.EndOfAsync(id);

        Assert.Equal((JobState.Available, 1, 0), (between.State, between.Attempt, between.Failures));
        Assert.Equal((JobState.Completed, 2, 0), (job.State, job.Attempt, job.Failures));
        Assert.Equal(["soak", "rinse", "rinse"], runs);
        var attempts = await world.Book.AttemptsAsync(id);
        Assert.Equal([("interrupted", "rinse"), ("completed", null)], attempts.Select(x => (x.Outcome, x.Step)));
    }

    [Fact]
    public async Task AWorkerThatDoesNotStopIsLeftBehindAndCanChangeNothingAnyMore()
    {
        await using var world = await JobWorld.CreateAsync();
        var (begun, goOn, late) = (new Signal(), new Signal(), new Signal());
        var id = await world.ChoreAsync("wash");
        var deaf = await world.Engine(Some.Node("a"), stopWithin: TimeSpan.FromMilliseconds(50)).DoingAsync(async (_, job) =>
        {
            try
            {
                return await job.StepAsync("soak", async _ =>
                {
                    begun.Give();
                    await goOn.WaitAsync(CancellationToken.None);
                    return "late";
                });
            }
            finally
            {
                job.Report(99, "late");
                late.Give();
            }
        });
        await begun.WaitAsync();
        await deaf.DisposeAsync();
        await world.Log.EventAsync("AttemptsLeftBehind");

        await using var next = await world.Engine(Some.Node("b")).DoingAsync((_, job) => job.StepAsync("soak", _ => Task.FromResult("in time")));
        var job = await world.EndOfAsync(id);
        goOn.Give();
        await late.WaitAsync();
        await world.Log.EventAsync("AttemptStale");

        Assert.Equal((JobState.Completed, "in time", 2, Some.Node("b").ToString()), (job.State, job.ResultAs<string>(), job.Attempt, job.Node));
        Assert.Equal(job, await world.JobAsync(id));
        Assert.Equal(["\"in time\""], (await world.Book.StepsAsync(id)).Select(x => x.Value));
        Assert.Equal(["interrupted", "completed"], await JobEngineTests.OutcomesAsync(world, job));
    }

    [Fact]
    public async Task NothingIsLostWithQuartzsFile()
    {
        await using var world = await JobWorld.CreateAsync();
        var later = await world.ChoreAsync("dry", after: TimeSpan.FromSeconds(1));
        await using (await world.Engine().DoingAsync((chore, _) => Task.FromResult(chore.Name)))
        {
            await world.Log.EventAsync("Dispatched");
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(world.Folder, "jobs.db*"))
        {
            File.Delete(file);
        }

        await using var next = await world.Engine().DoingAsync((chore, _) => Task.FromResult(chore.Name));
        Assert.Equal("dry", (await world.EndOfAsync(later)).ResultAs<string>());
    }

    [Fact]
    public async Task AnEndingThatCouldNotBeStoredIsMadeUpForByTheSweep()
    {
        await using var world = await JobWorld.CreateAsync();
        var runs = 0;
        await using var engine = await world.Engine().DoingAsync(async (_, job) =>
        {
            var value = await job.StepAsync("soak", _ => Task.FromResult(++runs));
            world.Source.IsBroken = job.Job.Attempt == 1;
            return value;
        });
        var id = await world.ChoreAsync("wash");
        await world.Log.EventAsync("EndingLost");
        world.Source.IsBroken = false;

        var job = await world.EndOfAsync(id);

        Assert.Equal((JobState.Completed, "1", 2, 0), (job.State, job.Result, job.Attempt, job.Failures));
        Assert.Equal("its ending could not be stored", (await world.Book.AttemptsAsync(id))[0].Error);
    }

    static Task<string> TwoStepsAsync(JobContext job, List<string> runs, Signal begun, bool isStopped) =>
        new Func<Task<string>>(async () =>
        {
            await job.StepAsync("soak", _ => Run(runs, "soak"));
            return await job.StepAsync("rinse", async cancel =>
            {
                await Run(runs, "rinse");
                begun.Give();
                await (isStopped ? Task.Delay(Timeout.InfiniteTimeSpan, cancel) : Task.CompletedTask);
                return "clean";
            });
        })();

    static Task<string> Run(List<string> runs, string name)
    {
        runs.Add(name);
        return Task.FromResult(name);
    }
}
