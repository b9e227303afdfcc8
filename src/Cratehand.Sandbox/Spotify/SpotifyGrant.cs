namespace Cratehand.Sandbox.Spotify;

/// <summary>What the owner allowed an app, and when: the six months of its refresh tokens count from here.</summary>
public sealed record SpotifyGrant(string AppId, HashSet<string> Scopes, DateTimeOffset AuthorizedAt, bool IsPkce);

/// <summary>A code on its way through the browser.</summary>
public sealed record SpotifyCode(string AppId, string Redirect, string? Challenge, HashSet<string> Scopes, DateTimeOffset ExpiresAt);

/// <summary>The token endpoint's answer: either tokens or an OAuth error.</summary>
public sealed record SpotifyTokenAnswer(string? Access, string? Refresh, SpotifyGrant? Grant, string? Error, string? Description)
{
    public static SpotifyTokenAnswer Refused(string error, string description) => new(null, null, null, error, description);
}

/// <summary>All tokens given out and still known, for the state file.</summary>
public sealed record SpotifyGrants(int Issued, Dictionary<string, SpotifyGrant> Refresh, Dictionary<string, SpotifyAccess> Access);

/// <summary>An access token's right and its end.</summary>
public sealed record SpotifyAccess(SpotifyGrant Grant, DateTimeOffset ExpiresAt);
