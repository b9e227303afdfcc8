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
    const int PageSize = 20;

    // The endings of files that browsers and sync programs are still writing.
    static readonly string[] Unfinished = [".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart", ".!qb"];

    // No links are followed: they lead out of the folder.
    static readonly EnumerationOptions Deep = new()
    {
        RecurseSubdirectories = true, IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

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
        var files = Scan();
        var (settled, moving) = await SettleAsync(files, cancel);
        var isChanged = marks.Keep(files.Keys.ToHashSet());
        foreach (var part in settled.Where(file => !marks.IsAsBefore(file.Key, file.Value)).Chunk(PageSize))
        {
            var found = new Finds();
            foreach (var (path, stamp) in part)
            {
                if (await TryLookAsync(path, found, from.IsRehearsal, cancel))
                {
                    marks.Set(path, stamp);
                }
            }

            isChanged = false;
            yield return new SourcePage(found.Items, marks.ToString()) { Left = found.Left };
        }

        if (isChanged || moving > 0)
        {
            yield return new SourcePage([], marks.ToString()) { Left = moving > 0 ? [$"{moving} still being written"] : [] };
        }
    }

    /// <summary>Size and time by path within the folder.</summary>
    SortedDictionary<string, string> Scan()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in new DirectoryInfo(options.Folder).EnumerateFiles("*", Deep).Where(IsWanted))
        {
            files.Add(Path.GetRelativePath(options.Folder, file.FullName), StampOf(file));
        }

        return files;
    }

    static bool IsWanted(FileInfo file) =>
        !Unfinished.Contains(file.Extension.ToLowerInvariant()) && (AudioNames.IsAudio(file.Name) || Archive.IsArchive(file.Name) || TrackLists.IsList(file.Name));

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
