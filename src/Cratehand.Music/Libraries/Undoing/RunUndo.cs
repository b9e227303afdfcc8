using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Libraries.Fingerprints;
using Cratehand.Music.Store;
using Cratehand.Music.Store.Disk;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Libraries.Undoing;

/// <summary>What an undo will do.</summary>
internal sealed record UndoPlan(Guid Run, IReadOnlyList<PutAwayFile> Files, IReadOnlyList<KeptFile> Kept)
{
    /// <summary>Moves that an earlier undo wrote down and did not finish; their entries are forgotten.</summary>
    public IReadOnlyList<PutAwayFile> Unfinished { get; init; } = [];
}

/// <summary>The steps of an undo. Files go into a hidden folder of the library, so that a rename is all it takes. See ADR 14.</summary>
public sealed class RunUndo(CrateDatabase database, FolderLibrary library, TimeProvider clock)
{
    /// <summary>Where the files of undone runs lie, within <see cref="FolderLibrary.HiddenFolder"/>, a folder for each run.</summary>
    public const string Folder = "undone";

    readonly ShelfMoves _moves = new(database, library);

    /// <summary>Looks at the files of the run's entries: those with the bytes that were filed are to go, with their entry.</summary>
    /// <param name="run">A run, or one job of a run: then only that job's entry.</param>
    /// <exception cref="DiscardException">The library's disk is not mounted.</exception>
    internal async Task<UndoPlan> ExamineAsync(Guid run, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        var root = await RootAsync(run, cancel);
        var entries = await context.Set<Entry>().AsNoTracking().Include(entry => entry.Files)
            .Where(entry => entry.RunId == root && (root == run || entry.JobId == run)).OrderBy(entry => entry.Id).ToListAsync(cancel);
        var noted = await NotedAsync(run, cancel);
        var unfinished = noted.Where(file => File.Exists(library.Absolute(file.From)) || File.Exists(library.Absolute(file.To))).ToList();
        if ((entries.Count > 0 || noted.Count > unfinished.Count) && !library.IsMounted())
        {
            throw new DiscardException($"The library {library.Root} is not there or empty: is its disk mounted? Mount it and undo again. Nothing was changed.");
        }

        var (files, kept) = (new List<PutAwayFile>(), new List<KeptFile>());
        foreach (var entry in entries)
        {
            if (!entry.IsShelved && await ArchivedAsync(entry.Id, cancel) is { } archived)
            {
                kept.Add(archived);
                continue;
            }

            var filed = await FiledAsync(entry, cancel);
            var looked = new List<(PutAwayFile File, string? Problem)>();
            foreach (var file in entry.Files.OrderBy(file => file.Path, StringComparer.Ordinal))
            {
                looked.Add(await LookAsync(entry, file, filed, run, cancel));
            }

            // An entry is undone as a whole, or not at all.
            if (looked.Exists(x => x.Problem is not null))
            {
                kept.AddRange(looked.Where(x => x.File.IsThere).Select(x => new KeptFile(entry.Id, x.File.From, x.Problem ?? "another file of this track was changed since")));
            }
            else
            {
                files.AddRange(looked.Select(x => x.File));
            }
        }

        return new UndoPlan(run, files, kept) { Unfinished = unfinished };
    }

    /// <summary>Takes the entries off the record, and puts on record where their files go.</summary>
    /// <exception cref="DiscardException">They cannot go there.</exception>
    internal async Task<IReadOnlyList<PutAwayFile>> ForgetAsync(UndoPlan plan, Job job, DbTransaction within, CancellationToken cancel)
    {
        CheckRoom(plan);
        var going = new List<PutAwayFile>();
        foreach (var files in plan.Files.GroupBy(file => file.Entry))
        {
            if (await ForgetAsync(files.Key, plan.Run, within, cancel))
            {
                going.AddRange(files);
            }
        }

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var file in going.Where(file => file.IsThere))
        {
            await Journal.WriteAsync(
                within,
                new JournalLine
                {
                    RunId = plan.Run, JobId = job.Id, EntryId = file.Entry, Op = Journal.PutAway, FromPath = file.From, ToPath = file.To, Sha256 = file.Sha256, Written = now,
                },
                cancel);
        }

        return [.. plan.Unfinished, .. going];
    }

    /// <summary>Moves the files; may be repeated.</summary>
    internal Task<IReadOnlyList<PutAwayFile>> PutAwayAsync(IReadOnlyList<PutAwayFile> files) => _moves.RunAsync(files);

    /// <summary>Marks the moves as done, and says what came of it.</summary>
    internal async Task<Undone> FinishAsync(UndoPlan plan, IReadOnlyList<PutAwayFile> away, DbTransaction within, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var file in away)
        {
            await Journal.EndAsync(within, file, Journal.PutAway, now, cancel);
        }

        var moved = away.Count(file => file.IsThere);
        return new Undone(plan.Run, moved == 0 ? null : FolderOf(plan.Run), away, plan.Kept, Reason(away, moved, plan.Kept.Count));
    }

    /// <inheritdoc cref="ShelfMoves.Trouble"/>
    internal string? Trouble(Exception error) => _moves.Trouble(error);

    /// <summary>Where a run's files are put, absolute.</summary>
    public string FolderOf(Guid run) => library.Absolute($"{FolderLibrary.HiddenFolder}/{Folder}/{run:D}");

    static string Reason(IReadOnlyList<PutAwayFile> away, int moved, int kept) =>
        (away.Count, kept) switch
        {
            (0, 0) => "nothing left to undo: no track in the library was filed by this run",
            (0, _) => $"nothing was undone: {kept} {(kept == 1 ? "file" : "files")} kept",
            _ => $"{moved} {(moved == 1 ? "file" : "files")} put away"
                + (moved < away.Count ? $", {away.Count - moved} gone or changed before" : "") + (kept > 0 ? $", {kept} kept" : ""),
        };

    // Asked for while nothing has changed yet: an entry that is forgotten and a file that cannot go would be half an undo.
    void CheckRoom(UndoPlan plan)
    {
        try
        {
            _moves.TryRoom(plan.Files.Concat(plan.Unfinished));
        }
        catch (Exception error) when (Trouble(error) is { } trouble)
        {
            throw new DiscardException($"{trouble} Nothing was changed: then undo again.", error);
        }
    }

    // A run that is forgotten has only itself.
    async Task<Guid> RootAsync(Guid run, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var found = await connection.QueryAsync("SELECT run_id FROM job WHERE id = LOWER(@run)", row => row.GetGuid(0), null, cancel, ("run", run));
        return found is [var root] ? root : run;
    }

    // Its entry is all that leads back to it.
    async Task<KeptFile?> ArchivedAsync(Guid entry, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var lines = await connection.QueryAsync(
            $"SELECT to_path, run_id FROM journal WHERE entry_id = @entry AND op = '{Journal.Archive}' ORDER BY id DESC",
            row => (Path: row.GetString(0), Run: row.GetGuid(1)), null, cancel, ("entry", entry));
        return lines.Where(line => File.Exists(library.Absolute(line.Path)))
            .Select(line => new KeptFile(entry, line.Path, $"it is in the archive, as its like was taken back: bring it back first (`cratehand undo {line.Run:D}`)")).FirstOrDefault();
    }

    // A name that another entry bears by now is that entry's.
    async Task<List<PutAwayFile>> NotedAsync(Guid run, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return await connection.QueryAsync(
            $"""
            SELECT entry_id, from_path, to_path, sha256 FROM journal
            WHERE run_id = @run AND op = '{Journal.PutAway}' AND done IS NULL AND NOT EXISTS (SELECT 1 FROM entry_file WHERE path = from_path)
            ORDER BY id
            """,
            row => new PutAwayFile(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), IsThere: true), null, cancel, ("run", run));
    }

    // As it was filed, whatever a scan has learnt of it since; an entry from before there was a journal is as its row says.
    async Task<HashSet<string>> FiledAsync(Entry entry, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var filed = await connection.QueryAsync(
            $"SELECT sha256 FROM journal WHERE entry_id = @entry AND op = '{Journal.File}'", row => row.GetString(0), null, cancel, ("entry", entry.Id));
        return (filed.Count > 0 ? filed : entry.Files.Select(file => file.Sha256)).ToHashSet(StringComparer.Ordinal);
    }

    async Task<(PutAwayFile File, string? Problem)> LookAsync(Entry entry, EntryFile file, HashSet<string> filed, Guid run, CancellationToken cancel)
    {
        var path = library.Absolute(file.Path);
        var to = $"{FolderLibrary.HiddenFolder}/{Folder}/{run:D}/{file.Path}";
        if (!System.IO.File.Exists(path))
        {
            return (new PutAwayFile(entry.Id, file.Path, to, file.Sha256, IsThere: false), null);
        }

        try
        {
            var hash = await ContentHash.Sha256Async(path, cancel);
            var found = new PutAwayFile(entry.Id, file.Path, to, hash, IsThere: true);
            return (found, filed.Contains(hash) ? null : "it was changed since it was filed: move it away yourself if you do not want it");
        }
        catch (UnauthorizedAccessException closed)
        {
            return (new PutAwayFile(entry.Id, file.Path, to, file.Sha256, IsThere: true), $"it cannot be read ({closed.Message}): see to that, then undo again");
        }
    }

    async Task<bool> ForgetAsync(Guid entry, Guid run, DbTransaction within, CancellationToken cancel)
    {
        // Filed anew while we looked, it is another run's; and who is at it still means to file it.
        var found = await within.Connection!.QueryAsync(
            "SELECT fingerprint FROM entry WHERE id = @id AND (run_id = @run OR job_id = @run) AND NOT EXISTS (SELECT 1 FROM job WHERE job.id = LOWER(entry.job_id) AND job.finished IS NULL)",
            row => row.IsDBNull(0) ? null : (byte[])row.GetValue(0), within, cancel, ("id", entry), ("run", run));
        if (found is not [var fingerprint])
        {
            return false;
        }

        await FingerprintIndex.RemoveAsync(within, entry, fingerprint, cancel);
        await WishAgainAsync(entry, within, cancel);
        foreach (var table in (string[])["entry_evidence WHERE entry_id", "entry_file WHERE entry_id", "entry WHERE id"])
        {
            await within.Connection!.ExecuteAsync($"DELETE FROM {table} = @id", within, cancel, ("id", entry));
        }

        return true;
    }

    // What it had made come true is wanted as before, unless the like was taken back since.
    Task<int> WishAgainAsync(Guid entry, DbTransaction within, CancellationToken cancel) =>
        within.Connection!.ExecuteAsync(
            """
            UPDATE wish SET state = 'open', reason = 'what was filed for it was undone', changed = @now, entry_id = NULL
            WHERE entry_id = @id AND state = 'closed' AND NOT EXISTS (SELECT 1 FROM unlike WHERE unlike.identity = wish.identity AND unlike.noticed >= wish.changed)
            """,
            within, cancel, ("id", entry), ("now", clock.GetUtcNow().ToUnixTimeMilliseconds()));
}
