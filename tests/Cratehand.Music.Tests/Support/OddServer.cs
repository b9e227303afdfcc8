using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cratehand.Music.Tests.Support;

/// <summary>A server on loopback that answers every call as the test says: for answers that no honest stand-in gives.</summary>
sealed class OddServer : IAsyncDisposable
{
    readonly WebApplication _app;
    int _calls;

    OddServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public int Calls => _calls;

    public static async Task<OddServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new OddServer(builder.Build());
        server._app.Run(http =>
        {
            Interlocked.Increment(ref server._calls);
            return answer(http);
        });
        await server._app.StartAsync();
        return server;
    }

    /// <summary>One that says the same to all.</summary>
    public static Task<OddServer> SayingAsync(int status, string body, params (string Name, string Value)[] headers) => StartAsync(http =>
    {
        http.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            http.Response.Headers[name] = value;
        }

        return http.Response.WriteAsync(body);
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
