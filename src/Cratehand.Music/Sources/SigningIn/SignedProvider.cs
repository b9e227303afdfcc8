using Cratehand.Music.Store.Providers;
using Cratehand.Music.Store.Tokens;
using Microsoft.Extensions.Logging;

namespace Cratehand.Music.Sources.SigningIn;

/// <summary>A provider with the owner's sign-in behind it: one per process, as budget and refresh are shared.</summary>
public sealed class SignedProvider : IDisposable
{
    readonly TokenStore _store;
    readonly ProviderHttp _api;
    readonly ProviderHttp _accounts;
    readonly OAuthClient? _oauth;

    public SignedProvider(ProviderSetup setup, TokenStore store, Cooldowns cooldowns, TimeProvider clock, Random random, ILoggerFactory logs)
    {
        Setup = setup;
        _store = store;
        _api = new ProviderHttp(setup.Api, cooldowns, clock, random, logs.CreateLogger<ProviderHttp>());
        _accounts = new ProviderHttp(setup.Accounts, cooldowns, clock, random, logs.CreateLogger<ProviderHttp>());
        _oauth = setup.App is { } app ? new OAuthClient(app, _accounts) : null;
        Keeper = new TokenKeeper(setup.Terms, store, RefreshAsync, clock, logs.CreateLogger<TokenKeeper>());
        Calls = new SignedHttp(setup.Terms, _api, Tokens, setup.Scheme);
    }

    public ProviderSetup Setup { get; }

    /// <summary>For reading calls.</summary>
    public SignedHttp Calls { get; }

    /// <summary>Of the stored sign-in; not asked while a ready token is set.</summary>
    public TokenKeeper Keeper { get; }

    IAccessTokens Tokens => Setup.ReadyToken is { } ready
        ? new ReadyToken(Setup.Terms.Title, ready.Reveal(), Setup.TokenSetting, Setup.Terms.Command)
        : Keeper;

    /// <summary>Trades what the browser brought for tokens and stores them.</summary>
    /// <exception cref="TokenRefusedException">The provider said no; an earlier sign-in stays as it was.</exception>
    public async Task SignInAsync(SignInAttempt attempt, SignInAnswer allowed, CancellationToken cancel)
    {
        var oauth = _oauth ?? throw new InvalidOperationException($"Nobody can sign in at {Setup.Terms.Title} without {Setup.Terms.Title}:ClientId.");
        var grant = await oauth.ExchangeAsync(attempt, allowed, cancel);
        // The code is spent: the tokens are stored whatever else is interrupted.
        await _store.SignInAsync(Setup.Terms.Provider, grant, CancellationToken.None);
    }

    public void Dispose()
    {
        Keeper.Dispose();
        _accounts.Dispose();
        _api.Dispose();
    }

    Task<TokenGrant> RefreshAsync(string refresh) =>
        _oauth?.RefreshAsync(refresh)
        ?? throw new TokenRefusedException("no client id", $"{Setup.Terms.Title}:ClientId is not set any more, so the sign-in cannot be renewed.");
}
