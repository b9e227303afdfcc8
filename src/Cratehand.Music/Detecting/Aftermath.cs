using Cratehand.Jobs;
using Cratehand.Music.Syncing;

namespace Cratehand.Music.Detecting;

/// <summary>What becomes of a detection when its job has ended: done with for good, or tried again after a growing rest. Pure.</summary>
/// <param name="Rest"><c>null</c>: it is not picked again.</param>
public sealed record Aftermath(TimeSpan? Rest, string Reason)
{
    /// <summary>So often a track is taken up before it is given up.</summary>
    public const int MostTries = 6;

    static readonly TimeSpan FirstRest = TimeSpan.FromHours(6);
    static readonly TimeSpan LongestRest = TimeSpan.FromDays(30);

    /// <param name="wasRefused">The worker said "never", rather than failing once too often.</param>
    /// <param name="tries">How often it was taken up, this time included.</param>
    public static Aftermath Of(Job job, bool wasRefused, int tries) =>
        (job.State, job.ResultAs<Receipt>()) switch
        {
            (JobState.Cancelled, _) => new(null, $"Cancelled: {job.Reason}"),
            (JobState.Discarded, _) when wasRefused => new(null, $"Failed for good: {job.Reason}"),
            (JobState.Discarded, _) => Again(tries, $"Failed: {job.Reason}"),
            (_, { Outcome: TrackOutcome.Unavailable } receipt) when receipt.Cause is not ("drm" or "preview") =>
                Again(tries, $"Unavailable{(receipt.Cause is null ? "" : $", {receipt.Cause}")}: {receipt.Reason}"),
            (_, { } receipt) => new(null, $"{receipt.Outcome.ToText()}: {receipt.Reason}"),
            _ => new(null, "Its run left no receipt."),
        };

    static Aftermath Again(int tries, string reason) =>
        tries >= MostTries
            ? new(null, $"{reason} Given up after {tries} times; `cratehand sync LINK` tries once more.")
            : new(TimeSpan.FromTicks(Math.Min(LongestRest.Ticks, FirstRest.Ticks << (2 * Math.Max(0, tries - 1)))), reason);
}
