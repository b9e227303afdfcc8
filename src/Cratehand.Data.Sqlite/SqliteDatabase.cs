using System.Data.Common;
using System.Reflection;
using Cratehand.Data.Sqlite.CompiledModel;
using Cratehand.Music.Store;
using Cratehand.Music.Store.Disk;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Quartz;

namespace Cratehand.Data.Sqlite;

/// <summary>
/// The database of one machine: <c>cratehand.db</c> (the truth, synchronous=FULL) and <c>jobs.db</c> (Quartz's firings,
/// which a sweep can remake) in the data folder, both in write-ahead mode.
/// </summary>
public static class SqliteDatabase
{
    /// <summary>The file that holds everything worth a backup.</summary>
    public const string FileName = "cratehand.db";

    static readonly string? Newest = (
        from type in typeof(SqliteDatabase).Assembly.GetTypes()
        let migration = type.GetCustomAttribute<MigrationAttribute>()
        where migration is not null
        select migration.Id).Max(StringComparer.Ordinal);

    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    // SQLite's primary result codes (sqlite.org/rescode.html).
    const int ReadOnly = 8;
    const int Corrupt = 11;
    const int Full = 13;
    const int CannotOpen = 14;
    const int NotADatabase = 26;

    /// <summary>Quartz's own file.</summary>
    public const string FiringsFileName = "jobs.db";

    /// <summary>The database in <paramref name="folder"/>, which exists.</summary>
    public static CrateDatabase In(string folder)
    {
        var source = new SqliteSource(Path.Combine(folder, FileName), "PRAGMA synchronous = FULL;");
        var firings = new SqliteSource(Path.Combine(folder, FiringsFileName), "PRAGMA synchronous = NORMAL; PRAGMA journal_mode = WAL;");
        return new CrateDatabase(
            source,
            new DbContextOptionsBuilder<CrateContext>()
                .UseSqlite(x => x.MigrationsAssembly(typeof(SqliteDatabase).Assembly))
                .UseModel(CrateContextModel.Instance) // built ahead: building it took a third of what a command costs
                .ConfigureWarnings(x => x.Ignore(RelationalEventId.PendingModelChangesWarning)) // a test asks that once, not each first start
                .Options,
            store => store.UseSqlite(new SqliteSourceFactory(firings), firings.ConnectionString));
    }

    /// <summary>Brings the tables up to date; creates the file if there is none. Cheap when there is nothing to do.</summary>
    /// <exception cref="DamagedDatabaseException">The file is no database, or a broken one.</exception>
    /// <exception cref="Music.Store.Disk.DiskException">The disk is full or read-only.</exception>
    public static async Task UpgradeAsync(CrateDatabase database, CancellationToken cancel)
    {
        var path = PathOf(database);
        RefuseEmptied(path);
        try
        {
            await BringUpAsync(database, cancel);
        }
        catch (SqliteException broken) when (broken.SqliteErrorCode is Corrupt or NotADatabase)
        {
            throw new DamagedDatabaseException(path, broken);
        }
        catch (SqliteException disk) when (disk.SqliteErrorCode is Full or ReadOnly or CannotOpen)
        {
            throw DiskErrors.OfDatabase(path, disk.SqliteErrorCode == Full, disk);
        }
        catch (Exception disk) when (disk is not SqliteException && DiskErrors.Explain(disk, path, "CRATEHAND_DATA") is { } explained)
        {
            throw new DiskException(explained.Trouble, explained.Message, disk);
        }
    }

    /// <summary>Reads the whole file for damage; changes nothing.</summary>
    /// <exception cref="DamagedDatabaseException">SQLite's own check finds any.</exception>
    public static async Task ExamineAsync(CrateDatabase database, CancellationToken cancel)
    {
        var path = PathOf(database);
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            if (await command.ExecuteScalarAsync(cancel) is string said and not "ok")
            {
                throw new DamagedDatabaseException(path, new InvalidDataException(said));
            }
        }
        catch (SqliteException broken) when (broken.SqliteErrorCode is Corrupt or NotADatabase)
        {
            throw new DamagedDatabaseException(path, broken);
        }
    }

    /// <summary>
    /// Removes Quartz's file if it is damaged: it holds nothing that a sweep cannot remake. Before the engine starts, under the lock.
    /// </summary>
    /// <returns>Whether it was.</returns>
    public static async Task<bool> MendFiringsAsync(string folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder, FiringsFileName);
        if (!File.Exists(path) || await IsSoundAsync(path, cancel))
        {
            return false;
        }

        foreach (var file in new[] { path, path + "-wal", path + "-shm" })
        {
            File.Delete(file);
        }

        return true;
    }

    /// <summary>The trouble with the disk that is behind an error, however deep; <c>null</c> if there is none.</summary>
    /// <param name="folder">The data folder.</param>
    public static DiskException? Explain(Exception error, string folder)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is SqliteException { SqliteErrorCode: Full or ReadOnly or CannotOpen } disk)
            {
                return DiskErrors.OfDatabase(Path.Combine(folder, FileName), disk.SqliteErrorCode == Full, disk);
            }
        }

        return null;
    }

    // No pool: the file may be deleted next.
    static async Task<bool> IsSoundAsync(string path, CancellationToken cancel)
    {
        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            await connection.OpenAsync(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            return await command.ExecuteScalarAsync(cancel) is "ok";
        }
        catch (SqliteException broken) when (broken.SqliteErrorCode is Corrupt or NotADatabase)
        {
            return false;
        }
    }

    // SQLite takes an empty file for a new database. Where the engine has worked, it is the rest of an old one.
    static void RefuseEmptied(string path)
    {
        var file = new FileInfo(path);
        var hasRest = new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };
        if (file is { Exists: true, Length: 0 } && !hasRest && File.Exists(Path.Combine(file.DirectoryName!, FiringsFileName)))
        {
            throw new DamagedDatabaseException(path, new InvalidDataException("it is empty, though work was done here before"));
        }
    }

    // Without EF where nothing is to be done: its services are half of what many a command costs.
    static async Task BringUpAsync(CrateDatabase database, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await ExecuteAsync(connection, "PRAGMA journal_mode = WAL", cancel);
        if (await NewestAsync(connection, cancel) == Newest)
        {
            return;
        }

        using var alone = await UpgradeLockAsync(PathOf(database) + ".upgrade", cancel);
        if (await NewestAsync(connection, cancel) is null)
        {
            await CreateAsync(connection, cancel);
        }
        else
        {
            await using var context = await database.OpenAsync(cancel);
            await MigrateAsync(context, cancel);
        }
    }

    // What the migrations come to, worked out ahead: EF takes half a second to.
    static async Task CreateAsync(DbConnection connection, CancellationToken cancel)
    {
        await using var written = typeof(SqliteDatabase).Assembly.GetManifestResourceStream("schema.sql")!;
        using var reader = new StreamReader(written);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = await reader.ReadToEndAsync(cancel);
        await command.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    // EF notes in a table that a migration is under way, and waits for ever for one that was killed at it. The system takes
    // our lock back from the dead, and whoever holds it knows that such a note is nobody's.
    static async Task MigrateAsync(DbContext context, CancellationToken cancel)
    {
        await ExecuteAsync(context.Database.GetDbConnection(), "DROP TABLE IF EXISTS __EFMigrationsLock", cancel);
        await context.Database.MigrateAsync(cancel);
    }

    static string PathOf(CrateDatabase database) => new SqliteConnectionStringBuilder(database.Source.ConnectionString).DataSource;

    static async Task<FolderLock> UpgradeLockAsync(string path, CancellationToken cancel)
    {
        FolderLock? held;
        while ((held = FolderLock.TryTakeFile(path)) is null)
        {
            await Task.Delay(Beat, TimeProvider.System, cancel); // for another process: no clock of ours would hurry it
        }

        return held;
    }

    static async Task<string?> NewestAsync(DbConnection connection, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE name = '__EFMigrationsHistory'";
        if (await command.ExecuteScalarAsync(cancel) is null)
        {
            return null;
        }

        command.CommandText = "SELECT MAX(MigrationId) FROM __EFMigrationsHistory";
        return await command.ExecuteScalarAsync(cancel) as string;
    }

    static async Task ExecuteAsync(DbConnection connection, string text, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await command.ExecuteNonQueryAsync(cancel);
    }
}
