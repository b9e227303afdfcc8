using System.Runtime.InteropServices;
using Cratehand.Data.Sqlite;
using Cratehand.Jobs;
using Cratehand.Music.Libraries;
using Cratehand.Music.Libraries.Fingerprints;
using Cratehand.Music.Store;
using Cratehand.Music.Tracks;

namespace Cratehand.Bench.Libraries;

/// <summary>A library of made-up entries with its database, gone afterwards.</summary>
sealed class BenchLibrary : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cratehand-bench-");

    public BenchLibrary()
    {
        Database = SqliteDatabase.In(_folder.FullName);
        Library = new FolderLibrary(Database, new JobBook(Database.Source), Root, TimeProvider.System);
        Directory.CreateDirectory(Root);
    }

    public string Root => Path.Combine(_folder.FullName, "library");

    public CrateDatabase Database { get; }

    public FolderLibrary Library { get; }

    public long Bytes => new FileInfo(Path.Combine(_folder.FullName, "cratehand.db")).Length;

    public Task UpgradeAsync() => SqliteDatabase.UpgradeAsync(Database, CancellationToken.None);

    /// <summary>Entry number n, as every part of a bench knows it.</summary>
    public static Recording Made(int n) =>
        new(new Track($"Title {n}", [$"Artist {n % 5000}"]) { Isrc = $"GBAYE{n:0000000}" }, 120 + (n % 300), MadePrints.Of(n))
        {
            Evidence = [new(EvidenceKind.Link, $"https://media.example/{n}"), new(EvidenceKind.OriginalHash, $"{n:x64}")],
        };

    /// <summary>Puts entries on record, shelved, in lots.</summary>
    public async Task FillAsync(int from, int to, Func<int, Recording> recording)
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        for (var start = from; start < to; start += 2000)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            for (var n = start; n < Math.Min(to, start + 2000); n++)
            {
                var made = recording(n);
                var id = Guid.CreateVersion7();
                await connection.ExecuteAsync(
                    "INSERT INTO entry (id, job_id, run_id, is_shelved, title, artists, isrc, duration_seconds, obtained_by, is_from_lossy, measured, fingerprint, created) "
                        + "VALUES (@id, @id, @id, 1, @title, @artists, @isrc, @seconds, 'file', 0, '{}', @print, 0)",
                    transaction, default, ("id", id), ("title", made.Track.Title), ("artists", JobJson.Write(made.Track.Artists)), ("isrc", made.Track.Isrc),
                    ("seconds", made.Seconds), ("print", MemoryMarshal.AsBytes(made.Fingerprint.Span).ToArray()));
                await connection.ExecuteAsync(
                    "INSERT INTO entry_file (id, entry_id, path, format, sha256, bytes, duration_seconds) VALUES (@id, @entry, @path, 'aiff', @sha, 1, 0)",
                    transaction, default, ("id", Guid.CreateVersion7()), ("entry", id), ("path", PathOf(n)), ("sha", $"{n:x64}"));
                foreach (var proof in made.Evidence)
                {
                    await connection.ExecuteAsync(
                        "INSERT INTO entry_evidence (kind, value, entry_id) VALUES (@kind, @value, @entry)", transaction, default,
                        ("kind", proof.Kind.ToString()), ("value", proof.Value), ("entry", id));
                }

                await FingerprintIndex.AddAsync(transaction, id, made.Fingerprint, default);
            }

            await transaction.CommitAsync();
        }
    }

    /// <summary>A file where the entry says that its file lies, of the size it says.</summary>
    public void Touch(int n)
    {
        var path = Library.Absolute(PathOf(n));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, [0]);
    }

    public static string PathOf(int n) => $"Artist {n % 5000}/Artist {n % 5000} - Title {n}.aiff";

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
