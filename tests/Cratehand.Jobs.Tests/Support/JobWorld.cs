using Cratehand.Data.Sqlite;
using Cratehand.Music.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cratehand.Jobs.Tests.Support;

/// <summary>A data folder with its tables, a queue, a reader, and engines as needed; gone after the test.</summary>
internal sealed class JobWorld : IAsyncDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cratehand-jobs-");

    JobWorld(TimeProvider clock)
    {
        Clock = clock;
        Database = SqliteDatabase.In(_folder.FullName);
        Queue = new JobQueue(Database.Source, clock, NullLoggerFactory.Instance);
        Book = new JobBook(Database.Source);
    }

    public TimeProvider Clock { get; }

    public CrateDatabase Database { get; }

    public JobQueue Queue { get; }

    public JobBook Book { get; }

    public static async Task<JobWorld> CreateAsync(TimeProvider? clock = null)
    {
        var world = new JobWorld(clock ?? TimeProvider.System);
        await SqliteDatabase.UpgradeAsync(world.Database, CancellationToken.None);
        return world;
    }

    public JobEngine Engine(Node? node = null) =>
        new(
            new JobsOptions { Database = Database.Source, Firings = Database.Firings, SweepEvery = TimeSpan.FromMilliseconds(50) },
            Clock, new Random(1), NullLoggerFactory.Instance, node);

    public async Task<Job> EndOfAsync(Guid id, TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(20));
        while (true)
        {
            var job = await Book.FindAsync(id, limit.Token);
            if (job!.State.IsFinal())
            {
                return job;
            }

            await Task.Delay(10, limit.Token);
        }
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

internal sealed record Chore(string Name) : IJobArgs
{
    public static string Kind => "chore";
}

/// <summary>A worker that is a function.</summary>
internal sealed class Doing<T>(Func<Chore, JobContext, Task<T>> work) : Worker<Chore, T>
{
    public override Task<T> RunAsync(Chore args, JobContext job) => work(args, job);
}
