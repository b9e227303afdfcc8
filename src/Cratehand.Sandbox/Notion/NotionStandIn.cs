using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Notion.Properties;
using Cratehand.Sandbox.Notion.Querying;
using Cratehand.Sandbox.Notion.Routes;
using Cratehand.Sandbox.Notion.Seeding;
using Cratehand.Sandbox.Notion.Webhooks;
using Microsoft.AspNetCore.Builder;

namespace Cratehand.Sandbox.Notion;

/// <summary>
/// Notion's API of 2025-09-03 and 2026-03-11, mounted at the root as the official client wants it (it adds <c>/v1</c> itself).
/// Seeds: see <see cref="SeedAsync"/>.
/// </summary>
public sealed class NotionStandIn : IStandIn, IDisposable
{
    readonly World _world;
    readonly Workspace _workspace;
    readonly Gate _gate;
    readonly Deliverer _deliverer;
    readonly Seeder _seeder;
    readonly IReadOnlyList<Action<WebApplication>> _routes;

    public NotionStandIn(World world)
    {
        _world = world;
        _workspace = new(world);
        _gate = new(world, _workspace);
        _deliverer = new(world, new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }));
        var events = new EventQueue(world, _workspace, _deliverer);
        var values = new Values(_workspace);
        var rendering = new Rendering(_workspace, values);
        var paging = new Paging(_workspace);
        var options = new Options(_workspace);
        var writer = new PageWriter(_workspace, new ValueReader(_workspace, options));
        var schema = new SchemaWriter(_workspace, options);
        var blocks = new Blocks(_workspace);
        _routes =
        [
            new UserRoutes(_gate, _workspace, paging).Map,
            new SearchRoutes(_gate, _workspace, paging, rendering).Map,
            new DatabaseRoutes(_gate, _workspace, rendering, schema).Map,
            new DataSourceRoutes(_gate, _workspace, rendering, schema, paging, values, events).Map,
            new PageRoutes(_gate, _workspace, rendering, writer, blocks, paging, events).Map,
            new BlockRoutes(_gate, _workspace, rendering, blocks, paging, events).Map,
            new CommentRoutes(_gate, _workspace, rendering, paging, events).Map,
        ];
        _seeder = new(_workspace, schema, writer, events);
        _seeder.Begin(world.Options.WithExamples);
    }

    /// <inheritdoc/>
    public string Name => "notion";

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        foreach (var map in _routes)
        {
            map(app);
        }

        app.MapFallback(_gate.Open(_ => throw new NotionException(400, "invalid_request_url", "Invalid request URL.")));
    }

    /// <inheritdoc/>
    public JsonNode State() => _gate.Alone(() => Snapshot.Take(_workspace, _deliverer));

    /// <summary>
    /// A whole state replaces everything. Otherwise, in this order: <c>requestsPerMinute</c>; <c>weather {loseEvery,duplicateEvery,lateEvery}</c>;
    /// <c>subscribe {url,types}</c> (sends the handshake); <c>verify {token}</c> (types it in); <c>columns</c>, <c>rows</c>, <c>edits</c>,
    /// <c>trash</c>, <c>hide</c>, <c>show</c>, <c>generate</c> as <see cref="Seeder"/> says. Edits of a seed are the owner's, not the connection's.
    /// </summary>
    public async Task SeedAsync(JsonNode seed)
    {
        if (seed["dataSources"] is not null)
        {
            _gate.Alone(() => Snapshot.Restore(seed, _workspace, _deliverer));
            return;
        }

        _gate.RequestsPerMinute = (int?)seed["requestsPerMinute"] ?? _gate.RequestsPerMinute;
        if (seed["weather"] is { } weather)
        {
            _deliverer.Weather = new((int?)weather["loseEvery"] ?? 0, (int?)weather["duplicateEvery"] ?? 0, (int?)weather["lateEvery"] ?? 0);
        }

        await SubscribeAsync(seed["subscribe"]);
        Verify((string?)seed["verify"]?["token"]);
        _gate.Alone(() => _seeder.Apply(seed));
    }

    /// <inheritdoc/>
    public void Describe(JsonObject line)
    {
        line["tokens"]!["notion"] = _world.Options.NotionToken;
        foreach (var database in _workspace.Databases.Values.Where(d => d.Key is not null))
        {
            line["databases"]![database.Key!] = database.Id;
        }
    }

    /// <inheritdoc/>
    public JsonNode? FaultBody(int status) => NotionFaults.Body(status);

    /// <inheritdoc/>
    public void Dispose() => _deliverer.Dispose();

    async Task SubscribeAsync(JsonNode? wanted)
    {
        if (wanted is null)
        {
            return;
        }

        var url = (string?)wanted["url"] ?? throw new SeedException("subscribe needs a url.");
        var subscription = _gate.Alone(() => new Subscription
        {
            Id = _workspace.NewId(),
            Url = new Uri(url),
            Types = [.. wanted["types"]?.AsArray().Select(t => (string)t!) ?? []],
            VerificationToken = "secret_" + (_workspace.NewId() + _workspace.NewId()).Replace("-", "")[..43],
        });
        if (await _deliverer.ShakeHandsAsync(subscription) is var status and not (>= 200 and < 300))
        {
            throw new SeedException($"{url} answered the handshake with {status}; it must answer 2xx.");
        }
    }

    void Verify(string? token)
    {
        if (token is null)
        {
            return;
        }

        var waiting = _deliverer.Subscriptions.FirstOrDefault(s => s.VerificationToken == token)
            ?? throw new SeedException("No webhook waits for this verification token.");
        waiting.IsActive = true;
    }
}
