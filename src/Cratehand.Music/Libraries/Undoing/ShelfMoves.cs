using Cratehand.Music.Store;
using Cratehand.Music.Store.Disk;

namespace Cratehand.Music.Libraries.Undoing;

/// <summary>Moves files within the library for good. Repeating it after a crash changes nothing: what lies at its target with its bytes was moved.</summary>
internal sealed class ShelfMoves(CrateDatabase database, FolderLibrary library)
{
    /// <summary>Moves those that are there.</summary>
    /// <returns>All, with the names that they have now.</returns>
    /// <exception cref="DiskException">The disk refuses, or is not mounted.</exception>
    public async Task<IReadOnlyList<PutAwayFile>> RunAsync(IReadOnlyList<PutAwayFile> files)
    {
        var moved = new List<PutAwayFile>();
        foreach (var file in files)
        {
            moved.Add(file.IsThere ? await MoveAsync(file) : file);
        }

        return moved;
    }

    /// <summary>Tries, while nothing has changed yet, whether the folders can be written that files are to go to.</summary>
    /// <exception cref="IOException">One cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public void TryRoom(IEnumerable<PutAwayFile> files)
    {
        foreach (var folder in files.Where(file => file.IsThere).Select(file => Path.GetDirectoryName(library.Absolute(file.To))!).Distinct())
        {
            Directory.CreateDirectory(folder);
            new FileStream(Path.Combine(folder, ".probe"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }
    }

    /// <summary>What of the disk keeps files from being moved, in words; <c>null</c>: it is no matter of the disk.</summary>
    public string? Trouble(Exception error)
    {
        // Where the library is there, a folder that is not to be found is one that could not be made.
        var known = error is DirectoryNotFoundException && Directory.Exists(library.Root) ? null : DiskErrors.Explain(error, library.Root, "CRATEHAND_LIBRARY");
        return known?.Message
            ?? (error is IOException ? $"{library.Absolute(FolderLibrary.HiddenFolder)} could not be written to: clear away what stands in the place of a folder there, and check the disk." : null);
    }

    async Task<PutAwayFile> MoveAsync(PutAwayFile file)
    {
        var from = library.Absolute(file.From);
        var to = file.To;
        for (var number = 1; ; number++)
        {
            var target = library.Absolute(to);
            var isThere = await IsAsync(from, file.Sha256);
            if (!isThere && !File.Exists(target))
            {
                return Gone(file, target);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (isThere ? NoReplace.TryRename(from, target) : await IsAsync(target, file.Sha256))
            {
                await SettleAsync(file.From, target);
                return file with { To = to };
            }

            to = FileNames.WithId(file.To, $"{number:00000000}");
        }
    }

    // Taken away, or changed, by its owner between the look and the move: then it is the owner's. Where not even the folders are there, all of it is away.
    PutAwayFile Gone(PutAwayFile file, string target) =>
        Directory.Exists(Path.GetDirectoryName(library.Absolute(file.From))) || Directory.Exists(Path.GetDirectoryName(target)) || library.IsMounted()
            ? file with { IsThere = false }
            : throw library.Away();

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
