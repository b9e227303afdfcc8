using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Libraries;
using Cratehand.Music.Store;
using Cratehand.Music.Syncing.Finding;
using Cratehand.Music.Syncing.Reviewing;
using Cratehand.Music.Syncing.Wanting;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>The end of a track's story: the receipt, and in the same transaction what it means for the Wanted list and the review lane.</summary>
public sealed class SettleTrack(CrateDatabase database, LibraryMatches library, CheckLibrary check, ShelveFiles shelve, Wishes wishes, Reviews reviews)
{
    /// <summary>It is on the shelf: whoever wished for it has it.</summary>
    /// <param name="chosen">What was taken of all that was offered; <c>null</c>: nothing was searched for.</param>
    public async Task<Receipt> FiledAsync(
        Filing filing, Claim claim, IReadOnlyList<ShelfFile> files, ScoredCandidate? chosen, Job job, DbTransaction transaction, CancellationToken cancel)
    {
        var receipt = await shelve.FinishAsync(filing, claim, files, transaction, cancel);
        var told = chosen is null ? "" : FormattableString.Invariant($"; chosen from {chosen.Candidate.Origin} with score {chosen.Match.Score:0.00}");
        return await CloseAsync(receipt with { Reason = receipt.Reason + told, Chosen = chosen }, filing.Input, job, transaction, cancel);
    }

    /// <summary>It was on the shelf: likewise.</summary>
    public Task<Receipt> OwnedAsync(Resolved input, Owned owned, string reason, Job job, DbTransaction transaction, CancellationToken cancel) =>
        CloseAsync(Receipt.AlreadyOwned(owned, reason), input, job, transaction, cancel);

    /// <summary>
    /// Nothing was filed: the track goes on the Wanted list, unless another job filed it since the library was asked. A doubtful
    /// candidate is put to the owner.
    /// </summary>
    public async Task<Receipt> UnmetAsync(Resolved input, string? signal, Found found, IReadOnlyList<Refusal> refusals, Job job, DbTransaction transaction, CancellationToken cancel)
    {
        var noticed = new Noticed(input.Identity!, input.Location, input.Wanted!, signal);
        if (await SinceAsync(noticed.Wanted, transaction, cancel) is { } owned)
        {
            return await OwnedAsync(input, owned, "another run filed it meanwhile", job, transaction, cancel);
        }

        var reason = Unmet.ReasonOf(input, found, refusals);
        var isListed = await wishes.OpenAsync(transaction, noticed, reason, job.RunId, cancel);
        if (found.Close.Any())
        {
            await reviews.AskAsync(transaction, ReviewKind.Candidate, noticed, [.. found.Close], reason, job.RunId, cancel);
            return new Receipt(TrackOutcome.NeedsReview, $"{reason}. Decide: cratehand review");
        }

        return Unmet.CauseOf(input, refusals) is { } cause
            ? new Receipt(TrackOutcome.Unavailable, reason, cause)
            : new Receipt(TrackOutcome.ToBuy, isListed ? $"{reason}. It is on the Wanted list: cratehand wanted" : reason);
    }

    async Task<Receipt> CloseAsync(Receipt receipt, Resolved input, Job job, DbTransaction transaction, CancellationToken cancel)
    {
        var track = receipt.Track!;
        var filed = new TrackDescription(track.FullTitle, track.Artists, (long?)(1000 * receipt.DurationSeconds), track.Isrc);
        if (input.Identity is { } link)
        {
            // Also what was owned by its name: that link's like may be taken back one day.
            await using var context = database.Within(transaction);
            await FolderLibrary.LearnAsync(context, receipt.Entry!.Value, new Evidence(EvidenceKind.Link, link), cancel);
        }

        var closed = await wishes.CloseAsync(transaction, input.Identity, filed, receipt.Entry!.Value, job.RunId, cancel);
        foreach (var identity in closed.Select(x => x.Identity).Append(input.Identity).OfType<string>())
        {
            await reviews.WithdrawAsync(transaction, ReviewKind.Candidate, identity, cancel);
            await reviews.WithdrawAsync(transaction, ReviewKind.Unlike, identity, cancel); // liked again
        }

        var names = string.Join(", ", closed.Select(x => x.Title));
        return closed.Count == 0 ? receipt : receipt with { Reason = $"{receipt.Reason}; it was on the Wanted list ({names})" };
    }

    async Task<Owned?> SinceAsync(TrackDescription wanted, DbTransaction transaction, CancellationToken cancel)
    {
        await using var context = database.Within(transaction);
        var found = await library.FindAsync(context, wanted, cancel);
        return found is [{ Match.Verdict: MatchVerdict.Same } best, ..] ? check.OwnedOf(best.Entry) : null;
    }
}

/// <summary>What is said of a track that was not filed. Pure.</summary>
public static class Unmet
{
    /// <summary>What was refused, in the order it was tried; then what the search came to.</summary>
    public static string ReasonOf(Resolved input, Found found, IReadOnlyList<Refusal> refusals)
    {
        var tried = refusals.Select(x => $"{x.Candidate.Origin}: {x.Reason.TrimEnd('.')}");
        var failed = found.Asked.Where(x => x.State == OriginAnswer.Failed).Select(x => $"{x.Origin} failed: {x.Reason.TrimEnd('.')}");
        return string.Join("; ", [.. tried, .. found.Chosen.Any() ? Array.Empty<string>() : [found.Reason], .. failed, .. input.Note is { } note ? [note.TrimEnd('.')] : Array.Empty<string>()]);
    }

    /// <summary>Why the very link that was given cannot be had; <c>null</c> if it gives no audio by nature, or the owner has not switched it on.</summary>
    public static string? CauseOf(Resolved input, IReadOnlyList<Refusal> refusals) =>
        input.HasAudio && refusals is [{ Cause: { } cause, Candidate.Origin: Given }, ..] && cause is "preview" or "drm" or "geo" or "gone" or "blocked" ? cause : null;

    /// <summary>The origin of the input itself.</summary>
    public const string Given = "given";
}
