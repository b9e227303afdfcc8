using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cratehand.Sandbox.Hosting;

/// <summary>A running sandbox: one Kestrel per stand-in and one for control, all on 127.0.0.1.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    readonly IReadOnlyList<IStandIn> _standIns;
    readonly ControlRoutes _control;
    readonly List<WebApplication> _apps = [];
    readonly CancellationTokenSource _stopping = new();
    Task _ticking = Task.CompletedTask;

    SandboxHost(World world, IReadOnlyList<IStandIn> standIns)
    {
        World = world;
        _standIns = standIns;
        _control = new(world, standIns);
    }

    public World World { get; }

    /// <summary>Where <c>/_sandbox/…</c> is.</summary>
    public Uri Control => World.Addresses["control"];

    /// <summary>Starts the stand-ins that <paramref name="populate"/> makes, loads the state file, and returns when all ports listen.</summary>
    /// <exception cref="IOException">A given port is taken.</exception>
    public static async Task<SandboxHost> StartAsync(
        SandboxOptions options, Func<World, IReadOnlyList<IStandIn>> populate, TimeProvider? real = null)
    {
        var world = World.For(options, real ?? TimeProvider.System);
        var host = new SandboxHost(world, populate(world));
        await host.LoadAsync();
        foreach (var standIn in host._standIns)
        {
            await host.ListenAsync(standIn.Name, app => Place(app, world, standIn));
        }

        await host.ListenAsync("control", host._control.Map);
        host._ticking = options.FrozenAt is null ? host.TickAsync() : Task.CompletedTask;
        return host;
    }

    /// <summary>The base address of a stand-in, without a slash at the end, as settings want it; null when it is not part of this sandbox.</summary>
    public string? Address(string name) => World.Addresses.TryGetValue(name, out var address) ? address.ToString().TrimEnd('/') : null;

    /// <summary>The first line of <c>sandbox --json</c>. Parts that are missing are null.</summary>
    public JsonObject Describe()
    {
        var line = new JsonObject();
        foreach (var name in (string[])["notion", "spotify", "spotifyAccounts", "soundcloud", "soundcloudAuth", "media", "control"])
        {
            line[name] = Address(name);
        }

        line["tokens"] = new JsonObject { ["notion"] = null, ["spotify"] = null, ["soundcloud"] = null };
        line["apps"] = new JsonObject { ["spotify"] = null, ["soundcloud"] = null };
        line["databases"] = new JsonObject { ["agentTasks"] = null, ["tracks"] = null, ["artists"] = null, ["playlists"] = null };
        foreach (var standIn in _standIns)
        {
            standIn.Describe(line);
        }

        return line;
    }

    /// <summary>Stops the ports, then writes the state file if there is to be one.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _ticking;
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        if (World.Options.StateFile is { } file)
        {
            await File.WriteAllTextAsync(file, _control.State().ToJsonString());
        }

        foreach (var standIn in _standIns.OfType<IDisposable>())
        {
            standIn.Dispose();
        }

        World.Clock.Dispose();
        _stopping.Dispose();
    }

    async Task LoadAsync()
    {
        if (World.Options.StateFile is { } file && File.Exists(file))
        {
            await _control.SeedAsync(JsonNode.Parse(await File.ReadAllTextAsync(file)) ?? new JsonObject());
        }
    }

    async Task ListenAsync(string name, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, World.Options.Ports.TryGetValue(name, out var port) ? port : 0);
        });
        var app = builder.Build();
        _apps.Add(app);
        map(app);
        await app.StartAsync();
        World.Addresses[name] = new Uri(app.Urls.First());
    }

    static void Place(WebApplication app, World world, IStandIn standIn)
    {
        var observation = new Observation(world, standIn);
        app.Use(next => http => observation.HandleAsync(http, next));
        app.UseRouting();
        standIn.Map(app);
    }

    async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                await World.Clock.RunDueAsync();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The sandbox is closing; what was scheduled is in the state.
        }
    }

    // The process that holds a sandbox decides about its own signals.
    sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
