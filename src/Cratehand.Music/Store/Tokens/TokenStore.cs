using System.Data.Common;
using Cratehand.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Store.Tokens;

/// <summary>
/// The sign-ins on record. Every change after the sign-in itself is a compare-and-swap on its version: of two processes that
/// saw the same, one writes.
/// </summary>
public sealed class TokenStore(CrateDatabase database, TokenProtection protection, TimeProvider clock)
{
    const string NoKeys = "The keys in the data folder do not fit the stored sign-in; they were not restored with it.";

    /// <summary>A refresh that is older is dead: no request takes as long (see <see cref="TokenKeeper"/>).</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>The sign-in at a provider, or <c>null</c> if there never was one.</summary>
    public async Task<Login?> FindAsync(string provider, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel); // plain: asked before each call
        var found = await connection.QueryAsync(
            "SELECT access, refresh, access_expires, signed_in, account, ended_because, refresh_begun IS NOT NULL, announced, version FROM provider_token WHERE provider = @provider",
            row => Read(provider, row), null, cancel, ("provider", provider));
        return found.SingleOrDefault();
    }

    /// <summary>Puts a new sign-in in place of any other; a refresh that is under way for the old one comes to nothing.</summary>
    public async Task SignInAsync(string provider, TokenGrant grant, CancellationToken cancel)
    {
        var (access, refresh) = (protection.Protect(provider, grant.Access), Protect(provider, grant.Refresh));
        var (now, expires) = (Now, Expiry(grant));
        await using var context = await database.OpenAsync(cancel);
        await context.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO provider_token (provider, access, refresh, access_expires, signed_in, version)
             VALUES ({provider}, {access}, {refresh}, {expires}, {now}, 1)
             ON CONFLICT (provider) DO UPDATE SET access = excluded.access, refresh = excluded.refresh,
                 access_expires = excluded.access_expires, signed_in = excluded.signed_in, version = provider_token.version + 1,
                 account = NULL, ended_because = NULL, refresh_begun = NULL, refresh_by = NULL, announced = NULL
             """,
            cancel);
    }

    /// <summary>Notes who signed in.</summary>
    public Task<bool> NameAsync(Login seen, string account, CancellationToken cancel) =>
        SwapAsync(seen, rows => rows.ExecuteUpdateAsync(x => x.SetProperty(r => r.Account, account).SetProperty(r => r.Version, r => r.Version + 1), cancel), cancel);

    /// <summary>Notes what the owner was told.</summary>
    /// <returns>False: somebody else told them, or they signed in anew.</returns>
    public Task<bool> AnnounceAsync(Login seen, int threshold, CancellationToken cancel) =>
        SwapAsync(seen, rows => rows.ExecuteUpdateAsync(x => x.SetProperty(r => r.Announced, threshold).SetProperty(r => r.Version, r => r.Version + 1), cancel), cancel);

    /// <summary>Writes down that the refresh token is about to be used.</summary>
    /// <returns>The sign-in as it is now, or <c>null</c> if it changed or another keeper is at it.</returns>
    public async Task<Login?> TryBeginRefreshAsync(Login seen, string keeper, CancellationToken cancel)
    {
        protection.MakeReady(seen.Provider); // between the answer and its record nothing but the record is written
        var (now, dead) = (Now, Now - (long)Lease.TotalMilliseconds);
        var won = await SwapAsync(
            seen,
            rows => rows.Where(r => r.RefreshBy == null || r.RefreshBegun < dead).ExecuteUpdateAsync(
                x => x.SetProperty(r => r.RefreshBegun, now).SetProperty(r => r.RefreshBy, keeper).SetProperty(r => r.Version, r => r.Version + 1), cancel),
            cancel);
        return won ? seen with { Version = seen.Version + 1 } : null;
    }

    /// <summary>Stores what the refresh gave. It may be used only once this has returned true.</summary>
    public async Task<bool> FinishRefreshAsync(Login begun, TokenGrant grant)
    {
        var access = protection.Protect(begun.Provider, grant.Access);
        var refresh = Protect(begun.Provider, grant.Refresh ?? begun.Refresh);
        var expires = Expiry(grant);
        return await SwapAsync(
            begun,
            rows => rows.ExecuteUpdateAsync(x => x
                .SetProperty(r => r.Access, access).SetProperty(r => r.Refresh, refresh).SetProperty(r => r.AccessExpires, expires)
                .SetProperty(r => r.RefreshBegun, (long?)null).SetProperty(r => r.RefreshBy, (string?)null)
                .SetProperty(r => r.Version, r => r.Version + 1)),
            CancellationToken.None);
    }

    /// <summary>The refresh got no answer that says anything: the next may try, and knows of the doubt.</summary>
    public Task<bool> AbandonRefreshAsync(Login begun) =>
        SwapAsync(
            begun,
            rows => rows.ExecuteUpdateAsync(x => x.SetProperty(r => r.RefreshBy, (string?)null).SetProperty(r => r.Version, r => r.Version + 1)),
            CancellationToken.None);

    /// <summary>The provider takes this sign-in no more.</summary>
    public Task<bool> EndAsync(Login begun, string because) =>
        SwapAsync(
            begun,
            rows => rows.ExecuteUpdateAsync(x => x
                .SetProperty(r => r.EndedBecause, because).SetProperty(r => r.RefreshBegun, (long?)null)
                .SetProperty(r => r.RefreshBy, (string?)null).SetProperty(r => r.Version, r => r.Version + 1)),
            CancellationToken.None);

    long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    long Expiry(TokenGrant grant) => (clock.GetUtcNow() + grant.Lifetime).ToUnixTimeMilliseconds();

    string? Protect(string provider, string? token) => token is null ? null : protection.Protect(provider, token);

    async Task<bool> SwapAsync(Login seen, Func<IQueryable<ProviderToken>, Task<int>> change, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        return await change(context.Set<ProviderToken>().Where(r => r.Provider == seen.Provider && r.Version == seen.Version)) == 1;
    }

    Login Read(string provider, DbDataReader row)
    {
        var access = protection.Unprotect(provider, row.GetString(0));
        var refresh = row.TextOrNull(1) is { } text ? protection.Unprotect(provider, text) : null;
        return new(provider, access ?? "", refresh, DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)))
        {
            Account = row.TextOrNull(4),
            EndedBecause = row.TextOrNull(5) ?? (access is null ? NoKeys : null),
            IsInDoubt = row.GetBoolean(6),
            Announced = (int?)row.LongOrNull(7),
            Version = row.GetInt32(8),
        };
    }
}
