using System.Text.Json.Nodes;

namespace Cratehand.Sandbox.Notion.Properties;

/// <summary>What a property of a row amounts to now: held, or worked out.</summary>
sealed class Values(Workspace workspace)
{
    // A rollup over a rollup over … ends here, as it does in Notion.
    const int MaxDepth = 4;

    /// <summary>The value under the type's name, as the wire shows it whole (all references).</summary>
    public JsonNode? Of(Page page, Property property, int depth = 0) => property.Type switch
    {
        "created_time" => Workspace.Time(page.Created),
        "last_edited_time" => workspace.Shown(page.Edited),
        "created_by" => Workspace.User(page.CreatedBy),
        "last_edited_by" => Workspace.User(page.EditedBy),
        "unique_id" => new JsonObject { ["prefix"] = property.Config["prefix"]?.DeepClone(), ["number"] = page.Number },
        "button" => new JsonObject(),
        "formula" => new Formula(name => Named(page, name, depth)).Evaluate((string?)property.Config["expression"] ?? ""),
        "rollup" => depth >= MaxDepth ? Unsupported() : Rollup(page, property, depth),
        _ => page.Values.TryGetValue(property.Id, out var held) ? held.DeepClone() : Types.Empty(property.Type),
    };

    /// <summary>The words of a text-like value, for search, sorts and formulas.</summary>
    public static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonArray list when list.All(i => i?["plain_text"] is not null) => RichText.Plain(list),
        JsonArray list => string.Join(", ", list.Select(i => (string?)(i?["name"] ?? i?["id"]))),
        JsonObject o => (o["name"] ?? o["start"] ?? o["string"] ?? o["number"] ?? o["id"])?.ToString() ?? "",
        _ => value.ToString(),
    };

    /// <summary>The number in a value, however it came to be one; null for none.</summary>
    public static double? Number(JsonNode? value) =>
        value is not JsonValue held ? null : held.TryGetValue<double>(out var real) ? real : held.TryGetValue<int>(out var whole) ? whole : null;

    static JsonObject Unsupported() => new() { ["type"] = "unsupported", ["unsupported"] = new JsonObject(), ["function"] = "unsupported" };

    JsonNode? Named(Page page, string name, int depth) =>
        workspace.SourceOf(page)?.Find(name) is { } property && depth < MaxDepth ? Of(page, property, depth + 1) : null;

    JsonObject Rollup(Page page, Property property, int depth)
    {
        var function = (string?)property.Config["function"] ?? "show_original";
        var items = Related(page, property, depth).ToList();
        var numbers = items.Select(i => Number(i.Value)).OfType<double>().ToList();
        return function switch
        {
            "count" or "count_values" => Number(items.Count, function),
            "sum" => Number(numbers.Sum(), function),
            "average" => Number(numbers.Count == 0 ? null : numbers.Average(), function),
            "min" => Number(numbers.Count == 0 ? null : numbers.Min(), function),
            "max" => Number(numbers.Count == 0 ? null : numbers.Max(), function),
            _ => new() { ["type"] = "array", ["array"] = new JsonArray([.. items.Select(i => i.Shown)]), ["function"] = function },
        };
    }

    static JsonObject Number(double? value, string function) => new() { ["type"] = "number", ["number"] = value, ["function"] = function };

    IEnumerable<(JsonNode? Value, JsonNode Shown)> Related(Page page, Property rollup, int depth)
    {
        var relation = workspace.SourceOf(page)?.Find((string?)rollup.Config["relation_property_name"] ?? "");
        var references = relation is null ? null : Of(page, relation) as JsonArray;
        foreach (var id in references?.Select(r => (string)r!["id"]!) ?? [])
        {
            if (workspace.Pages.TryGetValue(id, out var other)
                && workspace.SourceOf(other)?.Find((string?)rollup.Config["rollup_property_name"] ?? "") is { } target)
            {
                var value = Of(other, target, depth + 1);
                yield return (value, new JsonObject { ["type"] = target.Type, [target.Type] = value?.DeepClone() });
            }
        }
    }
}
