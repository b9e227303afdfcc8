using Cratehand.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Store.Providers;

/// <summary>
/// The cooldowns of all providers. They are in the database and not in memory, so that a restart and a second process
/// keep them, too.
/// </summary>
public sealed class Cooldowns(CrateDatabase database, TimeProvider clock)
{
    /// <summary>The provider's, even if it is over; <c>null</c> if the last call succeeded.</summary>
    public async Task<Cooldown?> FindAsync(string provider, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel); // plain: asked before each call
        var found = await connection.QueryAsync(
            "SELECT until, reason, strikes FROM provider_cooldown WHERE provider = @provider",
            row => new Cooldown { Provider = provider, Until = row.GetInt64(0), Reason = row.GetString(1), Strikes = row.GetInt32(2) }, null, cancel, ("provider", provider));
        return found.SingleOrDefault();
    }

    /// <summary>Those that last now, for who shows them.</summary>
    public async Task<IReadOnlyList<Cooldown>> ListAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await using var context = await database.OpenAsync(cancel);
        return await context.Set<Cooldown>().AsNoTracking().Where(x => x.Until > now).OrderBy(x => x.Provider).ToListAsync(cancel);
    }

    /// <summary>Begins one, or makes a lasting one longer; never shorter.</summary>
    public async Task BeginAsync(string provider, DateTimeOffset until, string reason, CancellationToken cancel)
    {
        var ends = until.ToUnixTimeMilliseconds();
        await using var context = await database.OpenAsync(cancel);
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO provider_cooldown (provider, until, reason, strikes) VALUES ({provider}, {ends}, {reason}, 1)
            ON CONFLICT (provider) DO UPDATE SET
                reason = CASE WHEN excluded.until > provider_cooldown.until THEN excluded.reason ELSE provider_cooldown.reason END,
                until = CASE WHEN excluded.until > provider_cooldown.until THEN excluded.until ELSE provider_cooldown.until END,
                strikes = provider_cooldown.strikes + 1
            """, cancel);
    }

    /// <summary>
    /// Counts a failure of a provider that asked for no rest; the rest that it gets ends at <paramref name="until"/>. What fails while one lasts was
    /// sent before it began, and is not counted: two workers in one outage are one failure.
    /// </summary>
    public async Task FailAsync(string provider, DateTimeOffset until, string reason, CancellationToken cancel)
    {
        var (now, ends) = (clock.GetUtcNow().ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());
        await using var context = await database.OpenAsync(cancel);
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO provider_cooldown (provider, until, reason, strikes) VALUES ({provider}, {ends}, {reason}, 1)
            ON CONFLICT (provider) DO UPDATE SET until = excluded.until, reason = excluded.reason, strikes = provider_cooldown.strikes + 1
                WHERE provider_cooldown.until <= {now}
            """, cancel);
    }

    /// <summary>Forgets one that is over. One that began meanwhile, by another call, stays.</summary>
    public async Task EndAsync(string provider, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await using var context = await database.OpenAsync(cancel);
        await context.Set<Cooldown>().Where(x => x.Provider == provider && x.Until <= now).ExecuteDeleteAsync(cancel);
    }
}
