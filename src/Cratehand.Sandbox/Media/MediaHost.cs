using System.Text.Json;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Cratehand.Sandbox.Media;

/// <summary>
/// The file host: music under <c>/media/</c>, a video site's search and pages, short links, and what the test extractor for yt-dlp asks.
/// Seed: <c>{"troubles":{"{id}":"geo|drm|removed|private|login|age|bot|rate|none"}, "changed":["{file}"]}</c>.
/// </summary>
public sealed class MediaHost(MediaState state) : IStandIn
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string Name => "media";

    public bool LogsBodies => false;

    public void Map(WebApplication app)
    {
        new MediaFileRoutes(state).Map(app);
        new MediaPageRoutes(state).Map(app);
    }

    public JsonNode State() => new JsonObject
    {
        ["downloads"] = JsonSerializer.SerializeToNode(state.Log.Totals(), Json),
        ["troubles"] = JsonSerializer.SerializeToNode(state.Troubles, Json),
    };

    public Task SeedAsync(JsonNode seed)
    {
        foreach (var (id, trouble) in seed["troubles"].Deserialize<Dictionary<string, string>>(Json) ?? [])
        {
            state.Troubles[id] = trouble;
        }

        (seed["changed"].Deserialize<List<string>>(Json) ?? []).ForEach(state.Change);
        return Task.CompletedTask;
    }
}
