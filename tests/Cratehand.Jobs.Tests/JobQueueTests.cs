using Cratehand.Jobs.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Jobs.Tests;

public class JobQueueTests
{
    [Fact]
    public async Task TwentyWhoAskAtOnceForTheSameWorkGetOneJob()
    {
        await using var world = await JobWorld.CreateAsync();

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => Task.Run(() => world.Queue.EnqueueAsync(new Chore("wash"), new EnqueueOptions(Some.Trigger, "kitchen")))));

        Assert.Single(all.Select(x => x.Id).Distinct());
        Assert.Single(all, x => x.IsNew);
        Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM job"));
    }

    [Fact]
    public async Task AUniqueKeyIsFreeAgainOnceItsJobIsFinished()
    {
        await using var world = await JobWorld.CreateAsync();
        var first = await world.ChoreAsync("wash", "kitchen");
        await world.Queue.CancelAsync(first, "not today");

        Assert.NotEqual(first, await world.ChoreAsync("wash", "kitchen"));
    }

    [Fact]
    public async Task AJobRolledBackWithItsContextNeverWas()
    {
        await using var world = await JobWorld.CreateAsync();
        await using var context = await world.Database.OpenAsync(CancellationToken.None);
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            await world.Queue.EnqueueAsync(context, new Chore("wash"), Some.Options);
            await transaction.RollbackAsync();
        }

        Assert.Empty(await world.Book.NewestAsync(10));
    }

    [Fact]
    public async Task AJobRolledBackWithAPlainTransactionNeverWas()
    {
        await using var world = await JobWorld.CreateAsync();
        await using (var connection = await world.Database.Source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await world.Queue.EnqueueAsync(transaction, new Chore("wash"), Some.Options);
        }

        Assert.Empty(await world.Book.NewestAsync(10));
    }

    [Fact]
    public async Task WithoutATransactionAContextIsRefused()
    {
        await using var world = await JobWorld.CreateAsync();
        await using var context = await world.Database.OpenAsync(CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => world.Queue.EnqueueAsync(context, new Chore("wash"), Some.Options));
    }

    [Fact]
    public async Task TheSweepFindsWorkCommittedByEitherFormAndByAnotherProcess()
    {
        await using var world = await JobWorld.CreateAsync();
        await using var engine = await world.Engine().DoingAsync((chore, _) => Task.FromResult(chore.Name));
        var elsewhere = new JobQueue(Data.Sqlite.SqliteDatabase.In(world.Folder).Source, world.Clock, NullLoggerFactory.Instance);

        var ids = new[]
        {
            await WithinContextAsync(world),
            await WithinTransactionAsync(world),
            (await elsewhere.EnqueueAsync(new Chore("elsewhere"), Some.Options)).Id,
        };

        var ends = new List<string?>();
        foreach (var id in ids)
        {
            ends.Add((await world.EndOfAsync(id)).ResultAs<string>());
        }

        Assert.Equal(["context", "transaction", "elsewhere"], ends);
    }

    [Fact]
    public async Task IdsSortByAge()
    {
        var clock = new FakeTimeProvider();
        await using var world = await JobWorld.CreateAsync(clock);
        var ids = new List<Guid>();
        for (var i = 0; i < 20; i++)
        {
            ids.Add(await world.ChoreAsync("wash"));
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(ids.AsEnumerable().Reverse(), (await world.Book.NewestAsync(20)).Select(x => x.Id));
    }

    [Fact]
    public async Task ABatchOfOneParentBelongsToItsRun()
    {
        await using var world = await JobWorld.CreateAsync();
        var parent = await world.JobAsync(await world.ChoreAsync("tidy"));
        var child = await world.Queue.EnqueueAsync(new Chore("wash"), new EnqueueOptions(Some.Trigger, Parent: parent));
        var grandchild = await world.Queue.EnqueueAsync(
            new Chore("dry"), new EnqueueOptions(Some.Trigger, Parent: await world.JobAsync(child.Id)));

        var job = await world.JobAsync(grandchild.Id);
        Assert.Equal((parent.Id, child.Id), (job.RunId, job.ParentId));
    }

    [Fact]
    public async Task AWaitingJobIsCancelledAtOnceAndAFinishedOneIsLeftAlone()
    {
        await using var world = await JobWorld.CreateAsync();
        var id = await world.ChoreAsync("wash");

        var first = await world.Queue.CancelAsync(id, "not today");
        var second = await world.Queue.CancelAsync(id, "really not");

        var job = await world.JobAsync(id);
        Assert.Equal((JobState.Cancelled, JobState.Cancelled, "not today"), (first, second, job.Reason));
        Assert.NotNull(job.Finished);
        Assert.Null(await world.Queue.CancelAsync(Guid.NewGuid(), "nobody"));
    }

    [Fact]
    public async Task HurryMakesAWaitingJobDueNow()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var world = await JobWorld.CreateAsync(clock);
        var id = await world.ChoreAsync("wash", after: TimeSpan.FromDays(1));

        Assert.Equal((true, false), (await world.Queue.HurryAsync(id), await world.Queue.HurryAsync(id)));
        Assert.Equal(clock.GetUtcNow(), (await world.JobAsync(id)).Due);
    }

    static async Task<Guid> WithinContextAsync(JobWorld world)
    {
        await using var context = await world.Database.OpenAsync(CancellationToken.None);
        await using var transaction = await context.Database.BeginTransactionAsync();
        var enqueued = await world.Queue.EnqueueAsync(context, new Chore("context"), Some.Options);
        await transaction.CommitAsync();
        return enqueued.Id;
    }

    static async Task<Guid> WithinTransactionAsync(JobWorld world)
    {
        await using var connection = await world.Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var enqueued = await world.Queue.EnqueueAsync(transaction, new Chore("transaction"), Some.Options);
        await transaction.CommitAsync();
        return enqueued.Id;
    }
}
