namespace Cratehand.Sandbox.Spotify;

/// <summary>Which Web API an app meets. Set by the seed, <c>{"profile":"dev-mode-2026"}</c> or <c>"legacy"</c>.</summary>
public enum SpotifyProfile
{
    /// <summary>What an app of one's own meets since February 2026: <c>/playlists/{id}/items</c>, no batch reads, search by tens.</summary>
    DevMode2026,

    /// <summary>What an app with extended quota and the official TypeScript SDK 1.2.0 still meet.</summary>
    Legacy,
}
