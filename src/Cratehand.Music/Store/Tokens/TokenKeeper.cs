using Cratehand.Jobs;
using Microsoft.Extensions.Logging;

namespace Cratehand.Music.Store.Tokens;

/// <summary>
/// Hands out the access token of a sign-in and renews it: one refresh at a time over all threads and processes, and what a
/// refresh gave is stored before anybody uses it. A refused refresh ends the sign-in: nothing is asked until the next one.
/// </summary>
/// <param name="refresh">
/// Trades a refresh token at the provider, in less time than <see cref="TokenStore.Lease"/>; throws
/// <see cref="TokenRefusedException"/> when the provider said no.
/// </param>
public sealed partial class TokenKeeper(
    LoginTerms terms, TokenStore store, Func<string, Task<TokenGrant>> refresh, TimeProvider clock, ILogger<TokenKeeper> log)
    : IAccessTokens, IDisposable
{
    // A token that ends while its call is on the way would be refused.
    static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    // Longer waits are the job's business, not a thread's.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Wrong app ids do not heal by themselves, but the owner may mend them at any time.
    static readonly TimeSpan AppRefusedPause = TimeSpan.FromMinutes(15);

    readonly SemaphoreSlim _one = new(1, 1);
    readonly string _me = Guid.CreateVersion7().ToString();

    /// <summary>Told when a sign-in ends soon; once per threshold, over restarts.</summary>
    public Action<LoginNotice>? EndsSoon { get; init; }

    public async Task<string> GetAsync(CancellationToken cancel)
    {
        var login = await FindAsync(cancel);
        return IsFresh(login, refused: null) ? login.Access : await RefreshedAsync(refused: null, cancel);
    }

    public async Task<string> RenewAsync(string refused, CancellationToken cancel)
    {
        var login = await FindAsync(cancel);
        return IsFresh(login, refused) ? login.Access : await RefreshedAsync(refused, cancel);
    }

    /// <summary>Tells the owner if the sign-in ends soon and they were not told.</summary>
    public async Task LookAtLifeAsync(CancellationToken cancel)
    {
        if (await store.FindAsync(terms.Provider, cancel) is { EndedBecause: null } login)
        {
            await LookAtLifeAsync(login, cancel);
        }
    }

    public void Dispose() => _one.Dispose();

    async Task<string> RefreshedAsync(string? refused, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await RefreshAloneAsync(refused, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    async Task<string> RefreshAloneAsync(string? refused, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            var login = await FindAsync(cancel);
            if (IsFresh(login, refused))
            {
                return login.Access;
            }

            if (await store.TryBeginRefreshAsync(login, _me, cancel) is { } begun)
            {
                // From here on an interruption would lose a spent token: the trade and its record are seen through.
                var grant = await TradeAsync(begun);
                if (await store.FinishRefreshAsync(begun, grant))
                {
                    LogRefreshed(terms.Provider);
                    await LookAtLifeAsync(begun with { Version = begun.Version + 1 }, CancellationToken.None);
                    return grant.Access;
                }
            }
            else if (clock.GetElapsedTime(began) > Patience)
            {
                throw new RetryLaterException(TokenStore.Lease, $"Another process is renewing the {terms.Title} sign-in and has not come to its end.");
            }
            else
            {
                await Task.Delay(Beat, clock, cancel);
            }
        }
    }

    async Task<TokenGrant> TradeAsync(Login begun)
    {
        try
        {
            return await refresh(begun.Refresh ?? throw new TokenRefusedException("invalid_grant", "It gave no refresh token."));
        }
        catch (TokenRefusedException no) when (no.IsGrant)
        {
            var reason = Reason(begun);
            await store.EndAsync(begun, reason);
            LogEnded(terms.Provider, reason);
            throw terms.SignIn(reason);
        }
        catch (TokenRefusedException app)
        {
            await store.AbandonRefreshAsync(begun);
            throw new RetryLaterException(AppRefusedPause, $"{terms.Title} refused the app itself ({app.Error}): check {terms.Title}:ClientId and {terms.Title}:ClientSecret.", app);
        }
        catch
        {
            await store.AbandonRefreshAsync(begun);
            throw;
        }
    }

    string Reason(Login begun) =>
        begun.IsInDoubt ? "An earlier renewal was cut off before its answer was stored, and the sign-in was lost with it."
        : LoginLife.DaysLeft(begun.SignedIn, terms.Life, clock.GetUtcNow()) == 0 ? $"The sign-in of {begun.SignedIn:yyyy-MM-dd} has ended."
        : "The sign-in was taken back or is no longer valid.";

    async Task<Login> FindAsync(CancellationToken cancel)
    {
        var login = await store.FindAsync(terms.Provider, cancel) ?? throw terms.FirstSignIn();
        return login.EndedBecause is { } reason ? throw terms.SignIn(reason) : login;
    }

    bool IsFresh(Login login, string? refused) => login.AccessExpires - clock.GetUtcNow() > Margin && login.Access != refused;

    async Task LookAtLifeAsync(Login login, CancellationToken cancel)
    {
        var days = LoginLife.DaysLeft(login.SignedIn, terms.Life, clock.GetUtcNow());
        if (LoginLife.DueThreshold(days, login.Announced) is { } threshold && await store.AnnounceAsync(login, threshold, cancel))
        {
            LogEndsSoon(terms.Title, days!.Value, terms.Command);
            EndsSoon?.Invoke(new LoginNotice(terms.Provider, days.Value, terms.Command));
        }
    }

    [LoggerMessage(LogLevel.Information, "Refreshed the {Provider} access token")]
    partial void LogRefreshed(string provider);

    [LoggerMessage(LogLevel.Warning, "The {Provider} sign-in ended: {Reason}")]
    partial void LogEnded(string provider, string reason);

    [LoggerMessage(LogLevel.Warning, "The {Title} sign-in ends in {Days} days; sign in again: {Command}")]
    partial void LogEndsSoon(string title, int days, string command);
}
