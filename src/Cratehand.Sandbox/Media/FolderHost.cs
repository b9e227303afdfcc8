using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cratehand.Sandbox.Media;

/// <summary>Serves the files of one folder over HTTP on loopback, with ranges, and counts what was fetched whole.</summary>
public sealed class FolderHost : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly ConcurrentDictionary<string, int> _whole = new();

    FolderHost(WebApplication app) => _app = app;

    /// <summary>The base address, e.g. <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>How often each file was sent to its end, from its beginning.</summary>
    public IReadOnlyDictionary<string, int> Downloads => _whole;

    /// <summary>Starts serving, on a port of the system's choice.</summary>
    public static async Task<FolderHost> StartAsync(string folder, CancellationToken cancel = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var host = new FolderHost(builder.Build());
        host._app.MapGet("/{file}", http => host.SendAsync(http, folder));
        await host._app.StartAsync(cancel);
        return host;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    async Task SendAsync(HttpContext http, string folder)
    {
        var name = Path.GetFileName((string)http.Request.RouteValues["file"]!);
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var isWhole = !http.Request.Headers.ContainsKey("Range");
        await Results.File(path, "audio/wav", lastModified: new DateTimeOffset(File.GetLastWriteTimeUtc(path)), enableRangeProcessing: true).ExecuteAsync(http);
        if (isWhole && !http.RequestAborted.IsCancellationRequested)
        {
            _whole.AddOrUpdate(name, 1, (_, count) => count + 1);
        }
    }
}
