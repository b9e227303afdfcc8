using Cratehand.Cli.Deciding;
using Cratehand.Jobs;
using Cratehand.Music.Audio;
using Cratehand.Music.Libraries;
using Cratehand.Music.Syncing;
using Cratehand.Music.Tracks;

namespace Cratehand.Cli.Syncing;

/// <summary>One item of <c>sync --json</c>. Other programs rely on it: fields are added, never renamed; what is unknown is null.</summary>
/// <param name="Cause">Of <c>unavailable</c>: preview, drm, geo, gone, blocked, not-offered.</param>
/// <param name="RetryAt">When a run that rests is due again.</param>
public sealed record SyncItem(
    string Input, string? Outcome, string Reason, string? Cause, string? ObtainedBy, Guid? Run, SyncItemTrack? Track,
    IReadOnlyList<SyncItemFile> Files, Measured? Measured, IReadOnlyList<SyncItemStep> Steps, DateTimeOffset? RetryAt)
{
    /// <summary>What was taken of all that was offered; null where nothing was searched for.</summary>
    public CandidateView? Chosen { get; init; }

    /// <summary>Of a dry run what would come first: <c>file</c>, <c>search</c>, <c>refuse</c> or <c>fail</c>; else null.</summary>
    public string? Would { get; init; }

    /// <summary>What it adds to the exit code.</summary>
    internal int Code =>
        Outcome switch
        {
            "failed" => ExitCode.Failed,
            "needs-review" => ExitCode.NeedsReview,
            "to-buy" or "unavailable" => ExitCode.Unavailable,
            null when Would is null => ExitCode.Interrupted, // its run was cancelled
            _ => ExitCode.Done,
        };

    /// <summary>An input that never became a job.</summary>
    public static SyncItem Refused(SyncInput input) =>
        new(Shown(input), "failed", input.Problem ?? "", null, null, null, null, [], null, [], null);

    /// <summary>Of a dry run.</summary>
    public static SyncItem Rehearsed(SyncInput input, string? would, Receipt? end, string reason) =>
        new(Shown(input), end?.Outcome.ToText(), $"dry run: {reason}", end?.Cause, null, null, null, [], null, [], null) { Would = would };

    /// <summary>What came of a job.</summary>
    /// <param name="isJoined">Another command, still at work, had asked for the same: what it files was owned before this one's turn.</param>
    /// <param name="isRepeatable">The same command, given again, goes on with it at once.</param>
    public static async Task<SyncItem> OfAsync(SyncInput input, Job job, bool isJoined, bool isRepeatable, JobBook book, CancellationToken cancel)
    {
        var steps = await book.StepsAsync(job.Id, cancel);
        var attempts = await book.AttemptsAsync(job.Id, cancel);
        var receipt = Receipt.Of(job);
        var (outcome, reason) = OutcomeOf(job, receipt, isJoined, isRepeatable);
        return new SyncItem(
            Shown(input), outcome, reason, receipt?.Cause, receipt?.ObtainedBy, job.RunId, TrackOf(receipt, steps),
            [.. (receipt?.Files ?? []).Select(SyncItemFile.Of)], receipt?.Measured, [.. StepsOf(job, steps, attempts)],
            job.State.IsFinal() ? null : job.Due)
        {
            Chosen = receipt?.Chosen is { } chosen ? CandidateView.Of(chosen, 1) : null,
        };
    }

    static string Shown(SyncInput input) => TrackLink.Show(input.Typed);

    static (string? Outcome, string Reason) OutcomeOf(Job job, Receipt? receipt, bool isJoined, bool isRepeatable) =>
        (job.State, receipt) switch
        {
            (_, { Outcome: TrackOutcome.Filed }) when isJoined =>
                (TrackOutcome.AlreadyOwned.ToText(), $"filed by run {job.RunId}, which was at it when this command came"),
            (_, not null) => (receipt.Outcome.ToText(), receipt.Reason),
            (JobState.Cancelled, _) => (null, $"{job.Reason}: it does not go on by itself, `cratehand runs retry {job.Id.ToString("N")[^8..]}` does it again"),
            (JobState.Discarded, _) => (TrackOutcome.Failed.ToText(), job.Reason ?? "given up"),
            _ when isRepeatable => (TrackOutcome.Failed.ToText(), $"{job.Reason} Nothing is lost: run the same command again to go on."),
            _ => (TrackOutcome.Failed.ToText(), $"{job.Reason} Nothing is lost: from {job.Due.ToLocalTime():HH:mm} on the daemon, or a `cratehand sync`, goes on with it."),
        };

    static SyncItemTrack? TrackOf(Receipt? receipt, List<JobStep> steps)
    {
        var track = receipt?.Track ?? (steps.FindLast(step => step.Name.StartsWith("verify", StringComparison.Ordinal)) is { } read ? JobJson.Read<Verified>(read.Value)?.Audio?.Track : null);
        return track is null ? WantedOf(steps) : new SyncItemTrack(track.FullTitle, track.Artists, track.Isrc, receipt?.DurationSeconds);
    }

    // Of what was not had, who it is: by the account of who noticed it.
    static SyncItemTrack? WantedOf(List<JobStep> steps) =>
        steps.Find(step => step.Name == "resolve") is { } read && JobJson.Read<Resolved>(read.Value)?.Wanted is { } wanted
            ? new SyncItemTrack(wanted.Title, wanted.Artists, wanted.Isrc, wanted.DurationMs / 1000.0)
            : null;

    static IEnumerable<SyncItemStep> StepsOf(Job job, List<JobStep> steps, List<JobAttempt> attempts)
    {
        foreach (var step in steps)
        {
            yield return new SyncItemStep(step.Name, step.Attempt == job.Attempt ? "done" : "remembered", step.Milliseconds);
        }

        if (attempts is [.., { Step: { } failed, Outcome: not "completed" } last])
        {
            yield return new SyncItemStep(failed, last.Outcome, null);
        }
    }
}

public sealed record SyncItemTrack(string Title, IReadOnlyList<string> Artists, string? Isrc, double? DurationSeconds);

public sealed record SyncItemFile(string Path, string Format, string Sha256, double DurationSeconds)
{
    internal static SyncItemFile Of(ShelfFile file) => new(file.Path, file.Format, file.Sha256, file.DurationSeconds);
}

/// <param name="Outcome"><c>done</c>, <c>remembered</c> from an earlier attempt, or how the attempt ended in it.</param>
public sealed record SyncItemStep(string Name, string Outcome, long? Milliseconds);
