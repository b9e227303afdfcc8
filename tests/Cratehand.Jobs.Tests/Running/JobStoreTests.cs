using Cratehand.Jobs.Running;
using Cratehand.Jobs.Tests.Support;

namespace Cratehand.Jobs.Tests.Running;

public class JobStoreTests
{
    static readonly Node A = Some.Node("a");
    static readonly Node B = Some.Node("b");

    [Fact]
    public async Task ASecondDispatchOfTheSameFenceDoesNothing()
    {
        await using var world = await JobWorld.CreateAsync();
        var id = await world.ChoreAsync("wash");

        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Store.BeginAsync(id, 0, A, default))));

        Assert.Single(begun, x => x is not null);
        Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM job_attempt"));
    }

    [Fact]
    public async Task AStaleAttemptWritesNoStepNoProgressAndNoEnding()
    {
        await using var world = await JobWorld.CreateAsync();
        var (stale, current) = await TwoAttemptsAsync(world);

        await Assert.ThrowsAsync<StaleAttemptException>(() => world.Steps.AddAsync(stale, new JobStep("soak", "1", 1, default, 0), default));
        await Assert.ThrowsAsync<StaleAttemptException>(() => world.Steps.CheckAsync(stale, default));
        await world.Store.ProgressAsync(AttemptKey.Of(stale), 50, "soaking", default);
        var ending = await world.Store.EndAsync(AttemptKey.Of(stale), Ending.Completed("1"), null, default);

        Assert.Null(ending);
        Assert.Equal(current, await world.JobAsync(stale.Id));
        Assert.Empty(await world.Book.StepsAsync(stale.Id));
    }

    [Fact]
    public async Task AStaleAttemptsTransactionalStepDoesNotEvenBegin()
    {
        await using var world = await JobWorld.CreateAsync();
        var (stale, _) = await TwoAttemptsAsync(world);
        var hasRun = false;

        await Assert.ThrowsAsync<StaleAttemptException>(() => world.Steps.AddAsync(
            stale, (_, _) => Task.FromResult(new JobStep((hasRun = true).ToString(), "1", 1, default, 0)), default));

        Assert.False(hasRun);
    }

    [Fact]
    public async Task ARescuedAttemptIsStaleBeforeTheNextOneBegins()
    {
        await using var world = await JobWorld.CreateAsync();
        var rescued = await BegunAsync(world, A);
        await world.Store.RescueAsync(B, _ => false, othersAreDead: true, default);

        Assert.Null(await world.Store.EndAsync(AttemptKey.Of(rescued), Ending.Completed("1"), null, default));
        Assert.Equal(JobState.Available, (await world.JobAsync(rescued.Id)).State);
    }

    [Fact]
    public async Task ASweepRescuesOnlyWhatThisProcessShouldRunAndDoesNot()
    {
        await using var world = await JobWorld.CreateAsync();
        var (runs, lost, elsewhere) = (await BegunAsync(world, A), await BegunAsync(world, A), await BegunAsync(world, B));

        var rescued = await world.Store.RescueAsync(A, id => id == runs.Id, othersAreDead: false, default);

        Assert.Equal(1, rescued);
        Assert.Equal(
            (JobState.Running, JobState.Available, JobState.Running),
            ((await world.JobAsync(runs.Id)).State, (await world.JobAsync(lost.Id)).State, (await world.JobAsync(elsewhere.Id)).State));
    }

    [Fact]
    public async Task AnAttemptThatBeginsWhileASweepLooksIsNotRescued()
    {
        await using var world = await JobWorld.CreateAsync();
        var running = new RunningJobs();
        var id = await world.ChoreAsync("wash");
        using var entry = running.Add(id, default);
        await world.Store.BeginAsync(id, 0, A, default);

        Assert.Equal(0, await world.Store.RescueAsync(A, running.Contains, othersAreDead: false, default));
    }

    [Fact]
    public async Task AWishToCancelSurvivesTheProcessThatShouldHaveHeeded()
    {
        await using var world = await JobWorld.CreateAsync();
        var job = await BegunAsync(world, A);
        await world.Queue.CancelAsync(job.Id, "wrong colour");

        await world.Store.RescueAsync(B, _ => false, othersAreDead: true, default);

        var rescued = await world.JobAsync(job.Id);
        Assert.Equal((JobState.Cancelled, "wrong colour", false), (rescued.State, rescued.Reason, rescued.CancelRequested));
    }

    [Fact]
    public async Task ATransactionTakesTheWriteLockWhenItBegins()
    {
        await using var world = await JobWorld.CreateAsync();
        await using var first = await world.Database.Source.OpenConnectionAsync();
        await using var second = await world.Database.Source.OpenConnectionAsync();
        await second.ExecuteAsync("PRAGMA busy_timeout = 0", null, default);
        ((Microsoft.Data.Sqlite.SqliteConnection)second).DefaultTimeout = 1;
        await using var transaction = await first.BeginTransactionAsync();

        var busy = await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(async () => await second.BeginTransactionAsync());

        Assert.Equal(5, busy.SqliteErrorCode);
    }

    static async Task<Job> BegunAsync(JobWorld world, Node node) =>
        (await world.Store.BeginAsync(await world.ChoreAsync("wash"), 0, node, default))!;

    static async Task<(Job Stale, Job Current)> TwoAttemptsAsync(JobWorld world)
    {
        var stale = await BegunAsync(world, A);
        await world.Store.RescueAsync(B, _ => false, othersAreDead: true, default);
        return (stale, (await world.Store.BeginAsync(stale.Id, stale.Fence, B, default))!);
    }
}
