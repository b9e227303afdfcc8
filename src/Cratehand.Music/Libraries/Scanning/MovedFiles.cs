using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Store;
using Cratehand.Music.Store.Disk;

namespace Cratehand.Music.Libraries.Scanning;

/// <summary>
/// The files of one entry that its owner has moved since the last scan: looked for when a track is proven to be that entry, which would else
/// be filed a second time.
/// </summary>
internal sealed class MovedFiles(CrateDatabase database, string root, TimeProvider clock, bool isRehearsal)
{
    /// <summary>Looks for the files that are not where they should be, by their size and then by their bytes; the entry follows those that are found.</summary>
    /// <returns>Whether any of the entry's files is in the folder.</returns>
    /// <exception cref="DiskException">A folder, or a file of that size, may not be read: nobody knows whether it is there.</exception>
    public async Task<bool> FollowAsync(Guid entry, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var files = await connection.QueryAsync(
            $"SELECT {TrackedFile.Columns} WHERE e.id = @entry AND e.is_shelved", row => TrackedFile.Read(row, root), null, cancel, ("entry", entry));
        var away = files.Where(file => new FileInfo(Path.Combine(root, file.Path)) is not { Exists: true, Length: > 0 }).ToList();
        if (away.Count == 0)
        {
            return files.Count > 0;
        }

        var moves = await SearchAsync(connection, away, cancel);
        if (moves.Count > 0 && !isRehearsal)
        {
            await MoveAsync(connection, moves, entry, cancel);
        }

        return moves.Count + files.Count > away.Count;
    }

    async Task MoveAsync(DbConnection connection, List<(TrackedFile File, string To)> moves, Guid entry, CancellationToken cancel)
    {
        var by = (await connection.QueryAsync("SELECT run_id, job_id FROM entry WHERE id = @entry", row => (row.GetGuid(0), row.GetGuid(1)), null, cancel, ("entry", entry)))[0];
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var (file, to) in moves)
        {
            await MoveAsync(transaction, file, to, by, clock.GetUtcNow(), cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    /// <summary>Gives a row the path where its file lies by now, and puts that on record.</summary>
    /// <remarks>Of an entry that another job has changed meanwhile nothing is moved: the next look sees it as it is then.</remarks>
    /// <param name="by">The run, and the job of it, to which the move is put down.</param>
    public static async Task MoveAsync(DbTransaction within, TrackedFile file, string to, (Guid Run, Guid Job) by, DateTimeOffset now, CancellationToken cancel)
    {
        var moved = await within.Connection!.ExecuteAsync(
            "UPDATE entry_file SET path = @to WHERE id = @id AND path IN (@from, @between) AND NOT EXISTS (SELECT 1 FROM entry_file WHERE path = @to)",
            within, cancel, ("id", file.Id), ("from", file.Path), ("between", Between(file)), ("to", to));
        if (moved == 1)
        {
            var time = now.ToUnixTimeMilliseconds();
            await Journal.WriteAsync(
                within,
                new JournalLine
                {
                    RunId = by.Run, JobId = by.Job, EntryId = file.Entry, Op = Journal.MovedByOwner, FromPath = file.Path, ToPath = to,
                    Sha256 = file.Sha256, Written = time, Done = time,
                },
                cancel);
        }
    }

    /// <summary>What a row is called that has let go of its name and not taken the next.</summary>
    public static string Between(TrackedFile file) => $"{FolderLibrary.HiddenFolder}/{file.Id:D}";

    async Task<List<(TrackedFile File, string To)>> SearchAsync(DbConnection connection, List<TrackedFile> away, CancellationToken cancel)
    {
        try
        {
            return await FindAsync(connection, away, cancel);
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new DiskException(
                DiskTrouble.Other, $"{Path.Combine(root, away[0].Path)} was moved or deleted, and the library could not be searched for it: {closed.Message} Let this user read that.", closed);
        }
    }

    async Task<List<(TrackedFile File, string To)>> FindAsync(DbConnection connection, List<TrackedFile> away, CancellationToken cancel)
    {
        var moves = new List<(TrackedFile, string)>();
        foreach (var sight in LibraryWalk.Files(root, away.Select(file => file.Path)).Where(sight => away.Exists(file => file.Bytes == sight.Bytes)))
        {
            if (await IsStrangerAsync(connection, sight.Path, cancel) && await HashAsync(sight.Path, cancel) is { } hash
                && away.Find(file => file.Sha256 == hash && file.Input != sight.Path) is { } file)
            {
                moves.Add((file, sight.Path));
                away = [.. away.Where(other => other != file)];
            }
        }

        return moves;
    }

    static async Task<bool> IsStrangerAsync(DbConnection connection, string path, CancellationToken cancel) =>
        (await connection.QueryAsync("SELECT 1 FROM entry_file WHERE path = @path", _ => true, null, cancel, ("path", path))).Count == 0;

    async Task<string?> HashAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await ContentHash.Sha256Async(Path.Combine(root, path), cancel);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // moved on meanwhile
        }
    }
}
