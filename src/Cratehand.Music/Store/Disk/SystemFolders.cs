namespace Cratehand.Music.Store.Disk;

/// <summary>Folders that a file system or a file server keeps for itself, beside what the owner has put there.</summary>
public static class SystemFolders
{
    // The bins of Synology and Windows: what lies in them was deleted. They are no hidden folders on Linux.
    static readonly HashSet<string> Names = new(["#recycle", "$RECYCLE.BIN", "System Volume Information"], StringComparer.Ordinal);

    /// <summary>Whether it is to be passed over. <c>lost+found</c> is one only where it is closed to us, as <c>mkfs</c> makes it: an artist may be called so.</summary>
    /// <param name="path">A folder, absolute.</param>
    public static bool Contains(string path) => Path.GetFileName(path) is var name && (Names.Contains(name) || (name == "lost+found" && IsClosed(path)));

    static bool IsClosed(string path)
    {
        try
        {
            _ = Directory.EnumerateFileSystemEntries(path).Any();
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
    }
}
