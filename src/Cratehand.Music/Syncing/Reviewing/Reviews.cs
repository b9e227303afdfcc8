using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Store;
using Cratehand.Music.Syncing.Finding;
using Cratehand.Music.Syncing.Unliking;
using Cratehand.Music.Syncing.Wanting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Cratehand.Music.Syncing.Reviewing;

/// <summary>
/// The review lane: questions, and what the owner answered. An answer, what is remembered of it and the work that follows
/// are one transaction, and only the first answer to a question counts.
/// </summary>
public sealed class Reviews(CrateDatabase database, JobQueue queue, Wishes wishes, TimeProvider clock)
{
    /// <summary>Puts a question, or puts it anew, within the transaction that says why.</summary>
    public async Task AskAsync(DbTransaction transaction, string kind, Noticed noticed, IReadOnlyList<ScoredCandidate> offers, string reason, Guid? run, CancellationToken cancel)
    {
        var (wanted, now) = (noticed.Wanted, clock.GetUtcNow());
        var (artists, candidates) = (JobJson.Write(wanted.Artists), JobJson.Write(offers));
        await using var context = database.Within(transaction);
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO review (id, kind, identity, link, title, artists, duration_ms, isrc, signal, candidates, reason, is_open, since, version, run_id)
            VALUES ({Guid.CreateVersion7(now)}, {kind}, {noticed.Identity}, {noticed.Link}, {wanted.Title}, {artists}, {wanted.DurationMs}, {wanted.Isrc},
                {noticed.Signal}, {candidates}, {reason}, {true}, {now.ToUnixTimeMilliseconds()}, 1, {run})
            ON CONFLICT (kind, identity) DO UPDATE SET
                link = excluded.link, title = excluded.title, artists = excluded.artists, duration_ms = excluded.duration_ms, isrc = excluded.isrc,
                signal = excluded.signal, candidates = excluded.candidates, reason = excluded.reason, is_open = excluded.is_open, answer = NULL,
                since = excluded.since, version = review.version + 1, run_id = excluded.run_id
            """, cancel);
    }

    /// <summary>What waits for an answer, oldest first.</summary>
    public async Task<IReadOnlyList<Review>> ListAsync(CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        return await context.Set<Review>().AsNoTracking().Where(x => x.IsOpen).OrderBy(x => x.Since).ThenBy(x => x.Id).ToListAsync(cancel);
    }

    /// <summary>All questions ever put about a track.</summary>
    public async Task<IReadOnlyList<Review>> AboutAsync(IReadOnlyCollection<string> identities, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        return await context.Set<Review>().AsNoTracking().Where(x => identities.Contains(x.Identity)).ToListAsync(cancel);
    }

    /// <summary>All that was said about the candidates of a track.</summary>
    public async Task<IReadOnlyList<Decision>> DecisionsAsync(string wanted, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        return await context.Set<Decision>().AsNoTracking().Where(x => x.Wanted == wanted).OrderBy(x => x.Decided).ToListAsync(cancel);
    }

    /// <summary>"This is it": remembered, and put to work.</summary>
    /// <returns>The job; <c>null</c> if somebody answered before.</returns>
    public Task<Guid?> AcceptAsync(Review review, Candidate candidate, Trigger by, CancellationToken cancel) =>
        AnswerAsync(review, "accepted", async context =>
        {
            await RememberAsync(context, review, [candidate], Ruling.Accepted, cancel);
            return await SyncAsync(context, review, by, cancel);
        }, cancel);

    /// <summary>"Archive it", of a like that was taken back.</summary>
    /// <returns>The job; <c>null</c> if somebody answered before.</returns>
    public Task<Guid?> ArchiveAsync(Review review, Trigger by, CancellationToken cancel) =>
        AnswerAsync(review, "archived", async context => (await queue.EnqueueAsync(context, new UnlikeTrack(review.Noticed, IsArchiveAsked: true), new EnqueueOptions(by), cancel)).Id, cancel);

    /// <summary>"Search again", with what was said before kept in mind.</summary>
    /// <returns>The job; <c>null</c> if somebody answered before.</returns>
    public Task<Guid?> AgainAsync(Review review, Trigger by, CancellationToken cancel) =>
        AnswerAsync(review, "again", context => SyncAsync(context, review, by, cancel), cancel);

    /// <summary>"Never these": what is left stays in question; with none left, the track goes on the Wanted list.</summary>
    /// <returns>False if somebody answered before.</returns>
    public async Task<bool> NeverAsync(Review review, IReadOnlyList<Candidate> candidates, CancellationToken cancel)
    {
        var left = review.Offers.Where(x => x.Standing == Standing.Close && candidates.All(never => never.Identity != x.Candidate.Identity)).ToList();
        return await AnswerAsync(review, left.Count > 0 ? null : "never", async context =>
        {
            await RememberAsync(context, review, candidates, Ruling.Never, cancel);
            var transaction = context.Database.CurrentTransaction!.GetDbTransaction();
            if (left.Count > 0)
            {
                await AskAsync(transaction, review.Kind, review.Noticed, left, review.Reason, review.RunId, cancel);
            }
            else
            {
                await wishes.OpenAsync(transaction, review.Noticed, "you refused all that was offered", null, cancel);
            }

            return (Guid?)review.Id;
        }, cancel) is not null;
    }

    /// <summary>Ends a question otherwise than by a choice; false if somebody answered before.</summary>
    public async Task<bool> SettleAsync(Review review, string answer, CancellationToken cancel) =>
        await AnswerAsync(review, answer, _ => Task.FromResult<Guid?>(review.Id), cancel) is not null;

    /// <summary>Ends the question about a track that needs no answer any more, within a transaction.</summary>
    public async Task WithdrawAsync(DbTransaction transaction, string kind, string identity, CancellationToken cancel)
    {
        await using var context = database.Within(transaction);
        await context.Set<Review>().Where(x => x.Kind == kind && x.Identity == identity && x.IsOpen).ExecuteUpdateAsync(
            set => set.SetProperty(x => x.IsOpen, false).SetProperty(x => x.Answer, "withdrawn").SetProperty(x => x.Version, x => x.Version + 1), cancel);
    }

    async Task<Guid?> AnswerAsync(Review review, string? answer, Func<CrateContext, Task<Guid?>> act, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        var won = await context.Set<Review>().Where(x => x.Id == review.Id && x.IsOpen && x.Version == review.Version).ExecuteUpdateAsync(
            set => set.SetProperty(x => x.IsOpen, answer == null).SetProperty(x => x.Answer, answer).SetProperty(x => x.Version, x => x.Version + 1), cancel);
        if (won == 0)
        {
            return null;
        }

        var done = await act(context);
        await transaction.CommitAsync(cancel);
        return done;
    }

    async Task RememberAsync(CrateContext context, Review review, IReadOnlyList<Candidate> candidates, Ruling ruling, CancellationToken cancel)
    {
        var said = ruling == Ruling.Accepted ? "accepted" : "never";
        foreach (var candidate in candidates)
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO match_decision (wanted, candidate, ruling, offer, decided)
                VALUES ({review.Identity}, {candidate.Identity}, {said}, {JobJson.Write(candidate)}, {clock.GetUtcNow().ToUnixTimeMilliseconds()})
                ON CONFLICT (wanted, candidate) DO UPDATE SET ruling = excluded.ruling, offer = excluded.offer, decided = excluded.decided
                """, cancel);
        }
    }

    async Task<Guid?> SyncAsync(CrateContext context, Review review, Trigger by, CancellationToken cancel)
    {
        // A job of its own: one for the same link that is under way may have searched before the answer was given.
        var args = new SyncTrack(review.Link, review.Noticed.Wanted, review.Signal);
        return (await queue.EnqueueAsync(context, args, new EnqueueOptions(by), cancel)).Id;
    }
}
