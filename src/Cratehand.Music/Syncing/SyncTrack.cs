using Cratehand.Jobs;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing;

/// <summary>Take one track from where it is to the library.</summary>
/// <param name="Input">A file's absolute path, or a link (http, https).</param>
/// <param name="Wanted">Who it is by the account of who noticed it; <c>null</c> for what a person named.</param>
/// <param name="Signal">How it was noticed: <c>liked, listed, linked, dropped, played</c>; <c>null</c> for what a person named.</param>
public sealed record SyncTrack(string Input, TrackDescription? Wanted = null, string? Signal = null) : IJobArgs
{
    public static string Kind => "sync-track";

    /// <summary>Two requests for the same input, in whichever spelling, are one job while it is unfinished.</summary>
    public string UniqueKey => TrackLink.Parse(Input)?.Identity ?? Input;
}
