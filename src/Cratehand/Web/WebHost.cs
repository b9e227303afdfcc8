using System.Net;
using System.Net.Sockets;
using Cratehand.Web.Api;
using Cratehand.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cratehand.Web;

/// <summary>The daemon's listeners, and what is served on them. The second listener, for webhooks alone, will have its place here.</summary>
public sealed class WebHost : IAsyncDisposable
{
    const long LargestBody = 256 * 1024;

    static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(2);

    readonly WebApplication _app;
    readonly DaemonSocket _socket;

    WebHost(WebApplication app, DaemonSocket socket)
    {
        _app = app;
        _socket = socket;
    }

    /// <summary>The address for people and programs; with port 0 the port it got.</summary>
    public Uri Address { get; private set; } = null!;

    /// <exception cref="DaemonRefusedException">The address or the port cannot be had.</exception>
    public static async Task<WebHost> StartAsync(Daemon daemon, CancellationToken cancel)
    {
        var socket = new DaemonSocket(daemon.Settings.Data);
        File.Delete(socket.Path); // left by a killed one: we have the lock
        var host = new WebHost(Build(daemon, socket), socket);
        try
        {
            await host._app.StartAsync(cancel);
            var listens = host._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            host.Address = new Uri(listens.Addresses.First(address => !address.Contains("unix:", StringComparison.Ordinal)));
            return host;
        }
        catch (Exception wrong)
        {
            await host.DisposeAsync();
            throw Refusal(daemon.Settings.Server.Address, daemon.Settings.Server.Port, wrong) ?? wrong;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopWithin, TimeProvider.System);
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
        File.Delete(_socket.Path);
    }

    static WebApplication Build(Daemon daemon, DaemonSocket socket)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(daemon.Logs);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddRoutingCore().AddProblemDetails().AddOpenApi();
        builder.Services.Configure<JsonOptions>(json => ApiJson.Configure(json.SerializerOptions));
        builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = Bind);
        Metrics.Add(builder.Services, daemon);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, daemon, socket));
        var app = builder.Build();
        app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = wrong => wrong is Microsoft.AspNetCore.Http.BadHttpRequestException bad ? bad.StatusCode : 500 }).UseStatusCodePages();
        app.Use(new Gate(daemon).PassAsync);
        app.UseRouting();
        Probes.Map(app, daemon);
        Metrics.Map(app);
        app.MapOpenApi();
        StatusApi.Map(app, daemon);
        RunsApi.Map(app, daemon);
        SyncApi.Map(app, daemon);
        return app;
    }

    static void Listen(KestrelServerOptions kestrel, Daemon daemon, DaemonSocket socket)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.MaxConcurrentConnections = 200;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Listen(IPAddress.Parse(daemon.Settings.Server.Address), daemon.Settings.Server.Port);
        if (socket.Fits)
        {
            kestrel.ListenUnixSocket(socket.Path, listen => listen.Use(Gate.ByOwner));
        }
        else
        {
            daemon.Logs.CreateLogger<WebHost>().LogWarning("{Path} is too long for a socket: commands beside the daemon wait up to 5 s longer", socket.Path);
        }
    }

    // Nobody can connect before it listens, and by then it is the owner's alone.
    static Socket Bind(EndPoint place)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(place);
        if (place is UnixDomainSocketEndPoint)
        {
            File.SetUnixFileMode(place.ToString()!, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return socket;
    }

    static DaemonRefusedException? Refusal(string address, int port, Exception wrong) =>
        wrong switch
        {
            IOException { InnerException: AddressInUseException } => new($"Port {port} of {address} is taken by another program. Stop that, or set another port: Server:Port (CRATEHAND__SERVER__PORT).", wrong),
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => new($"{address} is no address of this machine. Set Server:Address (CRATEHAND__SERVER__ADDRESS) to one, or to 0.0.0.0 for all.", wrong),
            SocketException { SocketErrorCode: SocketError.AccessDenied } => new($"This account may not listen on port {port}. Set one above 1023: Server:Port (CRATEHAND__SERVER__PORT).", wrong),
            SocketException socket => new($"{address}:{port} cannot be listened on: {socket.Message}. Set Server:Address and Server:Port.", wrong),
            _ => null,
        };

    /// <summary>Signals are the command's business.</summary>
    sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
