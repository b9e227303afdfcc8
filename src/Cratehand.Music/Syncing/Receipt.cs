using Cratehand.Jobs;
using Cratehand.Music.Audio;
using Cratehand.Music.Libraries;
using Cratehand.Music.Syncing.Finding;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing;

/// <summary>What was done for a track, or why nothing was, proved by read-back.</summary>
/// <param name="Outcome">Exactly one, see <see cref="TrackOutcome"/>.</param>
/// <param name="Reason">In words for the owner.</param>
/// <param name="Cause">For <see cref="TrackOutcome.Unavailable"/>: <c>preview, drm, geo, gone, not-offered</c> or <c>blocked</c>; else <c>null</c>.</param>
/// <param name="ObtainedBy">How the audio came here; <c>null</c> if none did.</param>
/// <param name="Entry">The library's entry, or <c>null</c>.</param>
public sealed record Receipt(
    TrackOutcome Outcome,
    string Reason,
    string? Cause = null,
    string? ObtainedBy = null,
    Guid? Entry = null,
    Track? Track = null,
    double? DurationSeconds = null,
    bool IsFromLossy = false,
    Measured? Measured = null
)
{
    /// <summary>Paths are absolute.</summary>
    public IReadOnlyList<ShelfFile> Files { get; init; } = [];

    /// <summary>What was taken of all that was offered; <c>null</c> where nothing was searched for.</summary>
    public ScoredCandidate? Chosen { get; init; }

    /// <summary>Of a job; <c>null</c> unless it is over and was about a track.</summary>
    public static Receipt? Of(Job job) => job.Kind == SyncTrack.Kind ? job.ResultAs<Receipt>() : null;

    /// <summary>Nothing to do: the library holds the recording.</summary>
    public static Receipt AlreadyOwned(Owned owned, string reason) =>
        new(TrackOutcome.AlreadyOwned, reason, null, owned.ObtainedBy, owned.Entry, owned.Track, owned.DurationSeconds, owned.IsFromLossy, owned.Measured)
        {
            Files = owned.Files,
        };

    /// <summary>The one thing that was given, by a person who did not say who it is, is not to be had.</summary>
    /// <param name="note">See <see cref="Resolved.Note"/>.</param>
    /// <exception cref="DiscardException">It is no audio at all.</exception>
    public static Receipt Refused(Refusal refusal, string? note) =>
        refusal.Cause switch
        {
            "no-audio" => throw new DiscardException(refusal.Reason),
            "wrong-length" => new(TrackOutcome.NeedsReview, $"{refusal.Reason} If it is what you want, save it yourself and `cratehand sync` the file."),
            _ => new(TrackOutcome.Unavailable, note is null ? refusal.Reason : $"{refusal.Reason} {note}", refusal.Cause),
        };
}

/// <summary>How a track ended. Stored by name and shown in kebab-case: never rename.</summary>
public enum TrackOutcome
{
    /// <summary>On the shelf, by this run.</summary>
    Filed,

    /// <summary>On the shelf before.</summary>
    AlreadyOwned,

    /// <summary>A person has to decide.</summary>
    NeedsReview,

    /// <summary>On the Wanted list: nothing that is switched on offers it.</summary>
    ToBuy,

    /// <summary>It exists and cannot be had.</summary>
    Unavailable,

    /// <summary>Given up; the job is discarded.</summary>
    Failed,
}

/// <summary>The shown form of an outcome.</summary>
public static class TrackOutcomes
{
    /// <summary>Kebab-case, e.g. <c>already-owned</c>. Other programs rely on it.</summary>
    public static string ToText(this TrackOutcome outcome) =>
        outcome switch
        {
            TrackOutcome.Filed => "filed",
            TrackOutcome.AlreadyOwned => "already-owned",
            TrackOutcome.NeedsReview => "needs-review",
            TrackOutcome.ToBuy => "to-buy",
            TrackOutcome.Unavailable => "unavailable",
            _ => "failed",
        };
}
