using System.Runtime.InteropServices;

namespace Cratehand.Music.Store.Disk;

/// <summary>Makes what was written survive a power cut. A new name is durable only once its folder is synced too.</summary>
public static class Fsync
{
    /// <summary>Waits until the bytes of the file are on the disk.</summary>
    /// <exception cref="DiskException">The write that was promised did not reach the disk.</exception>
    public static void File(string path) => Sync(path, mayBeUnsupported: false);

    /// <summary>Some network file systems cannot sync a folder; they answer EINVAL and nothing more can be done.</summary>
    /// <exception cref="DiskException">The folder is gone or the disk failed.</exception>
    public static void Folder(string path) => Sync(path, mayBeUnsupported: true);

    static void Sync(string path, bool mayBeUnsupported)
    {
        var handle = Libc.Open(path, Libc.ReadOnly | Libc.CloseOnExec);
        if (handle < 0)
        {
            throw DiskErrors.From(Marshal.GetLastPInvokeError(), path);
        }

        try
        {
            var errno = Libc.FSync(handle) == 0 ? 0 : Marshal.GetLastPInvokeError();
            if (errno != 0 && !(mayBeUnsupported && errno == Libc.EINVAL))
            {
                throw DiskErrors.From(errno, path);
            }
        }
        finally
        {
            _ = Libc.Close(handle);
        }
    }
}
