using System.Runtime.InteropServices;

namespace Cratehand.Music.Store.Disk;

/// <summary>
/// Takes a name without ever replacing what bears it: <c>renameat2(RENAME_NOREPLACE)</c>, atomic under any race.
/// <c>File.Move</c> looks first and then overwrites.
/// </summary>
public static class NoReplace
{
    /// <summary>
    /// Renames within one file system; <c>false</c>: the name is taken and nothing was touched.
    /// To survive a power cut, fsync the file before and its folder after.
    /// </summary>
    /// <exception cref="DiskException">No space, read-only, a missing folder, another file system.</exception>
    public static bool TryRename(string from, string to) =>
        Rename(from, to) switch
        {
            0 => true,
            Libc.EEXIST => false,
            // File systems that do not know the flag (some network and FUSE ones), and kernels before 3.15.
            Libc.EINVAL or Libc.ENOSYS => TryLink(from, to),
            var errno => throw DiskErrors.From(errno, to, from),
        };

    /// <summary>
    /// The way for file systems without the flag: link, then unlink. A crash between leaves both names of one file:
    /// the caller finds its name taken by the same content.
    /// </summary>
    internal static bool TryLink(string from, string to)
    {
        if (Libc.Link(from, to) != 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            return errno == Libc.EEXIST ? false : throw DiskErrors.From(errno, to, from);
        }

        return Libc.Unlink(from) == 0 ? true : throw DiskErrors.From(Marshal.GetLastPInvokeError(), from, to);
    }

    static int Rename(string from, string to)
    {
        try
        {
            return Libc.RenameAt2(Libc.AtWorkingFolder, from, Libc.AtWorkingFolder, to, Libc.NoReplace) == 0
                ? 0
                : Marshal.GetLastPInvokeError();
        }
        catch (EntryPointNotFoundException)
        {
            return Libc.ENOSYS; // a C library without the wrapper
        }
    }
}
