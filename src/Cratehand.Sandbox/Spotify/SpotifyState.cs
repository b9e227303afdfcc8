using Cratehand.Sandbox.Hosting;

namespace Cratehand.Sandbox.Spotify;

/// <summary>One Spotify behind two hosts: the Web API and the accounts server.</summary>
public sealed class SpotifyState(World world)
{
    public World World => world;

    /// <summary>Default: what an app of one's own meets.</summary>
    public SpotifyProfile Profile { get; set; } = SpotifyProfile.DevMode2026;

    public SpotifyAccounts Accounts { get; } = new(world);

    public SpotifyBudget Budget { get; } = new(world);

    public SpotifyLibrary Library { get; } = new(world);

    public bool Holds(Rule rule) => world.Rules.Holds(rule);
}
