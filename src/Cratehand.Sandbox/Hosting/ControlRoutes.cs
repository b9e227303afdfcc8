using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.Hosting;

/// <summary>
/// The hand behind the scenes. Bodies: seed <c>{"notion":{…}}</c>; advance <c>{"seconds":90}</c> or <c>{"to":"2026-01-10T12:00:00Z"}</c>;
/// faults one <see cref="Fault"/>, a list, or <c>{"clear":true}</c>; like <c>{"source","id"?}</c>; rules <c>{"off":[],"on":[]}</c>.
/// </summary>
sealed class ControlRoutes(World world, IReadOnlyList<IStandIn> standIns)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public void Map(WebApplication app)
    {
        app.MapPost("/_sandbox/seed", http => DoAsync(http, SeedAsync));
        app.MapPost("/_sandbox/advance", http => DoAsync(http, AdvanceAsync));
        app.MapPost("/_sandbox/faults", http => DoAsync(http, FaultsAsync));
        app.MapPost("/_sandbox/like", http => DoAsync(http, LikeAsync));
        app.MapPost("/_sandbox/rules", http => DoAsync(http, SwitchAsync));
        app.MapGet("/_sandbox/rules", http => WriteAsync(http, 200, ListRules()));
        app.MapGet("/_sandbox/calls", http => WriteAsync(http, 200, Calls(http.Request.Query)));
        app.MapGet("/_sandbox/state", http => WriteAsync(http, 200, State()));
    }

    /// <summary>The state of every stand-in under its name, and the time.</summary>
    public JsonObject State()
    {
        var state = new JsonObject { ["now"] = world.Clock.GetUtcNow().ToString("O") };
        foreach (var standIn in standIns)
        {
            state[standIn.Name] = standIn.State();
        }

        return state;
    }

    /// <summary>Hands each part to the stand-in it names.</summary>
    public async Task<JsonNode> SeedAsync(JsonNode body)
    {
        foreach (var (name, seed) in body.AsObject().Where(p => p.Key != "now"))
        {
            await Named(name).SeedAsync(seed ?? new JsonObject());
        }

        return new JsonObject { ["ok"] = true };
    }

    IStandIn Named(string? name) =>
        standIns.FirstOrDefault(s => s.Name == name)
        ?? throw new SeedException($"The sandbox has no '{name}'. It has: {string.Join(", ", standIns.Select(s => s.Name))}.");

    async Task<JsonNode> AdvanceAsync(JsonNode body)
    {
        var span = body["to"] is { } to ? to.GetValue<DateTimeOffset>() - world.Clock.GetUtcNow()
            : TimeSpan.FromSeconds(body["seconds"]?.GetValue<double>() ?? throw new SeedException("Say how far: {\"seconds\":90} or {\"to\":\"…\"}."));
        await world.Clock.AdvanceAsync(span < TimeSpan.Zero ? throw new SeedException("Time goes forward only.") : span);
        return new JsonObject { ["now"] = world.Clock.GetUtcNow().ToString("O") };
    }

    Task<JsonNode> FaultsAsync(JsonNode body) => Task.FromResult(Faults(body));

    Task<JsonNode> SwitchAsync(JsonNode body) => Task.FromResult<JsonNode>(Switch(body));

    JsonNode Faults(JsonNode body)
    {
        if (body is JsonObject single && single["clear"]?.GetValue<bool>() == true)
        {
            world.Faults.Clear();
            return new JsonArray();
        }

        foreach (var fault in body is JsonArray many ? many : [body.DeepClone()])
        {
            world.Faults.Add(fault.Deserialize<Fault>(Json)!);
        }

        return JsonSerializer.SerializeToNode(world.Faults.Waits, Json)!;
    }

    async Task<JsonNode> LikeAsync(JsonNode body) =>
        await Named(body["source"]?.GetValue<string>()).LikeAsync(body["id"]?.GetValue<string>())
        ?? throw new SeedException("Nothing was liked: the source has no such track, or none left to like.");

    JsonArray Switch(JsonNode body)
    {
        foreach (var (key, on) in new[] { ("off", false), ("on", true) })
        {
            foreach (var name in body[key]?.AsArray() ?? [])
            {
                world.Rules.Switch(name!.GetValue<string>(), on);
            }
        }

        return ListRules();
    }

    JsonArray ListRules() =>
        [.. RuleBook.All.Select(r => new JsonObject { ["name"] = r.Name, ["doc"] = r.Doc, ["on"] = world.Rules.Holds(r) })];

    JsonNode Calls(IQueryCollection query)
    {
        var after = long.TryParse(query["since"], out var since) ? since : 0;
        var provider = query["provider"].ToString() is { Length: > 0 } name ? name : null;
        return JsonSerializer.SerializeToNode(new { world.Calls.Count, Calls = world.Calls.Since(after, provider) }, Json)!;
    }

    static async Task DoAsync(HttpContext http, Func<JsonNode, Task<JsonNode>> act)
    {
        try
        {
            var body = await JsonNode.ParseAsync(http.Request.Body) ?? throw new SeedException("A JSON body is missing.");
            await WriteAsync(http, 200, await act(body));
        }
        catch (Exception e) when (e is SeedException or JsonException or InvalidOperationException or FormatException)
        {
            await WriteAsync(http, 400, new JsonObject { ["error"] = e.Message });
        }
    }

    static Task WriteAsync(HttpContext http, int status, JsonNode body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(body.ToJsonString(Json));
    }
}
