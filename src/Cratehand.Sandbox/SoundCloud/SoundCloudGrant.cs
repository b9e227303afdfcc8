namespace Cratehand.Sandbox.SoundCloud;

/// <summary>A registered app.</summary>
public sealed record SoundCloudApp(string Id, string Secret, IReadOnlyList<string> Redirects)
{
    /// <summary>The app every sandbox has. The second redirect URI is the one of SoundCloud's own command line.</summary>
    public static SoundCloudApp Seeded { get; } =
        new("cratehand-sandbox-client", "cratehand-sandbox-secret", ["http://127.0.0.1/callback", "http://127.0.0.1:8765/callback"]);

    /// <summary>Whether a redirect URI is registered; a loopback one without a port stands for every port.</summary>
    public bool Allows(string redirect) =>
        Redirects.Contains(redirect)
        || (Uri.TryCreate(redirect, UriKind.Absolute, out var wanted)
            && Redirects.Any(r => new Uri(r) is { IsDefaultPort: true } known && known.Host == wanted.Host && known.AbsolutePath == wanted.AbsolutePath));
}

/// <summary>A code on its way through the browser.</summary>
public sealed record SoundCloudCode(string AppId, string Redirect, string? Challenge, DateTimeOffset ExpiresAt);

/// <summary>The token endpoint's answer.</summary>
public sealed record SoundCloudTokenAnswer(string? Access, string? Refresh, string? Error, string? Description)
{
    public static SoundCloudTokenAnswer Refused(string error, string description) => new(null, null, error, description);
}

/// <summary>An access token; an app's own (client credentials) has no listener.</summary>
public sealed record SoundCloudAccess(bool HasListener, DateTimeOffset ExpiresAt);

/// <summary>All tokens given out and still known, for the state file. Refresh tokens by the app they belong to.</summary>
public sealed record SoundCloudGrants(int Issued, Dictionary<string, string> Refresh, Dictionary<string, SoundCloudAccess> Access);
