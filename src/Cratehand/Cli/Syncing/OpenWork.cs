using Cratehand.Jobs;
using Cratehand.Music.Detecting;
using Cratehand.Music.Syncing.Unliking;
using Cratehand.Wiring;

namespace Cratehand.Cli.Syncing;

/// <summary>
/// What earlier detections left open. An engine works it off as soon as it starts, beside the new detection: who reports on it
/// has to know of it before.
/// </summary>
sealed record OpenWork(IReadOnlyList<Guid> Tracks, IReadOnlyList<Guid> Unlikes)
{
    const int Newest = 10_000;

    static readonly JobState[] Open = [JobState.Scheduled, JobState.Available, JobState.Running, JobState.Retryable];

    public static async Task<OpenWork> FindAsync(Crate crate, CancellationToken cancel)
    {
        var taken = (await crate.Detection.Book.TakenAsync(cancel)).ToHashSet();
        var open = await crate.Book.NewestAsync(Open, int.MaxValue, cancel);
        return new([.. Ids(open.Where(job => taken.Contains(job.Id)))], [.. Ids(open.Where(job => job.Kind == UnlikeTrack.Kind))]);
    }

    /// <summary>This, and what a detection added to it.</summary>
    public async Task<OpenWork> WithAsync(Crate crate, Job detection, DetectionReport report, CancellationToken cancel)
    {
        var unlikes = await HasGoneAsync(crate, detection, cancel)
            ? (await crate.Book.NewestAsync(Newest, cancel)).Where(job => job.Kind == UnlikeTrack.Kind && job.Created >= detection.Created)
            : [];
        return new([.. report.Queued.Select(queued => queued.Job!.Value).Union(Tracks)], [.. Ids(unlikes).Union(Unlikes)]);
    }

    static async Task<bool> HasGoneAsync(Crate crate, Job detection, CancellationToken cancel) =>
        (await crate.Book.StepsAsync(detection.Id, cancel)).Find(step => step.Name == "look") is { } look
        && JobJson.Read<Look>(look.Value).Levels.Any(level => level.Gone.Count > 0);

    static IEnumerable<Guid> Ids(IEnumerable<Job> jobs) => jobs.Select(job => job.Id);
}
