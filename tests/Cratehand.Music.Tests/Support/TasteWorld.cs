using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Cratehand.Data.Sqlite;
using Cratehand.Music.Sources.SigningIn;
using Cratehand.Music.Sources.SoundCloud;
using Cratehand.Music.Sources.Spotify;
using Cratehand.Music.Store;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Store.Tokens;
using Cratehand.Sandbox;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Music.Tests.Support;

/// <summary>The sandbox's Spotify and SoundCloud, its clock standing still for both sides, and a data folder with our clients on it.</summary>
sealed class TasteWorld : IAsyncDisposable
{
    public const string Client = "cratehand-sandbox-client";
    public const string Secret = "cratehand-sandbox-secret";

    static readonly Uri Redirect = new("http://127.0.0.1:4567/callback");

    readonly TempFolder _folder = new();
    readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    readonly List<IDisposable> _open = [];

    TasteWorld(SandboxHost sandbox)
    {
        Sandbox = sandbox;
        Database = SqliteDatabase.In(_folder.Path);
        Start();
    }

    public SandboxHost Sandbox { get; }

    public string Data => _folder.Path;

    public CrateDatabase Database { get; }

    public HeardLog Log { get; } = new();

    public TokenStore Store { get; private set; } = null!;

    public SignedProvider SpotifyAccount { get; private set; } = null!;

    public SignedProvider SoundCloudAccount { get; private set; } = null!;

    public SpotifyClient Spotify { get; private set; } = null!;

    public SoundCloudClient SoundCloud { get; private set; } = null!;

    public static async Task<TasteWorld> StartAsync(bool isFrozen = true)
    {
        var options = new SandboxOptions { FrozenAt = isFrozen ? new DateTimeOffset(2026, 1, 10, 12, 0, 0, TimeSpan.Zero) : null };
        var world = new TasteWorld(await SandboxHost.StartAsync(options, StandIns.All));
        await SqliteDatabase.UpgradeAsync(world.Database, CancellationToken.None);
        return world;
    }

    /// <summary>Our half as a new process finds it: nothing but the data folder is left.</summary>
    public void Start()
    {
        var protection = new TokenProtection(Data);
        Store = new TokenStore(Database, protection, Sandbox.World.Clock);
        SpotifyAccount = Account(SpotifySetup());
        SoundCloudAccount = Account(SoundCloudSetup());
        Spotify = new SpotifyClient(SpotifyAccount.Calls);
        SoundCloud = new SoundCloudClient(SoundCloudAccount.Calls);
        _open.Add(protection);
    }

    public SignedProvider Account(ProviderSetup setup)
    {
        var clock = Sandbox.World.Clock;
        var account = new SignedProvider(setup, Store, new Cooldowns(Database, clock), clock, new Random(1), Log);
        _open.Add(account);
        return account;
    }

    public ProviderSetup SpotifySetup(string? readyToken = null) =>
        new SpotifyOptions(new(Sandbox.Address("spotify")!), new(Sandbox.Address("spotifyAccounts")!))
        {
            ClientId = Client, AccessToken = readyToken is null ? null : new(readyToken), RequestsPerSecond = 100_000,
        }.Setup();

    public ProviderSetup SoundCloudSetup(string? readyToken = null) =>
        new SoundCloudOptions(new(Sandbox.Address("soundcloud")!), new(Sandbox.Address("soundcloudAuth")!))
        {
            ClientId = Client, ClientSecret = new(Secret), AccessToken = readyToken is null ? null : new(readyToken), RequestsPerSecond = 100_000,
        }.Setup();

    public SpotifyClient ReadySpotify() => new(Account(SpotifySetup(Sandbox.World.Options.SpotifyToken)).Calls);

    public SoundCloudClient ReadySoundCloud() => new(Account(SoundCloudSetup(Sandbox.World.Options.SoundCloudToken)).Calls);

    /// <summary>The owner's part: opens the address, says yes, and is sent to the redirect URI.</summary>
    public async Task<string> BrowseAsync(Uri address) => (await _browser.GetAsync(address)).Headers.Location!.ToString();

    public async Task<SignInAttempt> SignInAsync(SignedProvider account)
    {
        using var random = RandomNumberGenerator.Create();
        var attempt = SignInAttempt.Begin(account.Setup.App!, Redirect, random);
        await account.SignInAsync(attempt, attempt.Read(await BrowseAsync(attempt.Address)), CancellationToken.None);
        return attempt;
    }

    public Task AdvanceAsync(TimeSpan span) => Sandbox.World.Clock.AdvanceAsync(span);

    public async Task SeedAsync(string name, string json)
    {
        using var content = new StringContent(new JsonObject { [name] = JsonNode.Parse(json) }.ToJsonString());
        (await _browser.PostAsync(new Uri(Sandbox.Control, "/_sandbox/seed"), content)).EnsureSuccessStatusCode();
    }

    /// <summary>All that a stand-in knows.</summary>
    public async Task<JsonNode> StateAsync(string name) =>
        JsonNode.Parse(await _browser.GetStringAsync(new Uri(Sandbox.Control, "/_sandbox/state")))![name]!;

    public void Fail(Fault fault) => Sandbox.World.Faults.Add(fault);

    public IReadOnlyList<Call> Calls(string provider, long after = 0) => Sandbox.World.Calls.Since(after, provider);

    /// <summary>The number of the last call so far.</summary>
    public long Now => Sandbox.World.Calls.Count;

    public async ValueTask DisposeAsync()
    {
        _open.ForEach(x => x.Dispose());
        _browser.Dispose();
        await Sandbox.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
