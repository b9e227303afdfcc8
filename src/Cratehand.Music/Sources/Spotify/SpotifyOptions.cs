using Cratehand.Music.Sources.SigningIn;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Store.Tokens;

namespace Cratehand.Music.Sources.Spotify;

/// <summary>Where Spotify is and as whom we come.</summary>
/// <param name="BaseAddress">Of the Web API, without <c>/v1</c>.</param>
/// <param name="AccountsAddress">Of the accounts server.</param>
public sealed record SpotifyOptions(Uri BaseAddress, Uri AccountsAddress)
{
    /// <summary>Of the owner's app (developer.spotify.com/dashboard); <c>null</c>: nobody can sign in.</summary>
    public string? ClientId { get; init; }

    /// <summary>Instead of a sign-in.</summary>
    public SecretText? AccessToken { get; init; }

    /// <summary>Spotify counts per 30 s and keeps the number to itself (concepts/rate-limits); 3 a second has room below what apps report.</summary>
    public double RequestsPerSecond { get; init; } = 3;

    public ProviderSetup Setup() =>
        new(
            LoginTerms.Spotify,
            new("spotify", "Spotify", BaseAddress) { RequestsPerSecond = RequestsPerSecond, Burst = 10, SignInHint = Hint, Explain = SpotifyProblem.Read },
            new("spotify-accounts", "Spotify's sign-in", AccountsAddress) { Timeout = TimeSpan.FromSeconds(15), Attempts = 2, SignInHint = Hint, Explain = SpotifyProblem.Read },
            "Bearer",
            ClientId is null ? null : OAuthApp.Spotify(AccountsAddress, ClientId),
            AccessToken);

    static string Hint => $"Type: {LoginTerms.Spotify.Command}";
}
