using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Libraries;
using Cratehand.Music.Libraries.Undoing;
using Cratehand.Music.Sources;
using Cratehand.Music.Store;
using Cratehand.Music.Syncing.Reviewing;
using Cratehand.Music.Syncing.Wanting;
using Cratehand.Music.Tracks;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Syncing.Unliking;

/// <summary>Records an un-like, withdraws what was only wished for, and treats the files as the owner's policy says. Of trouble with the disk the job rests.</summary>
public sealed class UnlikeTrackWorker(CrateDatabase database, FolderLibrary library, Wishes wishes, Reviews reviews, EntryArchive archive, UnlikePolicy policy, TimeProvider clock)
    : Worker<UnlikeTrack, Unliked>
{
    public override async Task<Unliked> RunAsync(UnlikeTrack args, JobContext job)
    {
        try
        {
            await library.DemandMountedAsync(job.Cancel);
            return await UnlikeAsync(args, job);
        }
        catch (Exception error) when (archive.Trouble(error) is { } trouble)
        {
            throw new RetryLaterException(FolderLibrary.Rest, trouble, error);
        }
    }

    async Task<Unliked> UnlikeAsync(UnlikeTrack args, JobContext job)
    {
        var entry = await job.StepAsync("check-library", c => FindAsync(args.Noticed.Identity, c));
        var decision = await job.StepAsync("decide", (tx, c) => DecideAsync(args, entry, job.Job, tx, c));
        return new Unliked(decision.Action, decision.Reason, decision.Action == UnlikeAction.Archive ? await ArchiveAsync(entry!.Value, job) : []);
    }

    async Task<IReadOnlyList<string>> ArchiveAsync(Guid entry, JobContext job)
    {
        var files = await job.StepAsync("examine", c => archive.ExamineAsync(entry, job.Job, c));
        var going = await job.StepAsync("take-off", (tx, c) => archive.TakeOffAsync(entry, files, job.Job, tx, c));
        var moved = await job.StepAsync("archive", _ => archive.MoveAsync(going));
        return await job.StepAsync("receipt", (tx, c) => archive.FinishAsync(Journal.Archive, moved, tx, c));
    }

    async Task<Guid?> FindAsync(string identity, CancellationToken cancel) =>
        (await library.FindAsync([new Evidence(EvidenceKind.Link, identity)], cancel))?.Id;

    async Task<UnlikeDecision> DecideAsync(UnlikeTrack args, Guid? entry, Job job, DbTransaction transaction, CancellationToken cancel)
    {
        var noticed = args.Noticed;
        await using var context = database.Within(transaction);
        var isWished = await context.Set<Wish>().AnyAsync(x => x.Identity == noticed.Identity && x.State == WishState.Open, cancel)
            || await context.Set<Review>().AnyAsync(x => x.Kind == ReviewKind.Candidate && x.Identity == noticed.Identity && x.IsOpen, cancel);
        var still = entry is { } owned ? await StillLikedAsync(noticed.Identity, owned, transaction, cancel) : null;
        var decision = still is not null && !args.IsArchiveAsked
            ? UnlikeDecision.StillLiked(still)
            : UnlikeDecision.Of(args.IsArchiveAsked ? UnlikePolicy.Archive : policy, isWished, entry is not null);
        await wishes.WithdrawAsync(transaction, noticed.Identity, decision.Reason, cancel);
        await reviews.WithdrawAsync(transaction, ReviewKind.Candidate, noticed.Identity, cancel);
        if (decision.Action == UnlikeAction.Ask)
        {
            await reviews.AskAsync(transaction, ReviewKind.Unlike, noticed, [], decision.Reason, job.RunId, cancel);
        }

        await RecordAsync(context, noticed.Identity, decision, cancel);
        return decision;
    }

    // The same recording may be liked twice: on two services, or as a single and on its album.
    static async Task<string?> StillLikedAsync(string identity, Guid entry, DbTransaction transaction, CancellationToken cancel)
    {
        var connection = transaction.Connection!;
        var links = await connection.QueryAsync(
            $"SELECT value FROM entry_evidence WHERE entry_id = @entry AND kind = '{nameof(EvidenceKind.Link)}'", row => row.GetString(0), transaction, cancel, ("entry", entry));
        var liked = await connection.QueryAsync(
            "SELECT identity, input, source FROM detection WHERE signal = @liked AND unliked IS NULL", row => (Identity: row.GetString(0), Input: row.GetString(1), Source: row.GetString(2)),
            transaction, cancel, ("liked", Signal.Liked.ToText()));
        var others = links.Where(link => link != identity).ToHashSet(StringComparer.Ordinal);
        return liked.Find(x => others.Contains(x.Identity) || others.Contains(TrackLink.Parse(x.Input)?.Identity ?? "")).Source;
    }

    Task<int> RecordAsync(CrateContext context, string identity, UnlikeDecision decision, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO unlike (identity, action, reason, noticed)
            VALUES ({identity}, {UnlikeActions.ToText(decision.Action)}, {decision.Reason}, {clock.GetUtcNow().ToUnixTimeMilliseconds()})
            ON CONFLICT (identity) DO UPDATE SET action = excluded.action, reason = excluded.reason, noticed = excluded.noticed
            """, cancel);
}
