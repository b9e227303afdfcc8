using System.Globalization;
using System.Runtime.CompilerServices;
using Cratehand.Music.Store.Disk;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Sources.DropFolder;

/// <summary>
/// The owner's drop folder: audio files however deep, zip archives, M3U8 and CSV lists. Nothing in it is ever moved or changed;
/// what was taken is known by its bytes, and what was looked at by name, size and time.
/// </summary>
public sealed class DropFolderSource(DropOptions options, TimeProvider clock) : ISource
{
    // What was looked at is kept page by page: a page is short enough to be done within the level's time on a slow disk.
    const int PageSize = 20;
    const long PageBytes = 64 << 20;

    readonly Archive _archive = new(options);
    readonly TrackLists _lists = new(options);

    public string Name => SourceNames.DropFolder;

    public bool IsNewestFirst => false;

    public async IAsyncEnumerable<SourcePage> ReadAsync(Reading from, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!Directory.Exists(options.Folder))
        {
            throw new SourceOffException($"There is no drop folder: make {options.Folder}, or set CRATEHAND_DROP.");
        }

        var marks = ListMarks.Read(from.Mark);
        var unread = new List<string>();
        var files = Scan(unread, cancel);
        var (settled, moving) = await SettleAsync(files, cancel);
        var isChanged = marks.Keep(files.Keys.ToHashSet());
        var found = new Finds();
        var (count, bytes) = (0, 0L);
        foreach (var (path, stamp) in settled.Where(file => !marks.IsAsBefore(file.Key, file.Value)))
        {
            if (await TryLookAsync(path, found, from.IsRehearsal, cancel))
            {
                marks.Set(path, stamp);
                isChanged = true;
            }

            (count, bytes) = (count + 1, bytes + BytesOf(stamp));
            if (count == PageSize || bytes >= PageBytes)
            {
                yield return new SourcePage(found.Items, marks.ToString()) { Left = found.Left };
                (found, count, bytes, isChanged) = (new Finds(), 0, 0L, false);
            }
        }

        found.Left.AddRange(unread);
        if (moving > 0)
        {
            found.Left.Add($"{moving} still being written");
        }

        if (isChanged || found.Left.Count > 0)
        {
            yield return new SourcePage(found.Items, isChanged ? marks.ToString() : null) { Left = found.Left }; // what is said at each look shall not store the whole mark each time
        }
    }

    /// <summary>Size and time by path within the folder.</summary>
    SortedDictionary<string, string> Scan(List<string> unread, CancellationToken cancel)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in DropWalk.Files(options.Folder, unread, cancel).Where(IsWanted))
        {
            files[Path.GetRelativePath(options.Folder, file.FullName)] = StampOf(file);
        }

        return files;
    }

    static bool IsWanted(FileInfo file) =>
        AudioNames.IsAudio(file.Name) || Archive.IsArchive(file.Name) || TrackLists.IsList(file.Name);

    static long BytesOf(string stamp) => long.Parse(stamp.AsSpan(0, stamp.IndexOf(':')), CultureInfo.InvariantCulture);

    static string StampOf(FileInfo file) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.Length}:{file.LastWriteTimeUtc.Ticks}");

    // Those written to a moment ago are looked at once more after the settle time; who has changed by then is left for later.
    async Task<(IReadOnlyList<KeyValuePair<string, string>> Settled, int Moving)> SettleAsync(SortedDictionary<string, string> files, CancellationToken cancel)
    {
        var young = files.Keys.Where(IsYoung).ToList();
        if (young.Count == 0)
        {
            return ([.. files], 0);
        }

        await Task.Delay(options.Settle, clock, cancel);
        var moving = young.Where(path => new FileInfo(Path.Combine(options.Folder, path)) is var file && (!file.Exists || StampOf(file) != files[path])).ToHashSet();
        return ([.. files.Where(file => !moving.Contains(file.Key))], moving.Count);
    }

    // A time to come is a foreign clock's: it says nothing.
    bool IsYoung(string path) =>
        (clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(Path.Combine(options.Folder, path))).Duration() < options.Settle
        || File.GetLastWriteTimeUtc(Path.Combine(options.Folder, path)) > clock.GetUtcNow().UtcDateTime;

    // One file that cannot be read must not hide the others; it is looked at again next time.
    async Task<bool> TryLookAsync(string name, Finds found, bool isRehearsal, CancellationToken cancel)
    {
        try
        {
            await LookAsync(name, found, isRehearsal, cancel);
            return true;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            found.Left.Add($"{name} cannot be read: {trouble.Message}");
            return false;
        }
    }

    async Task LookAsync(string name, Finds found, bool isRehearsal, CancellationToken cancel)
    {
        var path = Path.Combine(options.Folder, name);
        if (new FileInfo(path).Length == 0)
        {
            found.Left.Add($"{name} is empty");
        }
        else if (Archive.IsArchive(name))
        {
            await _archive.LookAsync(path, name, found, isRehearsal, cancel);
        }
        else if (TrackLists.IsList(name))
        {
            await _lists.LookAsync(path, name, found, cancel);
        }
        else
        {
            found.Items.Add(Dropped(path, await ContentHash.Sha256Async(path, cancel)));
        }
    }

    /// <summary>A file as a detection.</summary>
    internal static Detection Dropped(string path, string hash)
    {
        var track = TrackName.FromFileName(path);
        return new($"file:{hash}", path, Signal.Dropped, new(track.FullTitle, Credits.Clean(track.Artists)), new DateTimeOffset(File.GetLastWriteTimeUtc(path)));
    }
}

/// <summary>What is found as the folder is gone through.</summary>
sealed class Finds
{
    public List<Detection> Items { get; } = [];

    /// <summary>See <see cref="SourcePage.Left"/>.</summary>
    public List<string> Left { get; } = [];
}
