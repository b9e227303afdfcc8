using System.Text.Json.Nodes;

namespace Cratehand.Sandbox.Notion.Properties;

/// <summary>Options of select, multi-select and status: the first two grow by being written, the third does not.</summary>
sealed class Options(Workspace workspace)
{
    static readonly string[] Colors = ["default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red"];

    /// <summary>The option as a page shows it, added to the schema when its name is new. Null clears.</summary>
    public JsonNode? Select(Property property, JsonNode? sent, string path)
    {
        if (sent is null)
        {
            return null;
        }

        if (Known(property, sent) is { } known)
        {
            return Shown(known);
        }

        var name = sent["name"]?.GetValue<string>() ?? throw NotionException.FixOne(path, ["id", "name"]);
        if (name.Contains(','))
        {
            throw NotionException.Validation($"Invalid select option, commas not allowed: {name}");
        }

        var made = Make(name, List(property).Count);
        if (workspace.Rules.Holds(Hosting.Rules.NotionSelectCreates))
        {
            List(property).Add(made);
        }

        return Shown(made);
    }

    /// <summary>The option, which must exist. Null puts the default back: a status is never empty.</summary>
    public JsonNode? Status(Property property, JsonNode? sent, string path)
    {
        if (sent is null)
        {
            return Default(property);
        }

        if (Known(property, sent) is { } known)
        {
            return Shown(known);
        }

        var name = (sent["name"] ?? sent["id"])?.GetValue<string>() ?? throw NotionException.FixOne(path, ["id", "name"]);

        // The stray quotation mark is the live API's.
        return workspace.Rules.Holds(Hosting.Rules.NotionStatusOption)
            ? throw NotionException.Validation($"Invalid status option. Status option \"{name}\" does not exist\".")
            : Shown(Make(name, 0));
    }

    /// <summary>The first option of the schema: what a new row has.</summary>
    public static JsonNode? Default(Property property) => List(property).FirstOrDefault() is { } first ? Shown(first) : null;

    public JsonObject Make(string name, int place) => new()
    {
        ["id"] = workspace.NewId(),
        ["name"] = name,
        ["color"] = Colors[place % Colors.Length],
        ["description"] = null,
    };

    public static JsonArray List(Property property)
    {
        if (property.Config["options"] is JsonArray options)
        {
            return options;
        }

        options = [];
        property.Config["options"] = options;
        return options;
    }

    static JsonNode? Known(Property property, JsonNode sent) =>
        List(property).FirstOrDefault(o => sent["id"] is { } id ? (string?)o!["id"] == (string?)id : (string?)o!["name"] == (string?)sent["name"]);

    static JsonObject Shown(JsonNode option) =>
        new() { ["id"] = (string?)option["id"], ["name"] = (string?)option["name"], ["color"] = (string?)option["color"] };
}
