using Cratehand.Music.Store;
using Cratehand.Music.Store.Disk;

namespace Cratehand.Music.Libraries.Undoing;

/// <summary>Moves files within the library for good. Repeating it after a crash changes nothing: what lies at its target with its bytes was moved.</summary>
internal sealed class ShelfMoves(CrateDatabase database, FolderLibrary library)
{
    /// <summary>Moves those that are there.</summary>
    /// <returns>All, with the names that they have now.</returns>
    public async Task<IReadOnlyList<PutAwayFile>> RunAsync(IReadOnlyList<PutAwayFile> files)
    {
        var moved = new List<PutAwayFile>();
        foreach (var file in files)
        {
            moved.Add(file.IsThere ? file with { To = await MoveAsync(file) } : file);
        }

        return moved;
    }

    async Task<string> MoveAsync(PutAwayFile file)
    {
        var from = library.Absolute(file.From);
        var to = file.To;
        for (var number = 1; ; number++)
        {
            var target = library.Absolute(to);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var isOnShelf = File.Exists(from);
            if (isOnShelf ? NoReplace.TryRename(from, target) : await IsAsync(target, file.Sha256))
            {
                await SettleAsync(file.From, target);
                return to;
            }

            if (!isOnShelf && !File.Exists(target))
            {
                return file.To; // taken away by its owner between the look and the move: it is off the shelf, which is what was asked for
            }

            to = FileNames.WithId(file.To, $"{number:00000000}");
        }
    }

    static async Task<bool> IsAsync(string path, string sha256) =>
        File.Exists(path) && await ContentHash.Sha256Async(path, CancellationToken.None) == sha256;

    // Both folders are on disk for good; the one it lay in goes if nothing else is in it and filing had made it: an owner's own stays.
    async Task SettleAsync(string from, string target)
    {
        Fsync.Folder(Path.GetDirectoryName(target)!);
        var folder = Path.GetDirectoryName(from)!;
        var left = library.Absolute(folder);
        if (!Directory.Exists(left))
        {
            return;
        }

        Fsync.Folder(left);
        if (!Directory.EnumerateFileSystemEntries(left).Any() && await Journal.ForgetFolderAsync(database, folder))
        {
            RemoveIfEmpty(left);
        }
    }

    static void RemoveIfEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (IOException)
        {
            // Something was put into it meanwhile: then it stays.
        }
    }
}
