using Cratehand.Jobs;

namespace Cratehand.Music.Syncing;

/// <summary>Take one track from where it is to the library.</summary>
/// <param name="Input">A file's absolute path, or a link (http, https).</param>
public sealed record SyncTrack(string Input) : IJobArgs
{
    public static string Kind => "sync-track";

    /// <summary>Two requests for the same input are one job while it is unfinished.</summary>
    public string UniqueKey => Input;
}
