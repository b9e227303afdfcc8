using Cratehand.Music.Sources.SigningIn;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Store.Tokens;

namespace Cratehand.Music.Sources.SoundCloud;

/// <summary>Where SoundCloud is and as whom we come.</summary>
/// <param name="BaseAddress">Of the API.</param>
/// <param name="AuthAddress">Of the sign-in host.</param>
public sealed record SoundCloudOptions(Uri BaseAddress, Uri AuthAddress)
{
    /// <summary>Of the owner's app (soundcloud.com/you/apps); <c>null</c>: nobody can sign in.</summary>
    public string? ClientId { get; init; }

    /// <summary>Of the same app; SoundCloud wants it besides PKCE.</summary>
    public SecretText? ClientSecret { get; init; }

    /// <summary>Instead of a sign-in.</summary>
    public SecretText? AccessToken { get; init; }

    /// <summary>SoundCloud publishes no limit but that of plays (docs/api/rate-limits).</summary>
    public double RequestsPerSecond { get; init; } = 3;

    public ProviderSetup Setup() =>
        new(
            LoginTerms.SoundCloud,
            new("soundcloud", "SoundCloud", BaseAddress) { RequestsPerSecond = RequestsPerSecond, Burst = 10, SignInHint = Hint, Explain = SoundCloudProblem.Read },
            new("soundcloud-auth", "SoundCloud's sign-in", AuthAddress) { Timeout = TimeSpan.FromSeconds(15), Attempts = 2, SignInHint = Hint, Explain = SoundCloudProblem.Read },
            "OAuth",
            ClientId is null ? null : OAuthApp.SoundCloud(AuthAddress, ClientId, ClientSecret),
            AccessToken);

    static string Hint => $"Type: {LoginTerms.SoundCloud.Command}";
}
