using System.Text.Json;
using Cratehand.Data.Sqlite;
using Cratehand.Music.Notion;
using Cratehand.Music.Store.Providers;
using Cratehand.Sandbox;
using Cratehand.Sandbox.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cratehand.Music.Tests.Support;

/// <summary>The stand-ins, started once for the tests of a class.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    public SandboxHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Host = await SandboxHost.StartAsync(new SandboxOptions { NotionRequestsPerMinute = 1_000_000 }, StandIns.All);

    // SANDBOX_CALLS names a folder for what was sent, which conformance holds against the vendors' contracts.
    public async ValueTask DisposeAsync()
    {
        if (Environment.GetEnvironmentVariable("SANDBOX_CALLS") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            var calls = JsonSerializer.Serialize(new { Calls = Host.World.Calls.Since() }, JsonSerializerOptions.Web);
            await File.WriteAllTextAsync(Path.Combine(folder, $"{Guid.NewGuid():N}.json"), calls);
        }

        await Host.DisposeAsync();
    }
}

/// <summary>A data folder of one test, and clients of the sandbox's Notion that share it: a second one is the program after a restart.</summary>
sealed class NotionDesk : IDisposable
{
    public const string Tracks = "da7a50ce-0000-4000-8000-000000000002";
    public const string TracksDatabase = "da7aba5e-0000-4000-8000-000000000002";
    readonly SandboxHost _host;
    readonly TempFolder _folder = new();
    readonly List<ProviderHttp> _open = [];
    long _seen;

    public NotionDesk(SandboxHost host)
    {
        _host = host;
        host.World.Faults.Clear();
        _seen = host.World.Calls.Count;
    }

    public JumpingClock Clock { get; } = new();

    /// <summary>Calls that reached Notion since the desk was opened, or since <see cref="Forget"/>.</summary>
    public IReadOnlyList<Call> Calls => _host.World.Calls.Since(_seen, "notion");

    public string Token => _host.World.Options.NotionToken;

    public void Forget() => _seen = _host.World.Calls.Count;

    public void Break(Fault fault) => _host.World.Faults.Add(fault with { Provider = "notion" });

    public async Task<Cooldowns> CooldownsAsync()
    {
        var database = SqliteDatabase.In(_folder.Path);
        await SqliteDatabase.UpgradeAsync(database, CancellationToken.None);
        return new(database, Clock);
    }

    public async Task<NotionClient> ClientAsync(
        Func<NotionOptions, NotionOptions>? with = null, TimeProvider? clock = null, Uri? address = null, ILogger<ProviderHttp>? log = null)
    {
        var options = new NotionOptions(address ?? new Uri(_host.Address("notion")!), new SecretText(Token)) { RequestsPerSecond = 1000 };
        options = with?.Invoke(options) ?? options;
        var http = new ProviderHttp(
            options.ToProvider(), await CooldownsAsync(), clock ?? Clock, new Random(1), log ?? NullLogger<ProviderHttp>.Instance);
        _open.Add(http);
        return new(http, options);
    }

    public void Dispose()
    {
        _host.World.Faults.Clear();
        _open.ForEach(http => http.Dispose());
        _folder.Dispose();
    }
}
