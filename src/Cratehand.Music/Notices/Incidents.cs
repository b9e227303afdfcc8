using Cratehand.Music.Store;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Notices;

/// <summary>The incidents on record.</summary>
public sealed class Incidents(CrateDatabase database, TimeProvider clock)
{
    /// <summary>Opens one, or brings the open one of that fingerprint up to date. Said twice, it changes nothing.</summary>
    /// <param name="occurrences">How often it was seen in all.</param>
    /// <returns>Whether anything was new about it.</returns>
    public async Task<bool> RaiseAsync(string fingerprint, string reason, int occurrences, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (id, at) = (Guid.CreateVersion7(now).ToString("D"), now.ToUnixTimeMilliseconds());
        await using var context = await database.OpenAsync(cancel);
        return await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO incident (id, fingerprint, reason, occurrences, first_seen, last_seen) VALUES ({id}, {fingerprint}, {reason}, {occurrences}, {at}, {at})
            ON CONFLICT (fingerprint) WHERE closed_at IS NULL DO UPDATE SET
                reason = excluded.reason, occurrences = excluded.occurrences, last_seen = excluded.last_seen
                WHERE excluded.occurrences > incident.occurrences
            """, cancel) > 0;
    }

    /// <summary>Closes the open one, if there is one.</summary>
    public async Task<bool> CloseAsync(string fingerprint, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await using var context = await database.OpenAsync(cancel);
        return await context.Set<Incident>().Where(x => x.Fingerprint == fingerprint && x.ClosedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.ClosedAt, now), cancel) > 0;
    }

    /// <summary>Those that are open, the oldest first.</summary>
    public async Task<IReadOnlyList<Incident>> OpenAsync(CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        return await context.Set<Incident>().AsNoTracking().Where(x => x.ClosedAt == null).OrderBy(x => x.Id).ToListAsync(cancel);
    }

    /// <summary>The newest of all, newest first.</summary>
    public async Task<IReadOnlyList<Incident>> NewestAsync(int limit, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        return await context.Set<Incident>().AsNoTracking().OrderByDescending(x => x.Id).Take(limit).ToListAsync(cancel);
    }
}
