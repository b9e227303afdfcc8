using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cratehand.Sandbox.Tests.Support;

/// <summary>A webhook's far end: keeps what it gets and answers as told.</summary>
sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication _app;

    Receiver(WebApplication app) => _app = app;

    public ConcurrentQueue<JsonNode> Got { get; } = new();

    public int Answer { get; set; } = 200;

    public string Url => _app.Urls.First() + "/hook";

    public IEnumerable<string> Types => Got.Skip(1).Select(g => (string)g["type"]!);

    public static async Task<Receiver> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver._app.MapPost("/hook", async (HttpRequest request) =>
        {
            receiver.Got.Enqueue((await JsonNode.ParseAsync(request.Body))!);
            return Results.StatusCode(receiver.Answer);
        });
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
