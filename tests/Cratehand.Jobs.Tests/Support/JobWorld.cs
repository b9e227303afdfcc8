using System.Data.Common;
using Cratehand.Data.Sqlite;
using Cratehand.Jobs.Running;
using Cratehand.Music.Store;

namespace Cratehand.Jobs.Tests.Support;

/// <summary>A data folder with its tables, a queue, a reader, and engines as needed; gone after the test.</summary>
internal sealed class JobWorld : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cratehand-jobs-");

    JobWorld(TimeProvider clock)
    {
        Clock = clock;
        Database = SqliteDatabase.In(_folder.FullName);
        Source = new FaultySource(Database.Source);
        Queue = new JobQueue(Source, clock, Log);
        Book = new JobBook(Database.Source);
        Store = new JobStore(Source, clock);
        Steps = new StepStore(Source);
    }

    public string Folder => _folder.FullName;

    public TimeProvider Clock { get; }

    public HeardLog Log { get; } = new();

    public CrateDatabase Database { get; }

    public FaultySource Source { get; }

    public JobQueue Queue { get; }

    public JobBook Book { get; }

    public JobStore Store { get; }

    public StepStore Steps { get; }

    public static async Task<JobWorld> CreateAsync(TimeProvider? clock = null)
    {
        var world = new JobWorld(clock ?? TimeProvider.System);
        await SqliteDatabase.UpgradeAsync(world.Database, CancellationToken.None);
        return world;
    }

    public JobEngine Engine(Node? node = null, TimeSpan? stopWithin = null, TimeSpan? idleSweep = null) =>
        new(
            new JobsOptions
            {
                Database = Source,
                Firings = Database.Firings,
                SweepEvery = TimeSpan.FromMilliseconds(50),
                IdleSweepEvery = idleSweep,
                StopWithin = stopWithin ?? TimeSpan.FromSeconds(20),
            },
            Clock, new Random(1), Log, node);

    /// <summary>Enqueues a chore, by hand.</summary>
    public async Task<Guid> ChoreAsync(string name, string? key = null, TimeSpan? after = null)
    {
        var due = after is { } wait ? Clock.GetUtcNow() + wait : (DateTimeOffset?)null;
        return (await Queue.EnqueueAsync(new Chore(name), new EnqueueOptions(Some.Trigger, key, due))).Id;
    }

    public async Task<Job> JobAsync(Guid id) => (await Book.FindAsync(id))!;

    public Task<Job> EndOfAsync(Guid id) => WhenAsync(id, job => job.State.IsFinal());

    /// <summary>Waits until the job's row looks so.</summary>
    public async Task<Job> WhenAsync(Guid id, Predicate<Job> looksSo)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var job = await JobAsync(id);
            if (looksSo(job))
            {
                return job;
            }

            limit.Token.ThrowIfCancellationRequested();
            await Task.Delay(10);
        }
    }

    public async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        return await connection.ExecuteAsync(sql, null, CancellationToken.None);
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        return (await connection.QueryAsync(sql, row => row.GetInt64(0), null, CancellationToken.None)).Single();
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>A database that fails on demand, as a locked one does when the wait for the lock has run out.</summary>
internal sealed class FaultySource(DbDataSource inner) : DbDataSource
{
    int _failures;
    int _opened;

    public bool IsBroken { get; set; }

    /// <summary>Connections asked for; an engine that sweeps asks for some each time.</summary>
    public int Opened => Volatile.Read(ref _opened);

    public int Failures => Volatile.Read(ref _failures);

    public override string ConnectionString => inner.ConnectionString;

    protected override DbConnection CreateDbConnection()
    {
        Interlocked.Increment(ref _opened);
        if (!IsBroken)
        {
            return inner.CreateConnection();
        }

        Interlocked.Increment(ref _failures);
        throw new Microsoft.Data.Sqlite.SqliteException("database is locked", 5);
    }
}
