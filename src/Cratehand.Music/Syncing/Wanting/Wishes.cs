using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Libraries;
using Cratehand.Music.Store;
using Cratehand.Music.Tracks;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Syncing.Wanting;

/// <summary>The Wanted list. A row is never deleted: what became of a wish is worth knowing.</summary>
public sealed class Wishes(CrateDatabase database, TimeProvider clock)
{
    /// <summary>Puts a track on the list, within the transaction that says why. What the owner never wants stays so.</summary>
    /// <returns>Whether it is on the list now.</returns>
    public async Task<bool> OpenAsync(DbTransaction transaction, Noticed noticed, string reason, Guid? run, CancellationToken cancel)
    {
        var (wanted, now) = (noticed.Wanted, Now);
        var artists = JobJson.Write(wanted.Artists);
        await using var context = database.Within(transaction);
        return await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO wish (identity, link, title, artists, duration_ms, isrc, signal, state, reason, since, changed, run_id)
            VALUES ({noticed.Identity}, {noticed.Link}, {wanted.Title}, {artists}, {wanted.DurationMs}, {wanted.Isrc}, {noticed.Signal}, 'open', {reason}, {now}, {now}, {run})
            ON CONFLICT (identity) DO UPDATE SET
                link = excluded.link, title = excluded.title, artists = excluded.artists, duration_ms = excluded.duration_ms, isrc = excluded.isrc,
                signal = COALESCE(excluded.signal, wish.signal), state = 'open', reason = excluded.reason, changed = excluded.changed,
                run_id = excluded.run_id, entry_id = NULL
            WHERE wish.state <> 'never'
            """, cancel) == 1;
    }

    /// <summary>
    /// Closes what has come true by a recording that is on the shelf now, within the transaction that put it there; and the
    /// library knows it by the wish's link from now on.
    /// </summary>
    /// <param name="identity">The wish that the work was for, however it compares; or <c>null</c>.</param>
    /// <returns>Those that were open.</returns>
    public async Task<IReadOnlyList<Wish>> CloseAsync(
        DbTransaction transaction, string? identity, TrackDescription filed, Guid entry, Guid run, CancellationToken cancel)
    {
        await using var context = database.Within(transaction);
        var open = await context.Set<Wish>().AsNoTracking().Where(x => x.State == WishState.Open).ToListAsync(cancel);
        var closed = open.Where(x => x.Identity == identity || TrackMatcher.Match(x.Wanted, filed).Verdict == MatchVerdict.Same).ToList();
        foreach (var wish in closed)
        {
            await SetAsync(context, wish.Identity, WishState.Closed, "the library has it now", run, entry, cancel);
            await FolderLibrary.LearnAsync(context, entry, new Evidence(EvidenceKind.Link, wish.Identity), cancel);
        }

        return closed;
    }

    /// <summary>The wish of that identity, in any state, or <c>null</c>.</summary>
    public async Task<Wish?> FindAsync(string identity, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        return await context.Set<Wish>().AsNoTracking().SingleOrDefaultAsync(x => x.Identity == identity, cancel);
    }

    /// <summary>Wishes, newest first.</summary>
    /// <param name="isOpen">Only those that are open.</param>
    /// <param name="words">An identity, a link, or part of an artist or title, whatever its case; <c>null</c> for all.</param>
    public async Task<IReadOnlyList<Wish>> ListAsync(bool isOpen, string? words, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        var wishes = await context.Set<Wish>().AsNoTracking().Where(x => !isOpen || x.State == WishState.Open).OrderByDescending(x => x.Since).ToListAsync(cancel);
        var named = wishes.Where(wish => wish.Identity == words || wish.Link == words).ToList();
        return named.Count > 0 ? named : [.. wishes.Where(wish => words is null || Matches(wish, words))];
    }

    /// <summary>The owner does not want it, ever: no search, no list. False if there is no such wish.</summary>
    public async Task<bool> NeverAsync(string identity, string reason, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        return await SetAsync(context, identity, WishState.Never, reason, null, null, cancel) == 1;
    }

    /// <summary>The like was taken back: an open wish is withdrawn, within a transaction. False if none was open.</summary>
    public async Task<bool> WithdrawAsync(DbTransaction transaction, string identity, string reason, CancellationToken cancel)
    {
        await using var context = database.Within(transaction);
        return await context.Set<Wish>().AnyAsync(x => x.Identity == identity && x.State == WishState.Open, cancel)
            && await SetAsync(context, identity, WishState.Withdrawn, reason, null, null, cancel) == 1;
    }

    long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    // Compared here: SQLite folds the case of ASCII only, and titles are in all scripts.
    static bool Matches(Wish wish, string words) =>
        TrackLink.ShowIdentity(wish.Identity) == words
        || $"{string.Join(", ", wish.Wanted.Artists)} - {wish.Title}".Contains(words, StringComparison.OrdinalIgnoreCase);

    Task<int> SetAsync(CrateContext context, string identity, WishState state, string reason, Guid? run, Guid? entry, CancellationToken cancel) =>
        context.Set<Wish>().Where(x => x.Identity == identity).ExecuteUpdateAsync(
            set => set.SetProperty(x => x.State, state).SetProperty(x => x.Reason, reason).SetProperty(x => x.Changed, Now)
                .SetProperty(x => x.RunId, run).SetProperty(x => x.EntryId, entry),
            cancel);
}
