using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Sandbox.Tests.Support;

/// <summary>A sandbox in this process whose clock stands still, and a caller of its Notion.</summary>
sealed class Desk : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 10, 12, 0, 41, TimeSpan.Zero);
    readonly SandboxHost _host;

    Desk(SandboxHost host)
    {
        _host = host;
        Http.DefaultRequestHeaders.Add("Authorization", $"Bearer {host.World.Options.NotionToken}");
        Http.DefaultRequestHeaders.Add("Notion-Version", "2026-03-11");
    }

    public const string Tracks = "da7a50ce-0000-4000-8000-000000000002";

    public HttpClient Http { get; } = new();

    public SandboxHost Host => _host;

    public World World => _host.World;

    public static async Task<Desk> OpenAsync(SandboxOptions? options = null) =>
        new(await SandboxHost.StartAsync((options ?? new()) with { FrozenAt = Noon }, StandIns.All));

    public async Task<(int Status, JsonNode Body)> CallAsync(string method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), _host.Address("notion") + path);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await Http.SendAsync(request);
        return ((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    public async Task<JsonNode> TrackAsync(string title, JsonObject? more = null)
    {
        var properties = more ?? [];
        properties["Title"] = new JsonObject { ["title"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["content"] = title } }) };
        var (_, page) = await CallAsync("POST", "/v1/pages", new JsonObject { ["parent"] = new JsonObject { ["data_source_id"] = Tracks }, ["properties"] = properties });
        return page;
    }

    public async Task<(int Status, JsonNode Body)> ControlAsync(string what, string? json = null)
    {
        using var answer = json is null
            ? await Http.GetAsync(new Uri(_host.Control, $"_sandbox/{what}"))
            : await Http.PostAsync(new Uri(_host.Control, $"_sandbox/{what}"), new StringContent(json));
        return ((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
    }
}
