namespace Cratehand.Music.Store.Disk;

/// <summary>What kind of disk trouble: it decides whether waiting helps.</summary>
public enum DiskTrouble
{
    NoSpace,
    ReadOnly,
    NoPermission,
    MissingFolder,
    OtherFileSystem,
    Other,
}

/// <summary>The disk refused. The message names the folder and the way out and may be shown as it is.</summary>
public sealed class DiskException(DiskTrouble trouble, string message, Exception? inner = null)
    : IOException(message, inner)
{
    public DiskTrouble Trouble { get; } = trouble;
}
