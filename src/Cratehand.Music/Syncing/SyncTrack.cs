using Cratehand.Jobs;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing;

/// <summary>Take one track from where it is to the library.</summary>
/// <param name="Input">A file's absolute path, or a link (http, https).</param>
/// <param name="Wanted">What the source says it is; <c>null</c> if a person just named it.</param>
/// <param name="Signal">How taste showed, see Sources/Signal; <c>null</c> if it did not.</param>
public sealed record SyncTrack(string Input, TrackDescription? Wanted = null, string? Signal = null) : IJobArgs
{
    public static string Kind => "sync-track";

    /// <summary>Two requests for the same input are one job while it is unfinished.</summary>
    public string UniqueKey => Input;
}
