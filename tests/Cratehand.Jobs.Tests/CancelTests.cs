using Cratehand.Jobs.Tests.Support;

namespace Cratehand.Jobs.Tests;

public class CancelTests
{
    [Fact]
    public async Task ARunningJobEndsWithThePersonsReason()
    {
        await using var world = await JobWorld.CreateAsync();
        var begun = new Signal();
        await using var engine = await world.Engine().DoingAsync((_, job) => UntilCancelledAsync(job, begun));
        var id = await world.ChoreAsync("wash");
        await begun.WaitAsync();

        var state = await world.Queue.CancelAsync(id, "wrong colour");
        var job = await world.EndOfAsync(id);

        Assert.Equal((JobState.Running, JobState.Cancelled, "wrong colour"), (state, job.State, job.Reason));
        Assert.Equal(["cancelled"], await JobEngineTests.OutcomesAsync(world, job));
    }

    [Fact]
    public async Task AToolThatDiesOfTheCancellationIsNoFailure()
    {
        await using var world = await JobWorld.CreateAsync();
        var begun = new Signal();
        await using var engine = await world.Engine().DoingAsync<int>(async (_, job) =>
        {
            await ((Task)UntilCancelledAsync(job, begun)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new IOException("exit code 137");
        });
        var id = await world.ChoreAsync("wash");
        await begun.WaitAsync();

        await world.Queue.CancelAsync(id, "wrong colour");
        var job = await world.EndOfAsync(id);

        Assert.Equal((JobState.Cancelled, 0, "wrong colour"), (job.State, job.Failures, job.Reason));
    }

    [Fact]
    public async Task AJobThatFinishedInSpiteOfTheWishIsCompleted()
    {
        await using var world = await JobWorld.CreateAsync();
        var (begun, goOn) = (new Signal(), new Signal());
        await using var engine = await world.Engine().DoingAsync(async (_, _) =>
        {
            begun.Give();
            await goOn.WaitAsync();
            return "done";
        });
        var id = await world.ChoreAsync("wash");
        await begun.WaitAsync();

        await world.Queue.CancelAsync(id, "too late");
        goOn.Give();
        var job = await world.EndOfAsync(id);

        Assert.Equal((JobState.Completed, "done", null, false), (job.State, job.ResultAs<string>(), job.Reason, job.CancelRequested));
    }

    [Fact]
    public async Task TheWishOutlivesAStopOfTheProgram()
    {
        await using var world = await JobWorld.CreateAsync();
        var (begun, goOn) = (new Signal(), new Signal());
        var id = await world.ChoreAsync("wash");
        var engine = await world.Engine().DoingAsync<int>(async (_, job) =>
        {
            begun.Give();
            await goOn.WaitAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, job.Cancel);
            return 1;
        });
        await begun.WaitAsync();
        var stop = engine.DisposeAsync(); // the worker does not look at its token yet
        await world.Queue.CancelAsync(id, "wrong colour");
        goOn.Give();
        await stop;

        var job = await world.JobAsync(id);
        Assert.Equal((JobState.Cancelled, "wrong colour"), (job.State, job.Reason));
    }

    static async Task<int> UntilCancelledAsync(JobContext job, Signal begun)
    {
        begun.Give();
        await Task.Delay(Timeout.InfiniteTimeSpan, job.Cancel);
        return 0;
    }
}
