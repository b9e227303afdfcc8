using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Libraries;
using Cratehand.Music.Store;
using Cratehand.Music.Syncing.Reviewing;
using Cratehand.Music.Syncing.Wanting;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Syncing.Unliking;

/// <summary>Moves the files of an entry to the archive, by the library's journal. Repeating it after a crash changes nothing.</summary>
/// <param name="run">Whose work it is, for undo.</param>
/// <returns>Where they lie now, absolute.</returns>
public delegate Task<IReadOnlyList<string>> ArchiveFiles(Guid entry, Guid run, string reason, CancellationToken cancel);

/// <summary>Records an un-like, withdraws what was only wished for, and treats the files as the owner's policy says.</summary>
public sealed class UnlikeTrackWorker(CrateDatabase database, FolderLibrary library, Wishes wishes, Reviews reviews, ArchiveFiles archive, UnlikePolicy policy, TimeProvider clock)
    : Worker<UnlikeTrack, Unliked>
{
    public override async Task<Unliked> RunAsync(UnlikeTrack args, JobContext job)
    {
        var entry = await job.StepAsync("check-library", c => FindAsync(args.Noticed.Identity, c));
        var decision = await job.StepAsync("decide", (tx, c) => DecideAsync(args.Noticed, entry, job.Job, tx, c));
        var archived = decision.Action == UnlikeAction.Archive
            ? await job.StepAsync("archive", c => archive(entry!.Value, job.Job.RunId, decision.Reason, c))
            : [];
        return new Unliked(decision.Action, decision.Reason, archived);
    }

    async Task<Guid?> FindAsync(string identity, CancellationToken cancel) =>
        (await library.FindAsync([new Evidence(EvidenceKind.Link, identity)], cancel))?.Id;

    async Task<UnlikeDecision> DecideAsync(Noticed noticed, Guid? entry, Job job, DbTransaction transaction, CancellationToken cancel)
    {
        await using var context = database.Within(transaction);
        var isWished = await context.Set<Wish>().AnyAsync(x => x.Identity == noticed.Identity && x.State == WishState.Open, cancel)
            || await context.Set<Review>().AnyAsync(x => x.Kind == ReviewKind.Candidate && x.Identity == noticed.Identity && x.IsOpen, cancel);
        var decision = UnlikeDecision.Of(policy, isWished, entry is not null);
        await wishes.WithdrawAsync(transaction, noticed.Identity, decision.Reason, cancel);
        await reviews.WithdrawAsync(transaction, ReviewKind.Candidate, noticed.Identity, cancel);
        if (decision.Action == UnlikeAction.Ask)
        {
            await reviews.AskAsync(transaction, ReviewKind.Unlike, noticed, [], decision.Reason, job.RunId, cancel);
        }

        await RecordAsync(context, noticed.Identity, decision, cancel);
        return decision;
    }

    Task<int> RecordAsync(CrateContext context, string identity, UnlikeDecision decision, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO unlike (identity, action, reason, noticed)
            VALUES ({identity}, {UnlikeActions.ToText(decision.Action)}, {decision.Reason}, {clock.GetUtcNow().ToUnixTimeMilliseconds()})
            ON CONFLICT (identity) DO UPDATE SET action = excluded.action, reason = excluded.reason, noticed = excluded.noticed
            """, cancel);
}
