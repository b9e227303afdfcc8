using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cratehand.EndToEnd.Support;

/// <summary>A server on 127.0.0.1 and, at the same port, 127.0.0.2 that answers as its paths are called.</summary>
sealed class TroubleHost : IAsyncDisposable
{
    readonly WebApplication _app;

    TroubleHost(WebApplication app) => _app = app;

    /// <summary>Each request: host and path.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public static async Task<TroubleHost> StartAsync(string file)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Any, 0));
        var host = new TroubleHost(builder.Build());
        host._app.Use((http, next) =>
        {
            host.Log.Enqueue($"{http.Request.Host.Host}{http.Request.Path}");
            return next(http);
        });
        host._app.MapGet("/whole.wav", () => Results.File(file, "audio/wav"));
        host._app.MapGet("/inside.wav", http => Redirect(http, "127.0.0.2"));
        host._app.MapGet("/stall.wav", http => StallAsync(http, file));
        await host._app.StartAsync();
        return host;
    }

    public string Link(string path) => $"http://127.0.0.1:{new Uri(_app.Urls.First()).Port}/{path}";

    public string Listed => $"127.0.0.1:{new Uri(_app.Urls.First()).Port}";

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    static Task Redirect(HttpContext http, string host)
    {
        http.Response.Redirect($"http://{host}:{http.Request.Host.Port}/whole.wav");
        return Task.CompletedTask;
    }

    static async Task StallAsync(HttpContext http, string file)
    {
        http.Response.ContentLength = new FileInfo(file).Length;
        http.Response.ContentType = "audio/wav";
        await http.Response.Body.WriteAsync(new byte[1000]);
        await http.Response.Body.FlushAsync();
        await Task.Delay(TimeSpan.FromMinutes(1), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
