using Cratehand.Data.Sqlite;
using Cratehand.Jobs;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Store;
using Cratehand.Music.Syncing;
using Cratehand.Sandbox.Media;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cratehand.Music.Tests.Support;

/// <summary>Data folder, library, drop folder, engine and the real tools; gone after the test.</summary>
internal sealed class FilingWorld : IAsyncDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cratehand-filing-");
    readonly JobEngine _engine;
    readonly JobQueue _queue;
    readonly TrackWorkflow _workflow;

    FilingWorld(Func<SyncOptions, SyncOptions> with, SyncClients? clients)
    {
        Directory.CreateDirectory(Data);
        Directory.CreateDirectory(Drop);
        Database = SqliteDatabase.In(Data);
        Book = new JobBook(Database.Source);
        _queue = new JobQueue(Database.Source, TimeProvider.System, NullLoggerFactory.Instance);
        _workflow = new TrackWorkflow(Database, with(new SyncOptions(Library, new AddressPolicy([])) { Drop = Drop }), clients ?? NoClients, _queue, TimeProvider.System);
        var jobs = new JobsOptions
        {
            Database = Database.Source, Firings = Database.Firings, SweepEvery = TimeSpan.FromMilliseconds(50), AttemptEnded = job => _workflow.Work.ClearAsync(job, default),
        };
        _engine = new JobEngine(jobs, TimeProvider.System, new Random(1), NullLoggerFactory.Instance)
            .Register(_workflow.Worker, new RetryPolicy(2, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(1), 0));
    }

    public string Data => Path.Combine(_folder.FullName, "data");

    public string Library => Path.Combine(_folder.FullName, "library");

    public string Drop => Path.Combine(_folder.FullName, "drop");

    public CrateDatabase Database { get; }

    public JobBook Book { get; }

    public TrackWorkflow Workflow => _workflow;

    public JobQueue Queue => _queue;

    static SyncClients NoClients { get; } = new(() => throw new InvalidOperationException("Spotify was asked."), () => null);

    public static async Task<FilingWorld> StartAsync(Func<SyncOptions, SyncOptions>? with = null, SyncClients? clients = null)
    {
        var world = new FilingWorld(with ?? (options => options), clients);
        await SqliteDatabase.UpgradeAsync(world.Database, CancellationToken.None);
        await world._engine.StartAsync();
        return world;
    }

    /// <summary>Puts a piece of music into the drop folder.</summary>
    public string DropPiece(string name, Piece piece, int bits = 16)
    {
        var path = Path.Combine(Drop, name);
        WavFile.Write(path, MusicMaker.Make(piece), bits);
        return path;
    }

    public Task<Job> SyncAsync(string input) => SyncAsync(new SyncTrack(input));

    public async Task<Job> SyncAsync(SyncTrack args) =>
        await EndOfAsync((await _queue.EnqueueAsync(args, new EnqueueOptions(new Trigger(TriggerKind.Manual), args.UniqueKey))).Id);

    /// <summary>The receipt of a run that completed.</summary>
    public async Task<Receipt> ReceiptAsync(SyncTrack args)
    {
        var job = await SyncAsync(args);
        return job.ResultAs<Receipt>() ?? throw new InvalidOperationException($"{job.State}: {job.Reason}");
    }

    /// <summary>The job once it has ended, or rests for long.</summary>
    public async Task<Job> EndOfAsync(Guid id)
    {
        _engine.Wake();
        while (true)
        {
            var job = (await Book.FindAsync(id))!;
            if (job.State.IsFinal() || (job.State == JobState.Retryable && job.Due > job.Created + TimeSpan.FromMinutes(1)))
            {
                return job;
            }

            await Task.Delay(20);
        }
    }

    public IEnumerable<string> Shelf() =>
        Directory.Exists(Library)
            ? Directory.EnumerateFiles(Library, "*", SearchOption.AllDirectories).Where(path => !path.Contains("/.cratehand/", StringComparison.Ordinal)).Select(path => Path.GetRelativePath(Library, path)).Order()
            : [];

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _workflow.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
