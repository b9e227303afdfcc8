using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Store;
using Cratehand.Music.Store.Disk;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Libraries.Undoing;

/// <summary>
/// Takes an entry's files off the shelf into the archive, which nothing empties, and brings them back. The entry stays on record
/// as not shelved: wanted again, it is filed anew.
/// </summary>
public sealed class EntryArchive(CrateDatabase database, FolderLibrary library, TimeProvider clock)
{
    /// <summary>Within <see cref="FolderLibrary.HiddenFolder"/>.</summary>
    public const string Folder = "archive";

    readonly ShelfMoves _moves = new(database, library);

    /// <summary>The entry's files as they are now, and where they are to go.</summary>
    /// <exception cref="DiscardException">One cannot be read.</exception>
    internal async Task<IReadOnlyList<PutAwayFile>> ExamineAsync(Guid entry, Job job, CancellationToken cancel)
    {
        await library.FollowAsync(entry, cancel); // of several formats its owner may have moved one
        await using var context = await database.OpenAsync(cancel);
        var files = new List<PutAwayFile>();
        foreach (var path in await context.Set<EntryFile>().Where(file => file.EntryId == entry).OrderBy(file => file.Path).Select(file => file.Path).ToListAsync(cancel))
        {
            if (File.Exists(library.Absolute(path)))
            {
                var hash = await HashAsync(library.Absolute(path), job, cancel);
                files.Add(new PutAwayFile(entry, path, $"{FolderLibrary.HiddenFolder}/{Folder}/{path}", hash, IsThere: true));
            }
        }

        return files;
    }

    // That one file is in the way, and not the library: a rest would mend nothing.
    static async Task<string> HashAsync(string path, Job job, CancellationToken cancel)
    {
        try
        {
            return await ContentHash.Sha256Async(path, cancel);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new DiscardException(
                $"{path} cannot be read, so nothing was archived: {unread.Message} See to it, then try this run again: `cratehand runs retry {job.Id.ToString("N")[^8..]}`.", unread);
        }
    }

    /// <summary>Takes the entry off the shelf, and puts on record where its files go; none if it is off already, or nothing of it is there.</summary>
    /// <exception cref="IOException">They cannot go there; nothing was changed.</exception>
    internal async Task<IReadOnlyList<PutAwayFile>> TakeOffAsync(Guid entry, IReadOnlyList<PutAwayFile> files, Job job, DbTransaction within, CancellationToken cancel)
    {
        _moves.TryRoom(files);
        if (files.Count == 0 || await within.Connection!.ExecuteAsync("UPDATE entry SET is_shelved = 0 WHERE id = @id AND is_shelved = 1", within, cancel, ("id", entry)) == 0)
        {
            return [];
        }

        await NoteAsync(Journal.Archive, files, job, within, cancel);
        return files;
    }

    /// <summary>
    /// What a run archived and may come back: its entry was neither brought back nor filed anew since. Also what it was cancelled before it
    /// had moved: that lies on the shelf, and its entry is to be marked so.
    /// </summary>
    /// <exception cref="DiskException">The library's disk is not mounted.</exception>
    internal async Task<IReadOnlyList<PutAwayFile>> ArchivedByAsync(Guid run, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var files = await connection.QueryAsync(
            $"""
            SELECT j.entry_id, j.to_path, j.from_path, j.sha256 FROM journal j
            JOIN entry e ON e.id = j.entry_id AND NOT e.is_shelved JOIN entry_file f ON f.entry_id = e.id AND f.path = j.from_path
            WHERE j.run_id = @run AND j.op = '{Journal.Archive}'
                AND NOT EXISTS (SELECT 1 FROM job WHERE job.id = LOWER(e.job_id) AND job.finished IS NULL)
            ORDER BY j.id
            """,
            row => new PutAwayFile(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), File.Exists(library.Absolute(row.GetString(1))) || File.Exists(library.Absolute(row.GetString(2)))),
            null, cancel, ("run", run));
        var isAway = files.Exists(file => !file.IsThere) && !library.IsMounted() && !Directory.Exists(library.Absolute($"{FolderLibrary.HiddenFolder}/{Folder}"));
        return isAway ? throw library.Away() : files;
    }

    /// <summary>Puts moves on record that are to come.</summary>
    internal async Task<int> NoteAsync(string op, IReadOnlyList<PutAwayFile> files, Job job, DbTransaction within, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var file in files.Where(file => file.IsThere))
        {
            await Journal.WriteAsync(
                within,
                new JournalLine { RunId = job.RunId, JobId = job.Id, EntryId = file.Entry, Op = op, FromPath = file.From, ToPath = file.To, Sha256 = file.Sha256, Written = now },
                cancel);
        }

        return files.Count;
    }

    /// <inheritdoc cref="ShelfMoves.Trouble"/>
    internal string? Trouble(Exception error) => _moves.Trouble(error);

    /// <summary>Moves the files; may be repeated.</summary>
    internal Task<IReadOnlyList<PutAwayFile>> MoveAsync(IReadOnlyList<PutAwayFile> files) => _moves.RunAsync(files);

    /// <summary>Marks the moves as done.</summary>
    /// <returns>Where the files lie now, absolute.</returns>
    internal async Task<IReadOnlyList<string>> FinishAsync(string op, IReadOnlyList<PutAwayFile> files, DbTransaction within, CancellationToken cancel)
    {
        foreach (var file in files)
        {
            await Journal.EndAsync(within, file, op, clock.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
        }

        return [.. files.Where(file => file.IsThere).Select(file => library.Absolute(file.To))];
    }

    /// <summary>Marks the moves back as done, and the entries whose files all lie there as shelved.</summary>
    /// <param name="before">As they were to be moved: by the name on record.</param>
    internal async Task ReshelveAsync(IReadOnlyList<PutAwayFile> before, IReadOnlyList<PutAwayFile> back, DbTransaction within, CancellationToken cancel)
    {
        await FinishAsync(Journal.BringBack, back, within, cancel);
        foreach (var (old, now) in before.Zip(back).Where(pair => pair.Second.IsThere))
        {
            await within.Connection!.ExecuteAsync(
                "UPDATE entry_file SET path = @to, sha256 = @sha, bytes = @bytes WHERE entry_id = @entry AND path = @from", within, cancel,
                ("to", now.To), ("sha", now.Sha256), ("bytes", new FileInfo(library.Absolute(now.To)).Length), ("entry", now.Entry), ("from", old.To));
        }

        foreach (var files in back.GroupBy(file => file.Entry).Where(files => files.All(file => file.IsThere)))
        {
            await within.Connection!.ExecuteAsync(
                "UPDATE entry SET is_shelved = 1 WHERE id = @id AND NOT EXISTS (SELECT 1 FROM job WHERE job.id = LOWER(entry.job_id) AND job.finished IS NULL)",
                within, cancel, ("id", files.Key));
        }
    }
}
