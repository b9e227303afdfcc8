using Cratehand.Music.Store.Providers;
using Cratehand.Music.Store.Tokens;

namespace Cratehand.Music.Sources.SigningIn;

/// <summary>An app that the owner registered with a provider, and where that provider signs people in.</summary>
/// <param name="Authorize">The page on which the owner says yes.</param>
/// <param name="Token">The token endpoint.</param>
/// <param name="ClientSecret">Sent where the provider wants one; <c>null</c> where PKCE is enough.</param>
/// <param name="Scopes">What is asked for: reading, nothing else.</param>
public sealed record OAuthApp(LoginTerms Terms, Uri Authorize, Uri Token, string ClientId, SecretText? ClientSecret, IReadOnlyList<string> Scopes)
{
    static readonly string[] SpotifyScopes =
    [
        "user-library-read", "playlist-read-private", "playlist-read-collaborative",
        "user-read-currently-playing", "user-read-playback-state", "user-read-recently-played",
    ];

    /// <summary>Spotify (tutorials/code-pkce-flow): PKCE, no secret, rotated refresh tokens.</summary>
    /// <param name="accounts">Base address of the accounts server.</param>
    public static OAuthApp Spotify(Uri accounts, string clientId) =>
        new(LoginTerms.Spotify, On(accounts, "/authorize"), On(accounts, "/api/token"), clientId, null, SpotifyScopes);

    /// <summary>SoundCloud (OAuth 2.1): PKCE and the secret; refresh tokens are good for one use.</summary>
    /// <param name="auth">Base address of the sign-in host.</param>
    public static OAuthApp SoundCloud(Uri auth, string clientId, SecretText? clientSecret) =>
        new(LoginTerms.SoundCloud, On(auth, "/authorize"), On(auth, "/oauth/token"), clientId, clientSecret, []);

    public override string ToString() => $"{Terms.Title} app";

    static Uri On(Uri address, string path) => new(address.AbsoluteUri.TrimEnd('/') + path);
}
