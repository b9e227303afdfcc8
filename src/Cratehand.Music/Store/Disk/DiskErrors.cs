using System.Globalization;

namespace Cratehand.Music.Store.Disk;

/// <summary>Turns an error of the operating system into words for the owner: the folder, what is free, the way out.</summary>
public static class DiskErrors
{
    /// <summary>
    /// The same trouble in plain words, or <c>null</c> if <paramref name="error"/> is no matter of the disk.
    /// </summary>
    /// <param name="path">The file or folder that was to be written.</param>
    /// <param name="setting">The setting that moves the folder, e.g. <c>CRATEHAND_LIBRARY</c>.</param>
    /// <param name="needed">Bytes that were to be written, if known.</param>
    public static DiskException? Explain(Exception error, string path, string? setting = null, long? needed = null) =>
        error switch
        {
            DiskException known => setting is null ? known : Reworded(known, path, setting),
            UnauthorizedAccessException => From(Libc.EACCES, path, null, setting, needed, error),
            DirectoryNotFoundException => From(Libc.ENOENT, path, null, setting, needed, error),
            IOException { HResult: Libc.ENOSPC or Libc.EDQUOT or Libc.EROFS } =>
                From(error.HResult, path, null, setting, needed, error),
            _ => null,
        };

    /// <summary>The database could not be written: the disk is full, or else it or its folder is read-only.</summary>
    public static DiskException OfDatabase(string path, bool isFull, Exception inner) =>
        From(isFull ? Libc.ENOSPC : Libc.EROFS, path, null, "CRATEHAND_DATA", null, inner);

    internal static DiskException From(
        int errno, string path, string? other = null, string? setting = null, long? needed = null, Exception? inner = null)
    {
        var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        var elsewhere = setting is null ? "use another folder" : $"point {setting} elsewhere";
        return errno switch
        {
            Libc.ENOSPC or Libc.EDQUOT => new(DiskTrouble.NoSpace, NoSpace(folder, needed, elsewhere), inner),
            Libc.EROFS => new(DiskTrouble.ReadOnly,
                $"{folder} is read-only: mount it writable or {elsewhere}.", inner),
            Libc.EACCES or Libc.EPERM => new(DiskTrouble.NoPermission,
                $"{folder} may not be written by this user: change its owner or permissions, or {elsewhere}.", inner),
            Libc.ENOENT or Libc.ENOTDIR => new(DiskTrouble.MissingFolder, Missing(path, other), inner),
            Libc.EXDEV => new(DiskTrouble.OtherFileSystem,
                $"{other} and {path} lie on different file systems: a file is moved only within one, copy it beside its target first.", inner),
            _ => new(DiskTrouble.Other, $"{path} could not be written: system error {errno}.", inner),
        };
    }

    // Who met the trouble knew the file; who asks knows the folder that the owner set, and its setting.
    static DiskException Reworded(DiskException known, string path, string setting) =>
        known.Trouble switch
        {
            DiskTrouble.NoSpace => From(Libc.ENOSPC, path, null, setting, null, known),
            DiskTrouble.ReadOnly => From(Libc.EROFS, path, null, setting, null, known),
            DiskTrouble.NoPermission => From(Libc.EACCES, path, null, setting, null, known),
            _ => known,
        };

    /// <summary>Bytes as people read them, e.g. <c>3.1 MB</c>.</summary>
    public static string Size(long bytes)
    {
        string[] units = ["bytes", "kB", "MB", "GB", "TB"];
        var unit = 0;
        double value = bytes;
        for (; value >= 1000 && unit < units.Length - 1; unit++)
        {
            value /= 1000;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {units[unit]}");
    }

    static string Missing(string path, string? from) =>
        from is not null && !File.Exists(from)
            ? $"{from} is not there any more: it was moved or deleted meanwhile."
            : $"The folder of {path} is not there: is its disk mounted? Create it or mount it.";

    static string NoSpace(string folder, long? needed, string elsewhere)
    {
        var need = needed is { } bytes ? $"{Size(bytes)} needed, " : "";
        return $"No space left in {folder} ({need}{Free(folder)} free): free some space or {elsewhere}.";
    }

    static string Free(string folder)
    {
        try
        {
            return Size(new DriveInfo(folder).AvailableFreeSpace);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "an unknown amount"; // the message matters more than its figure
        }
    }
}
