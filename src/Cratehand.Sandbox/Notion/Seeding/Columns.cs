using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Notion.Properties;

namespace Cratehand.Sandbox.Notion.Seeding;

/// <summary>
/// Columns in a line each: <c>Name : type : rest</c>. The rest is options by <c>|</c> for select, multi_select and status; a database's key for
/// relation; <c>Relation / Property / function</c> for rollup; the expression for formula; the prefix for unique_id.
/// </summary>
sealed class Columns(Workspace workspace, SchemaWriter schema)
{
    /// <exception cref="SeedException">A line names a type that does not exist.</exception>
    public void Add(DataSource source, string line)
    {
        var parts = line.Split(" : ", 3);
        var type = parts.Length > 1 ? parts[1] : "rich_text";
        if (!Types.IsKnown(type))
        {
            throw new SeedException($"'{line}' names no property type that Notion has.");
        }

        source.Properties.Add(schema.Make(parts[0], type, Config(source, type, parts.ElementAtOrDefault(2) ?? "")));
    }

    JsonObject Config(DataSource source, string type, string rest) => type switch
    {
        "select" or "multi_select" or "status" => new() { ["options"] = Options(rest) },
        "number" => new() { ["format"] = "number" },
        "formula" => new() { ["expression"] = rest },
        "unique_id" => new() { ["prefix"] = rest.Length > 0 ? rest : null },
        "relation" => Relation(rest),
        "rollup" => Rollup(source, rest.Split(" / ")),
        _ => [],
    };

    static JsonArray Options(string rest) =>
        [.. rest.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(n => new JsonObject { ["name"] = n })];

    JsonObject Relation(string key)
    {
        var database = workspace.Databases.Values.FirstOrDefault(d => d.Key == key) ?? throw new SeedException($"There is no database '{key}' to relate to.");
        return new()
        {
            ["database_id"] = database.Id,
            ["data_source_id"] = workspace.FirstSourceOf(database).Id,
            ["type"] = "single_property",
            ["single_property"] = new JsonObject(),
        };
    }

    JsonObject Rollup(DataSource source, string[] parts)
    {
        var relation = source.Find(parts[0]) ?? throw new SeedException($"A rollup asks for the relation '{parts[0]}', which is not there.");
        var target = workspace.DataSources[(string)relation.Config["data_source_id"]!].Find(parts[1])
            ?? throw new SeedException($"A rollup asks for the property '{parts[1]}', which is not there.");
        return new()
        {
            ["relation_property_name"] = relation.Name,
            ["relation_property_id"] = relation.Id,
            ["rollup_property_name"] = target.Name,
            ["rollup_property_id"] = target.Id,
            ["function"] = parts[2],
        };
    }
}
