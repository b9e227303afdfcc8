using System.Text.Json.Nodes;

namespace Cratehand.Sandbox.Notion.Seeding;

/// <summary>A value as a person would type it → as the wire wants it: <c>"House"</c> for a select, a list of page ids for a relation.</summary>
static class Plain
{
    public static JsonNode ToWire(Property property, JsonNode? value) => new JsonObject { [property.Type] = Inner(property.Type, value) };

    static JsonNode? Inner(string type, JsonNode? value) => type switch
    {
        "title" or "rich_text" => Runs(value?.ToString() ?? ""),
        "select" or "status" => value is null ? null : new JsonObject { ["name"] = value.ToString() },
        "multi_select" => Each(value, v => new JsonObject { ["name"] = v }),
        "relation" or "people" => Each(value, v => new JsonObject { ["id"] = v }),
        "files" => Each(value, v => new JsonObject { ["name"] = v[(v.LastIndexOf('/') + 1)..], ["external"] = new JsonObject { ["url"] = v } }),
        "date" => value is null ? null : new JsonObject { ["start"] = value.ToString() },
        _ => value?.DeepClone(),
    };

    // Long text comes in runs of 2000, as Notion's own editor stores it.
    static JsonArray Runs(string text) =>
        [.. text.Chunk(2000).Select(run => new JsonObject { ["text"] = new JsonObject { ["content"] = new string(run) } })];

    static JsonArray Each(JsonNode? value, Func<string, JsonObject> make) =>
        value is JsonArray many ? [.. many.Select(v => make(v!.ToString()))] : value is null ? [] : [make(value.ToString())];
}
