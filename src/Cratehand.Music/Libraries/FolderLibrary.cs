using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Libraries.Fingerprints;
using Cratehand.Music.Libraries.Scanning;
using Cratehand.Music.Store;
using Cratehand.Music.Store.Disk;
using Cratehand.Music.Tracks;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Libraries;

/// <summary>A file that an entry has on the shelf.</summary>
/// <param name="Path">Relative to the library folder.</param>
public sealed record ShelfFile(string Path, string Format, string Sha256, long Bytes, double DurationSeconds);

/// <summary>An entry that a job may fill, or the entry that makes the job needless.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="IsOwned">True: it lies on the shelf already, filed by another job.</param>
/// <param name="Files">Where its files lie, or are to lie.</param>
/// <param name="Reason">What proves that it is owned, in words for the owner; else <c>null</c>.</param>
public sealed record Claim(Guid Entry, bool IsOwned, IReadOnlyList<ShelfFile> Files, string? Reason = null);

/// <summary>What a job asks the library to take.</summary>
/// <param name="Entry">The entry as it is to be; without files.</param>
/// <param name="Recording">What proves it, from now on.</param>
/// <param name="FilesNamed">Its files, under the plain name for <c>null</c>, or under a name with that id.</param>
/// <param name="Staged">Where they lie now, absolute, in the same order.</param>
public sealed record ClaimRequest(Entry Entry, Recording Recording, Func<string?, IReadOnlyList<ShelfFile>> FilesNamed, IReadOnlyList<string> Staged);

/// <summary>An entry that is on the shelf.</summary>
/// <param name="Reason">What proves that it is the recording asked for, in words for the owner.</param>
public sealed record Recognised(Entry Entry, string Reason);

/// <summary>
/// The owner's folder of music, and the rows that say what is in it. Files get their names without replacing; what is
/// there stays.
/// </summary>
public sealed class FolderLibrary(CrateDatabase database, JobBook jobs, string root, TimeProvider clock)
{
    /// <summary>The folder in the library that holds nothing of the owner's.</summary>
    public const string HiddenFolder = ".cratehand";

    /// <summary>How long a job rests of trouble with its disk, which quick tries would not mend; asked for again, it goes on at once.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    /// <summary>The folder, absolute.</summary>
    public string Root => root;

    /// <summary>Of who only asks what would be done: what the owner moved is seen and not put on record. Default no.</summary>
    public bool IsRehearsal { get; set; }

    /// <summary>The entry that any of this evidence proves, if it is on the shelf; else <c>null</c>.</summary>
    public async Task<Entry?> FindAsync(IReadOnlyCollection<Evidence> evidence, CancellationToken cancel) =>
        (await FindAsync(Recording.Described(new Track("", []), null) with { Evidence = evidence }, cancel))?.Entry;

    /// <summary>The entry that is this recording, if it is on the shelf; else <c>null</c>. Of several formats its owner may have deleted one and kept another.</summary>
    public async Task<Recognised?> FindAsync(Recording wanted, CancellationToken cancel) =>
        await ProveAsync(wanted, cancel) is { } proven ? new Recognised(await GetAsync(proven.Entry, cancel), proven.Reason) : null;

    /// <summary>As <see cref="FindAsync(Recording, CancellationToken)"/>, without reading all of the entry.</summary>
    internal async Task<Proven?> ProveAsync(Recording wanted, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await foreach (var proven in EntryLookup.ProvenAsync(connection, null, wanted, cancel))
        {
            var shelved = proven.Shelved ?? await EntryLookup.ShelvedAsync(connection, proven.Entry, cancel);
            if (shelved is { IsMarked: true, Files: not [] } && (shelved.Files.Exists(file => IsThere(file.Path)) || await FollowAsync(proven.Entry, cancel)))
            {
                return proven;
            }
        }

        return null;
    }

    /// <summary>Entries, newest first.</summary>
    /// <param name="words">Part of an artist, a title or a path, whatever its case; <c>null</c> for all.</param>
    public async Task<List<Entry>> ListAsync(string? words, int limit, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        var entries = await context.Set<Entry>().AsNoTracking().Include(entry => entry.Files).OrderByDescending(entry => entry.Id).ToListAsync(cancel);
        return [.. entries.Where(entry => words is null || Matches(entry, words)).Take(limit)];
    }

    // Compared here: SQLite folds the case of ASCII only, and titles are in all scripts.
    static bool Matches(Entry entry, string words) =>
        $"{string.Join(", ", JobJson.Read<List<string>>(entry.Artists) ?? [])} - {entry.Title} {entry.Version}".Contains(words, StringComparison.OrdinalIgnoreCase)
        || entry.Files.Exists(file => file.Path.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>An entry that is known to exist.</summary>
    public async Task<Entry> GetAsync(Guid id, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        return await context.Set<Entry>().Include(entry => entry.Files).SingleAsync(entry => entry.Id == id, cancel);
    }

    /// <summary>Remembers that <paramref name="proof"/> means this entry: asked by it, nothing need be fetched again.</summary>
    public async Task LearnAsync(Guid entry, Evidence proof, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        await LearnAsync(context, entry, proof, cancel);
    }

    /// <summary>Likewise, within the transaction of <paramref name="context"/>.</summary>
    public static async Task LearnAsync(CrateContext context, Guid entry, Evidence proof, CancellationToken cancel)
    {
        await PutAsync(context, proof, entry, cancel);
        await context.SaveChangesAsync(cancel);
    }

    /// <summary>
    /// Takes the entry for a job within <paramref name="transaction"/>, asking the evidence once more: of two jobs with
    /// the same recording one gets it. An entry whose files are gone, or whose job ended without filling it, is taken over.
    /// </summary>
    /// <exception cref="RetryLaterException">Another job is filling it right now.</exception>
    public async Task<Claim> ClaimAsync(DbTransaction transaction, ClaimRequest request, CancellationToken cancel)
    {
        await using var context = database.Within(transaction);
        var known = await KnownAsync(context, transaction, request.Recording, cancel);
        if (known.Find(x => IsOnShelf(x.Entry)) is { } owned)
        {
            return await OwnedAsync(context, owned, request.Recording, cancel);
        }

        foreach (var other in known)
        {
            await StepAsideForAsync(other.Entry, request.Entry.JobId, cancel);
        }

        if (known.Find(x => IsInPlace(x.Entry)) is { } unmarked)
        {
            unmarked.Entry.IsShelved = true; // cancelled after its files had their names: they are the owner's by now
            return await OwnedAsync(context, unmarked, request.Recording, cancel);
        }

        return await TakeAsync(context, transaction, known.FirstOrDefault()?.Entry, request, cancel);
    }

    // Asked by the same link or bytes again, nothing need be decoded to know it.
    static async Task<Claim> OwnedAsync(CrateContext context, Recognised owned, Recording recording, CancellationToken cancel)
    {
        foreach (var proof in recording.Evidence)
        {
            await PutAsync(context, proof, owned.Entry.Id, cancel);
        }

        await context.SaveChangesAsync(cancel);
        return new Claim(owned.Entry.Id, IsOwned: true, FilesOf(owned.Entry), owned.Reason);
    }

    async Task<Claim> TakeAsync(CrateContext context, DbTransaction transaction, Entry? abandoned, ClaimRequest request, CancellationToken cancel)
    {
        if (abandoned is not null)
        {
            await FingerprintIndex.RemoveAsync(transaction, abandoned.Id, abandoned.Fingerprint, cancel);
        }

        var entry = abandoned is null ? context.Add(request.Entry).Entity : TakeOver(context, abandoned, request.Entry);
        var files = await FreeNamesAsync(context, entry.Id, request.FilesNamed, cancel);
        context.AddRange(files.Select(file => Row(entry.Id, file)));
        foreach (var proof in request.Recording.Evidence)
        {
            await PutAsync(context, proof, entry.Id, cancel);
        }

        await context.SaveChangesAsync(cancel);
        await FingerprintIndex.AddAsync(transaction, entry.Id, request.Recording.Fingerprint, cancel);
        foreach (var (file, staged) in files.Zip(request.Staged))
        {
            await Journal.WriteAsync(transaction, LineOf(entry, file, staged), cancel);
        }

        return new Claim(entry.Id, IsOwned: false, files);
    }

    JournalLine LineOf(Entry entry, ShelfFile file, string staged) =>
        new()
        {
            RunId = entry.RunId, JobId = entry.JobId, EntryId = entry.Id, Op = Journal.File, FromPath = Path.GetRelativePath(root, staged), ToPath = file.Path,
            Sha256 = file.Sha256, Written = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };

    /// <summary>
    /// Gives each staged file its final name, on disk for good when this returns. Repeating it after a crash changes
    /// nothing: a name already taken by the very same bytes is ours.
    /// </summary>
    /// <param name="staged">Files on the library's own file system, in the order of the claim's.</param>
    public async Task<IReadOnlyList<ShelfFile>> PlaceAsync(Claim claim, IReadOnlyList<string> staged, CancellationToken cancel)
    {
        var placed = new List<ShelfFile>();
        foreach (var (file, from) in claim.Files.Zip(staged))
        {
            placed.Add(await PlaceAsync(claim, file, from, cancel));
        }

        return placed;
    }

    /// <summary>Marks an entry as on the shelf, under the names its files have got, within a transaction.</summary>
    public async Task ShelveAsync(DbTransaction transaction, Guid id, IReadOnlyList<ShelfFile> files, CancellationToken cancel)
    {
        await using var context = database.Within(transaction);
        var entry = await context.Set<Entry>().Include(x => x.Files).SingleAsync(x => x.Id == id, cancel);
        entry.IsShelved = true;
        foreach (var file in files)
        {
            var row = entry.Files.Single(x => x.Format == file.Format); // ids made in one millisecond have no order
            row.Path = file.Path;
            await PutAsync(context, new Evidence(EvidenceKind.FileHash, file.Sha256), id, cancel);
            await Journal.DoneAsync(transaction, id, Journal.File, file.Sha256, file.Path, clock.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
        }

        await context.SaveChangesAsync(cancel);
    }

    /// <summary>Makes entries that were filed before there was a fingerprint index known to it; cheap when there are none.</summary>
    public Task IndexAsync(CancellationToken cancel) => FingerprintIndex.FillAsync(database, cancel);

    /// <summary>Whether anything of the owner's lies there: of an empty folder in which tracks were filed, the disk is missing.</summary>
    public bool IsMounted() =>
        Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any(path => Path.GetFileName(path) != HiddenFolder);

    /// <summary>
    /// Lets no job begin where music should be and is none: what is owned would look new, and what is new would be filed beneath the disk
    /// that is mounted there later.
    /// </summary>
    /// <exception cref="RetryLaterException">Its disk is not mounted.</exception>
    public async Task DemandMountedAsync(CancellationToken cancel)
    {
        if (IsMounted())
        {
            return;
        }

        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        if ((await connection.QueryAsync("SELECT 1 FROM entry WHERE is_shelved LIMIT 1", _ => true, null, cancel)).Count > 0)
        {
            throw new RetryLaterException(
                Rest, $"The library {root} is {(Directory.Exists(root) ? "empty" : "not there")}, yet tracks were filed in it: is its disk mounted? Mount it; if you emptied it yourself, make a folder in it.");
        }
    }

    /// <summary>Its disk is not mounted, in words.</summary>
    internal DiskException Away() => new(DiskTrouble.MissingFolder, $"The library {root} is not there or empty: is its disk mounted? Mount it.");

    /// <summary>Where a file lies, absolute.</summary>
    public string Absolute(string path) => Path.Combine(root, path);

    /// <summary>Eight characters that tell an entry from its namesakes.</summary>
    public static string IdOf(Guid entry) => entry.ToString("N")[^8..];

    async Task<ShelfFile> PlaceAsync(Claim claim, ShelfFile file, string from, CancellationToken cancel)
    {
        // A process that died may have taken another name than the claim's: the journal knows which.
        var path = File.Exists(from) ? file.Path : await Journal.TargetAsync(database, claim.Entry, file.Sha256, cancel) ?? file.Path;
        for (var number = 2; ; number++)
        {
            var target = Absolute(path);
            await MakeFolderAsync(claim.Entry, Path.GetDirectoryName(path)!, cancel);
            var renamed = File.Exists(from) && Renamed(from, target);
            if (renamed || (File.Exists(target) && await ContentHash.Sha256Async(target, cancel) == file.Sha256))
            {
                // Also when the name was there: the process that took it may have died before it was on disk for good.
                Fsync.Folder(Path.GetDirectoryName(target)!);
                Fsync.Folder(Path.GetDirectoryName(Path.GetDirectoryName(target)!)!);
                return file with { Path = path, Bytes = new FileInfo(target).Length };
            }

            if (!File.Exists(from))
            {
                throw new IOException($"The rendered file for {target} is gone: its work folder was emptied from outside. Run the same command again.");
            }

            // Someone else's file took the name between the claim and now.
            path = FileNames.WithId(file.Path, $"{IdOf(claim.Entry)[..6]}{number:00}");
            await Journal.RetargetAsync(database, claim.Entry, file.Sha256, path, cancel);
        }
    }

    async Task MakeFolderAsync(Guid entry, string folder, CancellationToken cancel)
    {
        if (!Directory.Exists(Absolute(folder)))
        {
            await Journal.NoteFolderAsync(database, entry, folder, clock.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
            Directory.CreateDirectory(Absolute(folder));
        }
    }

    static bool Renamed(string from, string target)
    {
        Fsync.File(from);
        return NoReplace.TryRename(from, target);
    }

    /// <summary>Lets an entry follow its files, should their owner have moved them since the last scan.</summary>
    /// <returns>Whether any of them is in the folder.</returns>
    /// <exception cref="DiskException">Some of the folder may not be read.</exception>
    internal Task<bool> FollowAsync(Guid entry, CancellationToken cancel) => new MovedFiles(database, root, clock, IsRehearsal).FollowAsync(entry, cancel);

    /// <summary>Whether any of its files lies there now, whatever its owner wrote into it since.</summary>
    public bool IsOnShelf(Entry entry) => entry.IsShelved && entry.Files.Exists(file => IsThere(file.Path));

    /// <summary>Whether a file lies there.</summary>
    /// <param name="path">Relative to the library folder.</param>
    public bool IsThere(string path) => IsThere(path, null);

    // Not marked yet, they must be what the claim says: somebody else's file may bear the name.
    bool IsInPlace(Entry entry) => entry.Files.Count > 0 && entry.Files.TrueForAll(file => IsThere(file.Path, file.Bytes));

    bool IsThere(string path, long? bytes) => new FileInfo(Absolute(path)) is { Exists: true, Length: > 0 and var length } && (bytes ?? length) == length;

    /// <summary>Every entry that is this recording, on the shelf or not.</summary>
    static async Task<List<Recognised>> KnownAsync(CrateContext context, DbTransaction transaction, Recording recording, CancellationToken cancel)
    {
        var entries = new List<Recognised>();
        await foreach (var proven in EntryLookup.ProvenAsync(transaction.Connection!, transaction, recording, cancel))
        {
            if (!entries.Exists(x => x.Entry.Id == proven.Entry))
            {
                entries.Add(new(await context.Set<Entry>().Include(entry => entry.Files).SingleAsync(entry => entry.Id == proven.Entry, cancel), proven.Reason));
            }
        }

        return entries;
    }

    async Task StepAsideForAsync(Entry other, Guid mine, CancellationToken cancel)
    {
        if (!other.IsShelved && other.JobId != mine && await jobs.FindAsync(other.JobId, cancel) is { } job && !job.State.IsFinal())
        {
            throw new RetryLaterException(
                TimeSpan.FromSeconds(1), $"The same recording is being filed right now by run {job.RunId}.");
        }
    }

    static Entry TakeOver(CrateContext context, Entry abandoned, Entry wanted)
    {
        context.RemoveRange(abandoned.Files);
        context.Entry(abandoned).CurrentValues.SetValues(new
        {
            wanted.JobId, wanted.RunId, wanted.Title, wanted.Artists, wanted.Version, wanted.Album, wanted.Isrc,
            wanted.DurationSeconds, wanted.ObtainedBy, wanted.IsFromLossy, wanted.Measured, wanted.Fingerprint, IsShelved = false,
        });
        return abandoned;
    }

    async Task<IReadOnlyList<ShelfFile>> FreeNamesAsync(
        CrateContext context, Guid entry, Func<string?, IReadOnlyList<ShelfFile>> filesNamed, CancellationToken cancel)
    {
        var plain = filesNamed(null);
        var paths = plain.Select(file => file.Path).ToList();
        var taken = paths.Exists(path => Path.Exists(Absolute(path)))
            || await context.Set<EntryFile>().AnyAsync(file => paths.Contains(file.Path) && file.EntryId != entry, cancel);
        return taken ? filesNamed(IdOf(entry)) : plain;
    }

    static EntryFile Row(Guid entry, ShelfFile file) =>
        new()
        {
            Id = Guid.CreateVersion7(), EntryId = entry, Path = file.Path, Format = file.Format, Sha256 = file.Sha256, Bytes = file.Bytes,
            DurationSeconds = file.DurationSeconds,
        };

    static async Task PutAsync(CrateContext context, Evidence proof, Guid entry, CancellationToken cancel)
    {
        var kind = proof.Kind.ToString();
        var row = await context.Set<EntryEvidence>().FindAsync([kind, proof.Value], cancel);
        if (row is null)
        {
            context.Add(new EntryEvidence { Kind = kind, Value = proof.Value, EntryId = entry });
        }
        else
        {
            row.EntryId = entry;
        }
    }

    static List<ShelfFile> FilesOf(Entry entry) =>
        [.. entry.Files.OrderBy(x => x.Path, StringComparer.Ordinal).Select(x => new ShelfFile(x.Path, x.Format, x.Sha256, x.Bytes, x.DurationSeconds))];
}
