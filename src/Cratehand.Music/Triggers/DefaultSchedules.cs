using Cratehand.Jobs;
using Cratehand.Jobs.Scheduling;
using Cratehand.Music.Detecting;
using Cratehand.Music.Libraries.Scanning;

namespace Cratehand.Music.Triggers;

/// <summary>The schedules that Cratehand has, each a key, a timing, a policy and what it enqueues.</summary>
public static class DefaultSchedules
{
    /// <summary>Looks at the sources and takes up what is new.</summary>
    public const string MusicSync = "music-sync";

    /// <param name="off">Why it is switched off, or <c>null</c>.</param>
    public static Schedule ForMusicSync(Timing timing, SchedulePolicy policy, string? off) =>
        Schedule.Of(MusicSync, timing, policy, new DetectTracks(), DetectTracks.UniqueKey) with { OffBecause = off };

    /// <summary>Compares the library folder with what is on record.</summary>
    public const string LibraryScan = "library-scan";

    public static Schedule ForLibraryScan(Timing timing, SchedulePolicy policy) =>
        Schedule.Of(LibraryScan, timing, policy, new ScanLibrary(), ScanLibrary.UniqueKey);

    /// <summary>Puts a run on record for a person, beside the schedule.</summary>
    /// <param name="isForced">Even where it is switched off.</param>
    public static Task<Enqueued> RunNowAsync(Schedule schedule, JobQueue queue, EnqueueOptions options, bool isForced, CancellationToken cancel) =>
        schedule.Key == LibraryScan
            ? queue.EnqueueAsync(new ScanLibrary(), options with { UniqueKey = ScanLibrary.UniqueKey }, cancel)
            : queue.EnqueueAsync(new DetectTracks(IsForced: isForced), options with { UniqueKey = DetectTracks.UniqueKey }, cancel);
}
