using System.Data.Common;
using System.Runtime.InteropServices;
using Cratehand.Data.Sqlite;
using Cratehand.Jobs;
using Cratehand.Music.Libraries;
using Cratehand.Music.Store;
using Cratehand.Music.Syncing;
using Cratehand.Music.Tracks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cratehand.Music.Tests.Support;

/// <summary>A library with its database and no engine: jobs exist as rows only. Gone after the test.</summary>
internal sealed class Shelf : IAsyncDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cratehand-shelf-");
    readonly JobQueue _queue;

    Shelf()
    {
        Database = SqliteDatabase.In(_folder.FullName);
        Root = Path.Combine(_folder.FullName, "library");
        Directory.CreateDirectory(Root);
        _queue = new JobQueue(Database.Source, TimeProvider.System, NullLoggerFactory.Instance);
        Library = new FolderLibrary(Database, new JobBook(Database.Source), Root, TimeProvider.System);
    }

    public string Root { get; }

    public CrateDatabase Database { get; }

    public FolderLibrary Library { get; }

    public static async Task<Shelf> CreateAsync()
    {
        var shelf = new Shelf();
        await SqliteDatabase.UpgradeAsync(shelf.Database, CancellationToken.None);
        return shelf;
    }

    /// <summary>A job on record, unfinished.</summary>
    public async Task<Guid> JobAsync() =>
        (await _queue.EnqueueAsync(new SyncTrack($"/{Guid.NewGuid()}"), new EnqueueOptions(new Trigger(TriggerKind.Manual)))).Id;

    public Task CancelAsync(Guid job) => _queue.CancelAsync(job, "test");

    /// <summary>A job on record, as a worker knows it.</summary>
    public async Task<Job> AnyJobAsync() => (await new JobBook(Database.Source).FindAsync(await JobAsync()))!;

    /// <summary>Claims for a job, in a transaction of its own.</summary>
    public Task<Claim> ClaimAsync(Guid job, string title, params Evidence[] evidence) =>
        ClaimAsync(job, title, Some.Recording(title) with { Evidence = evidence });

    public async Task<Claim> ClaimAsync(Guid job, string title, Recording recording)
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var request = new ClaimRequest(Some.Entry(job, title, recording), recording, id => Named(title, id), [Path.Combine(Root, ".cratehand", "staged")]);
        var claim = await Library.ClaimAsync(transaction, request, default);
        await transaction.CommitAsync();
        return claim;
    }

    /// <summary>Claims, places and shelves a file with that content.</summary>
    public Task<Claim> FileAsync(string title, string content, params Evidence[] evidence) =>
        FileAsync(title, content, Some.Recording(title) with { Evidence = evidence });

    public async Task<Claim> FileAsync(string title, string content, Recording recording)
    {
        var job = await JobAsync();
        var claim = await ClaimAsync(job, title, recording);
        var placed = await Library.PlaceAsync(Hashed(claim, content), [Stage(content)], default);
        await using var connection = await Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Library.ShelveAsync(transaction, claim.Entry, placed, default);
        await transaction.CommitAsync();
        await CancelAsync(job); // over, whatever the state
        return claim with { Files = placed };
    }

    /// <summary>An entry on record alone, in a transaction with others.</summary>
    public async Task AddAsync(DbTransaction transaction, string title, Recording recording)
    {
        var request = new ClaimRequest(Some.Entry(Guid.CreateVersion7(), title, recording), recording, id => Named(title, id), []);
        await Library.ClaimAsync(transaction, request, default);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var context = await Database.OpenAsync(default);
        await context.Database.ExecuteSqlRawAsync(sql);
    }

    public async Task<int> CountAsync(string rows)
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        return (await connection.QueryAsync("SELECT COUNT(*) FROM " + rows, row => row.GetInt32(0), null, default)).Single();
    }

    /// <summary>The one entry of that title.</summary>
    public async Task<Guid> EntryAsync(string title)
    {
        await using var context = await Database.OpenAsync(default);
        return await context.Set<Entry>().Where(entry => entry.Title == title).Select(entry => entry.Id).SingleAsync();
    }

    /// <summary>A file in a work folder.</summary>
    public string Stage(string content)
    {
        var path = Path.Combine(Root, ".cratehand", Guid.NewGuid().ToString());
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>The claim as it would be had the rendered file that content.</summary>
    public static Claim Hashed(Claim claim, string content) =>
        claim with { Files = [.. claim.Files.Select(file => file with { Sha256 = Some.Sha256(content), Bytes = content.Length })] };

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    static List<ShelfFile> Named(string title, string? id) =>
        [new ShelfFile($"Artist/Artist - {title}{(id is null ? "" : $" [{id}]")}.aiff", "aiff", Some.Sha256(title), title.Length, 1)];
}

/// <summary>Things whose details do not matter.</summary>
internal static class Some
{
    public static Evidence Link(string value = "https://media.example/a.flac") => new(EvidenceKind.Link, value);

    public static Evidence Hash(string value = "aa") => new(EvidenceKind.OriginalHash, value);

    public static string Sha256(string content) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)));

    public static Recording Recording(string title, string? isrc = null, double seconds = 200, uint[]? fingerprint = null, string? version = null) =>
        new(new Track(title, ["Artist"]) { Isrc = isrc, Version = version }, seconds, fingerprint ?? []);

    public static Entry Entry(Guid job, string title, Recording recording) =>
        new()
        {
            Id = Guid.CreateVersion7(), JobId = job, RunId = job, Title = title, Artists = """["Artist"]""", ObtainedBy = "file",
            Measured = "{}", DurationSeconds = recording.Seconds ?? 1, Isrc = recording.Track.Isrc, Version = recording.Track.Version,
            Fingerprint = recording.Fingerprint.IsEmpty ? null : MemoryMarshal.AsBytes(recording.Fingerprint.Span).ToArray(),
        };
}
