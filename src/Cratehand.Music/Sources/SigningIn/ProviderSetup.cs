using Cratehand.Music.Store.Providers;
using Cratehand.Music.Store.Tokens;

namespace Cratehand.Music.Sources.SigningIn;

/// <summary>What is known of a provider before anything is asked of it.</summary>
/// <param name="Api">Where calls go.</param>
/// <param name="Accounts">Where tokens come from.</param>
/// <param name="Scheme">See <see cref="SignedHttp"/>.</param>
/// <param name="App"><c>null</c>: the owner registered none, so nobody can sign in.</param>
/// <param name="ReadyToken">Instead of a sign-in.</param>
public sealed record ProviderSetup(LoginTerms Terms, ProviderOptions Api, ProviderOptions Accounts, string Scheme, OAuthApp? App, SecretText? ReadyToken)
{
    /// <summary>The setting that holds the ready token.</summary>
    public string TokenSetting => $"{Terms.Title}:AccessToken";
}
