using Cratehand.Data.Sqlite;
using Cratehand.Jobs;
using Cratehand.Music.Detecting;
using Cratehand.Music.Sources;
using Cratehand.Music.Store;
using Cratehand.Music.Syncing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cratehand.Music.Tests.Support;

/// <summary>Detection on a database of its own; the workflow's part is played by the test.</summary>
sealed class DetectingWorld : IDisposable
{
    readonly TempFolder _folder = new();
    readonly JobQueue _queue;

    public DetectingWorld(TimeProvider clock, params ISource[] sources)
    {
        Clock = clock;
        Sources = sources;
        Database = SqliteDatabase.In(_folder.Path);
        SqliteDatabase.UpgradeAsync(Database, CancellationToken.None).GetAwaiter().GetResult();
        Book = new DetectionBook(Database);
        Jobs = new JobBook(Database.Source);
        _queue = new JobQueue(Database.Source, clock, NullLoggerFactory.Instance);
        Options = new DetectingOptions { Chain = [.. sources.Select(source => source.Name)], Unpacked = Unpacked };
    }

    public TimeProvider Clock { get; }

    public IReadOnlyList<ISource> Sources { get; }

    public CrateDatabase Database { get; }

    public DetectionBook Book { get; }

    public JobBook Jobs { get; }

    public DetectingOptions Options { get; set; }

    public string Unpacked => _folder.File("unpacked");

    /// <summary>A detection, from its settling to its transaction.</summary>
    public async Task<DetectionReport> DetectAsync(DetectTracks? args = null)
    {
        var asked = args ?? new DetectTracks();
        await new Settling(Database, Jobs, Options.Unpacked, Clock).RunAsync(CancellationToken.None);
        var run = await _queue.EnqueueAsync(asked, new EnqueueOptions(new Trigger(TriggerKind.Manual)));
        var look = await new Lookout(Sources, Book, Options, Clock).LookAsync(asked, isRehearsal: false, CancellationToken.None);
        await using var connection = await Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var parent = (await Jobs.FindAsync(run.Id))!;
        var report = await new TakeUp(_queue, Options, Clock).RunAsync(look, asked, parent, transaction, CancellationToken.None);
        await transaction.CommitAsync();
        return report;
    }

    public Task<DetectionReport> RehearseAsync(DetectTracks? args = null) =>
        new Rehearsal(new Lookout(Sources, Book, Options, Clock), Book, Options, Clock).RunAsync(args ?? new DetectTracks(), CancellationToken.None);

    /// <summary>Titles that a detection takes up, in order.</summary>
    public async Task<IReadOnlyList<string>> TakenAsync(DetectTracks? args = null) => TitlesOf(await DetectAsync(args));

    public static IReadOnlyList<string> TitlesOf(DetectionReport report) => [.. report.Queued.Select(queued => queued.Title.Split(" - ")[^1])];

    /// <summary>What the workflow would have made of a track that was taken up.</summary>
    public async Task EndAsync(string title, Receipt receipt) => await EndAsync(title, "completed", JobJson.Write(receipt), null);

    /// <param name="identity">Where two have that title.</param>
    public async Task DiscardAsync(string title, string reason, string? identity = null) => await EndAsync(title, "discarded", null, reason, identity);

    public async Task<DetectedTrack> RowAsync(string title) => (await RowsAsync()).Single(row => row.Title == title || row.Title == "Somebody - " + title);

    public async Task<IReadOnlyList<DetectedTrack>> RowsAsync()
    {
        await using var context = await Database.OpenAsync(CancellationToken.None);
        return await context.Set<DetectedTrack>().AsNoTracking().ToListAsync();
    }

    public async Task<int> CountAsync(string state) => (await RowsAsync()).Count(row => row.State == state);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    async Task EndAsync(string title, string state, string? result, string? reason, string? identity = null)
    {
        var job = identity is null ? (await RowAsync(title)).Job : (await RowsAsync()).Single(row => row.Identity == identity).Job;
        var now = Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await using var context = await Database.OpenAsync(CancellationToken.None);
        await context.Database.ExecuteSqlAsync($"UPDATE job SET state = {state}, result = {result}, reason = {reason}, finished = {now} WHERE id = {job}");
    }
}
