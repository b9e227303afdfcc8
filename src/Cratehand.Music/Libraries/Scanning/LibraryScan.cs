using Cratehand.Jobs;
using Cratehand.Music.Libraries.Fingerprints;
using Cratehand.Music.Store;
using Cratehand.Music.Store.Disk;

namespace Cratehand.Music.Libraries.Scanning;

/// <summary>One comparison of the folder with the record. Killed half-way, the next one need not read again what this one has.</summary>
public sealed class LibraryScan(CrateDatabase database, FolderLibrary library, TimeProvider clock)
{
    /// <summary>Files read between two writes to the record.</summary>
    const int Lot = 100;

    readonly SeenFiles _seen = new(database);

    /// <param name="report">Told the percent, if known, and what is being done.</param>
    /// <exception cref="DiscardException">The folder is not there, or empty though tracks were filed in it: its disk is not mounted.</exception>
    public async Task<ScanReport> RunAsync(Job job, Action<int?, string> report, CancellationToken cancel)
    {
        await FingerprintIndex.FillAsync(database, cancel);
        var tracked = await TrackedAsync(cancel);
        report(null, "looking through the folder");
        var found = Files(tracked);

        var seen = await _seen.ReadAsync(cancel);
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in found.Where(file => IsAsSeen(file, seen)))
        {
            if (seen[file.Path].Sha256 is { } hash)
            {
                hashes.Add(file.Path, hash);
            }
        }

        var toRead = ScanPolicy.ToRead(found, tracked, hashes).ToList();
        var gone = await ReadAsync(toRead, hashes, report, cancel);
        found.RemoveAll(file => gone.Contains(file.Path));

        var verdict = ScanPolicy.Judge(found, tracked, hashes);
        await FollowAsync(verdict, job, cancel);
        await RememberAsync(found, seen, hashes, cancel);
        return Report(found.Count, tracked.Count, toRead, verdict);
    }

    static ScanReport Report(int found, int tracked, List<FileSight> read, ScanPolicy.Verdict verdict) =>
        new(found, tracked - verdict.Moved.Count - verdict.Changed.Count - verdict.Missing.Count, read.Count, read.Sum(file => file.Bytes))
        {
            Moved = Paths.Of(verdict.Moved.Select(x => new MovedFile(x.File.Path, x.To.Path))),
            Changed = Paths.Of(verdict.Changed.Select(x => x.Path)),
            Missing = Paths.Of(verdict.Missing),
            Untracked = Paths.Of(verdict.Untracked),
        };

    // An empty folder where music was is a disk that is not mounted: nobody wants to hear that all of it is missing.
    List<FileSight> Files(Dictionary<string, TrackedFile> tracked)
    {
        var expected = tracked.Count;
        if (!Directory.Exists(library.Root))
        {
            return expected == 0 ? [] : throw NotMounted($"is not there, yet {expected} files were filed in it");
        }

        try
        {
            var files = LibraryWalk.Files(library.Root, tracked.Keys);
            return files.Count > 0 || expected == 0 ? files : throw NotMounted($"is empty, yet {expected} files were filed in it");
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new DiscardException($"Nothing was compared: {closed.Message} Let this user read the folder, then scan again.", closed);
        }
    }

    DiscardException NotMounted(string what) =>
        new($"The library {library.Root} {what}: is its disk mounted? Mount it, or set CRATEHAND_LIBRARY to where the music is. Nothing was changed.");

    static bool IsAsSeen(FileSight file, Dictionary<string, SeenFile> seen) =>
        seen.TryGetValue(file.Path, out var before) && before.Bytes == file.Bytes && before.Modified == file.Modified;

    /// <returns>Files that went away meanwhile.</returns>
    async Task<HashSet<string>> ReadAsync(List<FileSight> files, Dictionary<string, string> hashes, Action<int?, string> report, CancellationToken cancel)
    {
        var gone = new HashSet<string>(StringComparer.Ordinal);
        var (all, done) = (files.Sum(file => file.Bytes), 0L);
        foreach (var lot in files.Chunk(Lot))
        {
            foreach (var file in lot)
            {
                report((int)(100 * done / Math.Max(1, all)), $"reading {Path.GetFileName(file.Path)}");
                await ReadAsync(file, hashes, gone, cancel);
                done += file.Bytes;
            }

            var read = lot.Where(file => hashes.ContainsKey(file.Path)).Select(file => Seen(file, hashes));
            await _seen.WriteAsync(read, [], cancel);
        }

        return gone;
    }

    async Task ReadAsync(FileSight file, Dictionary<string, string> hashes, HashSet<string> gone, CancellationToken cancel)
    {
        try
        {
            hashes[file.Path] = await ContentHash.Sha256Async(library.Absolute(file.Path), cancel);
        }
        catch (Exception away) when (away is FileNotFoundException or DirectoryNotFoundException)
        {
            gone.Add(file.Path);
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new DiscardException($"Nothing was compared: {closed.Message} Let this user read the file, then scan again.", closed);
        }
    }

    static SeenFile Seen(FileSight file, Dictionary<string, string> hashes) =>
        new() { Path = file.Path, Bytes = file.Bytes, Modified = file.Modified, Sha256 = hashes.GetValueOrDefault(file.Path) };

    Task RememberAsync(List<FileSight> found, Dictionary<string, SeenFile> seen, Dictionary<string, string> hashes, CancellationToken cancel)
    {
        var there = found.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return _seen.WriteAsync(
            found.Where(file => !IsAsSeen(file, seen) || seen[file.Path].Sha256 != hashes.GetValueOrDefault(file.Path)).Select(file => Seen(file, hashes)),
            seen.Keys.Where(path => !there.Contains(path)), cancel);
    }

    async Task<Dictionary<string, TrackedFile>> TrackedAsync(CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var files = await connection.QueryAsync(
            $"SELECT {TrackedFile.Columns} WHERE e.is_shelved", row => TrackedFile.Read(row, library.Root), null, cancel);
        return files.ToDictionary(file => file.Path, StringComparer.Ordinal);
    }

    async Task FollowAsync(ScanPolicy.Verdict verdict, Job job, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Names may be exchanged: each row lets go of its own before any takes another's.
        var targets = verdict.Moved.Select(x => x.To.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var (file, _) in verdict.Moved.Where(x => targets.Contains(x.File.Path)))
        {
            await connection.ExecuteAsync(
                "UPDATE entry_file SET path = @between WHERE id = @id AND path = @from", transaction, cancel, ("between", MovedFiles.Between(file)), ("id", file.Id), ("from", file.Path));
        }

        foreach (var (file, to) in verdict.Moved)
        {
            await MovedFiles.MoveAsync(transaction, file, to.Path, (job.RunId, job.Id), clock.GetUtcNow(), cancel);
        }

        foreach (var file in verdict.Changed)
        {
            await connection.ExecuteAsync(
                "UPDATE entry_file SET bytes = @bytes, sha256 = @sha WHERE id = @id AND path = @path", transaction, cancel,
                ("id", file.Id), ("path", file.Path), ("bytes", file.Bytes), ("sha", file.Sha256));
            await connection.ExecuteAsync(
                $"INSERT INTO entry_evidence (kind, value, entry_id) VALUES ('{nameof(EvidenceKind.FileHash)}', @sha, @entry) ON CONFLICT DO NOTHING",
                transaction, cancel, ("sha", file.Sha256), ("entry", file.Entry));
        }

        await transaction.CommitAsync(cancel);
    }
}
