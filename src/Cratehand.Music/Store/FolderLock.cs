namespace Cratehand.Music.Store;

/// <summary>
/// The right to work on a data folder: one process has it at a time, and loses it when it ends, however it ends.
/// </summary>
public sealed class FolderLock : IDisposable
{
    /// <summary>The file that is locked; it stays, its content means nothing.</summary>
    public const string FileName = "cratehand.lock";

    readonly FileStream _file;

    FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or <c>null</c> if another process has it.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static FolderLock? TryTake(string folder) => TryTakeFile(Path.Combine(folder, FileName));

    /// <summary>Likewise, for a right other than the one to work: each has its own file.</summary>
    public static FolderLock? TryTakeFile(string path)
    {
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (held.HResult == WouldBlock)
        {
            return null;
        }
    }

    // EWOULDBLOCK of flock(2), which is how .NET keeps FileShare.None on Unix.
    const int WouldBlock = 11;

    public void Dispose() => _file.Dispose();
}
