using Cratehand.Jobs;
using Cratehand.Music.Libraries.Undoing;
using Cratehand.Music.Store;
using Cratehand.Music.Store.Disk;

namespace Cratehand.Music.Libraries;

/// <summary>How long things are kept.</summary>
/// <param name="Runs">Runs, their steps, and journal lines, once no entry refers to them.</param>
/// <param name="Undone">Files that an undo put away.</param>
public sealed record RetentionOptions(TimeSpan Runs, TimeSpan Undone);

/// <summary>Forgets what is older than its owner wants to keep. What an entry refers to stays, however old.</summary>
public sealed class Retention(CrateDatabase database, FolderLibrary library, RetentionOptions keep, TimeProvider clock)
{
    public async Task SweepAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await DeletePutAwayAsync(now - keep.Undone, cancel);
        await new JobRetention(database.Source).ForgetAsync(now - keep.Runs, IsReferredTo, cancel);
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(
            "DELETE FROM journal WHERE written < @before AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.id = journal.entry_id)", null, cancel,
            ("before", (now - Longer(keep.Runs, keep.Undone)).ToUnixTimeMilliseconds()));
    }

    // Also the run that archived what is in the archive still: `undo` of it brings that back. Ids are stored in capitals by one side and in small letters by the other.
    const string IsReferredTo =
        $"""
        EXISTS (SELECT 1 FROM entry WHERE entry.run_id = UPPER(job.run_id))
        OR EXISTS (SELECT 1 FROM journal j JOIN entry e ON e.id = j.entry_id AND NOT e.is_shelved WHERE j.op = '{Journal.Archive}' AND j.run_id = UPPER(job.run_id))
        """;

    static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    // Only what is still as it was put away: whatever a person has done to a file in there, it is that person's.
    async Task DeletePutAwayAsync(DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var old = await connection.QueryAsync(
            $"SELECT run_id, to_path, sha256 FROM journal WHERE op = '{Journal.PutAway}' AND written < @before AND COALESCE(done, written) < @before",
            row => (Run: row.GetGuid(0), Path: library.Absolute(row.GetString(1)), Sha: row.GetString(2)), null, cancel, ("before", before.ToUnixTimeMilliseconds()));
        foreach (var (_, path, sha) in old.Where(file => File.Exists(file.Path)))
        {
            if (await ContentHash.Sha256Async(path, cancel) == sha)
            {
                File.Delete(path);
            }
        }

        foreach (var run in old.Select(file => file.Run).Distinct())
        {
            RemoveEmpty(library.Absolute($"{FolderLibrary.HiddenFolder}/{RunUndo.Folder}/{run:D}"));
        }

        RemoveEmpty(library.Absolute($"{FolderLibrary.HiddenFolder}/{RunUndo.Folder}"));
    }

    static void RemoveEmpty(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var inner in Directory.EnumerateDirectories(folder).ToList())
        {
            RemoveEmpty(inner);
        }

        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }
}
