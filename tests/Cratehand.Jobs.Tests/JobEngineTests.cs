using Cratehand.Jobs.Tests.Support;

namespace Cratehand.Jobs.Tests;

public class JobEngineTests
{
    static readonly EnqueueOptions ByHand = new(new Trigger(TriggerKind.Manual));

    [Fact]
    public async Task AJobRunsAndItsResultIsStored()
    {
        await using var world = await JobWorld.CreateAsync();
        await using var engine = world.Engine().Register(() => new Doing<string>((chore, _) => Task.FromResult(chore.Name + " done")));
        await engine.StartAsync();

        var enqueued = await world.Queue.EnqueueAsync(new Chore("wash"), ByHand);
        engine.Wake();
        var job = await world.EndOfAsync(enqueued.Id);

        Assert.Equal((JobState.Completed, "wash done", 1), (job.State, job.ResultAs<string>(), job.Attempt));
    }

    [Fact]
    public async Task AStepThatFinishedIsNotRunAgain()
    {
        await using var world = await JobWorld.CreateAsync();
        var runs = new List<string>();
        await using var engine = world.Engine().Register(
            () => new Doing<int>(async (_, job) =>
            {
                var first = await job.StepAsync("first", _ => { runs.Add("first"); return Task.FromResult(7); });
                return await job.StepAsync("second", _ =>
                {
                    runs.Add("second");
                    return runs.Count < 3 ? throw new IOException("weather") : Task.FromResult(first * 2);
                });
            }),
            new RetryPolicy(5, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1), 0));
        await engine.StartAsync();

        var enqueued = await world.Queue.EnqueueAsync(new Chore("steps"), ByHand);
        var job = await world.EndOfAsync(enqueued.Id);

        Assert.Equal(["first", "second", "second"], runs);
        Assert.Equal((JobState.Completed, "14", 2, 1), (job.State, job.Result, job.Attempt, job.Failures));
        var attempts = await world.Book.AttemptsAsync(job.Id);
        Assert.Equal([("failed", "second", "weather"), ("completed", null, null)], attempts.Select(x => (x.Outcome, x.Step, x.Error)));
    }
}
