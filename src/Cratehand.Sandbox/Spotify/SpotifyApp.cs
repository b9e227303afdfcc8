namespace Cratehand.Sandbox.Spotify;

/// <summary>An app registered with the stand-in.</summary>
/// <param name="Id">The client id.</param>
/// <param name="Secret">The client secret; not needed with PKCE.</param>
/// <param name="Redirects">Registered redirect URIs. A loopback one without a port stands for every port.</param>
public sealed record SpotifyApp(string Id, string Secret, IReadOnlyList<string> Redirects)
{
    /// <summary>The app every sandbox has.</summary>
    public static SpotifyApp Seeded { get; } =
        new("cratehand-sandbox-client", "cratehand-sandbox-secret", ["http://127.0.0.1/callback", "http://[::1]/callback"]);

    /// <summary>Whether a redirect URI is one of the registered ones (concepts/redirect_uri): exact, <c>localhost</c> never.</summary>
    public bool Allows(string redirect) =>
        Uri.TryCreate(redirect, UriKind.Absolute, out var wanted)
        && wanted.Host != "localhost"
        && Redirects.Any(r => r == redirect || IsAnyPortOf(new Uri(r), wanted));

    static bool IsAnyPortOf(Uri registered, Uri wanted) =>
        registered is { IsLoopback: true, IsDefaultPort: true, Scheme: "http" }
        && wanted.Scheme == "http"
        && wanted.Host == registered.Host
        && wanted.PathAndQuery == registered.PathAndQuery;
}
