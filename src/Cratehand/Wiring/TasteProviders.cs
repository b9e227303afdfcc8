using Cratehand.Music.Sources.SigningIn;
using Cratehand.Music.Sources.SoundCloud;
using Cratehand.Music.Sources.Spotify;
using Cratehand.Music.Store;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Store.Tokens;
using Cratehand.Wiring.Configuration;
using Microsoft.Extensions.Logging;

namespace Cratehand.Wiring;

/// <summary>Spotify and SoundCloud as the owner's settings want them. One per process: budgets and refreshes are shared.</summary>
public sealed class TasteProviders : IDisposable
{
    readonly TokenProtection _protection;

    public TasteProviders(Settings settings, CrateDatabase database, TimeProvider clock, ILoggerFactory logs)
    {
        _protection = new TokenProtection(settings.Data);
        Tokens = new TokenStore(database, _protection, clock);
        var cooldowns = new Cooldowns(database, clock);
        var setups = SetupsOf(settings);
        SpotifyAccount = new SignedProvider(setups[0], Tokens, cooldowns, clock, new Random(), logs);
        SoundCloudAccount = new SignedProvider(setups[1], Tokens, cooldowns, clock, new Random(), logs);
        Spotify = new SpotifyClient(SpotifyAccount.Calls);
        SoundCloud = new SoundCloudClient(SoundCloudAccount.Calls);
    }

    public TokenStore Tokens { get; }

    public SignedProvider SpotifyAccount { get; }

    public SignedProvider SoundCloudAccount { get; }

    public SpotifyClient Spotify { get; }

    public SoundCloudClient SoundCloud { get; }

    /// <summary>Spotify, then SoundCloud.</summary>
    public static IReadOnlyList<ProviderSetup> SetupsOf(Settings settings) =>
        [OptionsOf(settings.Spotify).Setup(), OptionsOf(settings.SoundCloud).Setup()];

    public void Dispose()
    {
        SpotifyAccount.Dispose();
        SoundCloudAccount.Dispose();
        _protection.Dispose();
    }

    static SpotifyOptions OptionsOf(SpotifySettings settings) =>
        new(settings.BaseAddress, settings.AccountsAddress) { ClientId = Given(settings.ClientId), AccessToken = Text(settings.AccessToken) };

    static SoundCloudOptions OptionsOf(SoundCloudSettings settings) =>
        new(settings.BaseAddress, settings.AuthAddress)
        {
            ClientId = Given(settings.ClientId),
            ClientSecret = Text(settings.ClientSecret),
            AccessToken = Text(settings.AccessToken),
        };

    static string? Given(string text) => text.Length > 0 ? text : null;

    static SecretText? Text(Secret? secret) => secret is null ? null : new(secret.Reveal());
}
