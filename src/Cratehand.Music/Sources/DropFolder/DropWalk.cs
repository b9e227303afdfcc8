using Cratehand.Music.Store.Disk;

namespace Cratehand.Music.Sources.DropFolder;

/// <summary>The files of the drop folder, however deep: for who takes them up, and for who looks among them for a track.</summary>
static class DropWalk
{
    // The endings of files that browsers and sync programs are still writing.
    static readonly HashSet<string> Unfinished = new([".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart", ".!qb"], StringComparer.OrdinalIgnoreCase);

    // No links are followed: they lead out of the folder, or in circles.
    static readonly EnumerationOptions Flat = new()
    {
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>Finished files, in no order.</summary>
    /// <param name="unread">Is told of each folder in it that cannot be read, and of each name, in words; the others are gone through all the same.</param>
    /// <exception cref="IOException">The drop folder itself cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static IEnumerable<FileInfo> Files(string root, ICollection<string> unread, CancellationToken cancel)
    {
        var folders = new Stack<DirectoryInfo>([new DirectoryInfo(root)]);
        while (folders.TryPop(out var folder))
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var entry in Entries(folder, folder.FullName == Path.GetFullPath(root) ? null : unread))
            {
                // A name in another encoding comes with a sign in place of each letter that is none, and leads nowhere.
                if (entry.Name.Contains('\ufffd', StringComparison.Ordinal) && !entry.Exists)
                {
                    unread.Add($"{entry.Name} cannot be read: its name is not in UTF-8, so rename it");
                }
                else if (entry is DirectoryInfo inner)
                {
                    if (!SystemFolders.Contains(inner.FullName))
                    {
                        folders.Push(inner);
                    }
                }
                else if (entry is FileInfo file && !Unfinished.Contains(file.Extension))
                {
                    yield return file;
                }
            }
        }
    }

    static FileSystemInfo[] Entries(DirectoryInfo folder, ICollection<string>? unread)
    {
        try
        {
            return folder.GetFileSystemInfos("*", Flat);
        }
        catch (Exception trouble) when (unread is not null && trouble is IOException or UnauthorizedAccessException)
        {
            if (trouble is not DirectoryNotFoundException) // gone meanwhile
            {
                unread!.Add($"{folder.Name} cannot be read: {trouble.Message}");
            }

            return [];
        }
    }
}
