using System.Text.Json.Nodes;

namespace Cratehand.Sandbox.Notion.Properties;

/// <summary>Columns as sent → as held: added, renamed, given options, removed.</summary>
sealed class SchemaWriter(Workspace workspace, Options options)
{
    /// <summary>Applies a <c>properties</c> object; answers what changed, as the schema event tells it.</summary>
    public IReadOnlyList<(Property Property, string Action)> Write(DataSource source, JsonObject properties)
    {
        var changes = new List<(Property, string)>();
        foreach (var (name, sent) in properties)
        {
            changes.Add(source.Find(name) is { } old ? Change(source, old, sent) : Add(source, name, sent));
        }

        source.Edited = workspace.Now;
        return changes;
    }

    (Property Property, string Action) Change(DataSource source, Property old, JsonNode? sent)
    {
        if (sent is null)
        {
            source.Properties.Remove(old.Type == "title" ? throw NotionException.Validation("Cannot delete the title property.") : old);
            return (old, "deleted");
        }

        old.Name = (string?)sent["name"] ?? old.Name;
        if (sent[old.Type] is JsonObject config && config.Count > 0)
        {
            old.Config = Configured(old.Type, config, old);
        }

        return (old, "updated");
    }

    (Property Property, string Action) Add(DataSource source, string name, JsonNode? sent)
    {
        var type = (sent as JsonObject)?.Select(p => p.Key).FirstOrDefault(Types.IsKnown);
        if (type is null)
        {
            throw NotionException.FixOne($"body.properties.{name}", [.. Types.Writable, .. Types.ReadOnly]);
        }

        var property = Make(name, type, sent![type] as JsonObject);
        source.Properties.Add(property);
        return (property, "created");
    }

    /// <summary>A column that stands nowhere yet.</summary>
    public Property Make(string name, string type, JsonObject? config) => new()
    {
        Id = type == "title" ? "title" : workspace.NewPropertyId(),
        Name = name,
        Type = type,
        Config = Configured(type, config ?? [], null),
    };

    JsonObject Configured(string type, JsonObject sent, Property? old)
    {
        var config = sent.DeepClone().AsObject();
        if (type is "select" or "multi_select" or "status")
        {
            config["options"] = Merged(sent["options"] as JsonArray ?? [], old);
        }

        if (type == "status" && config["groups"] is not JsonArray)
        {
            config["groups"] = Groups(config["options"]!.AsArray());
        }

        return config;
    }

    // Options are matched by id, then by name; colours and ids stay.
    JsonArray Merged(JsonArray sent, Property? old)
    {
        var before = old is null ? [] : Options.List(old);
        return
        [
            .. sent.Select((o, i) =>
                before.FirstOrDefault(b => o?["id"] is { } id ? (string?)b!["id"] == (string?)id : (string?)b!["name"] == (string?)o?["name"])?.DeepClone()
                ?? Made(o, i)),
        ];
    }

    JsonObject Made(JsonNode? sent, int place)
    {
        var made = options.Make((string?)sent?["name"] ?? throw NotionException.Undefined("body.properties.options.name"), place);
        made["color"] = (string?)sent?["color"] ?? (string?)made["color"];
        return made;
    }

    // The first option is where work starts, the last where it ends.
    JsonArray Groups(JsonArray options) =>
    [
        Group("To-do", "gray", options.Take(1)),
        Group("In progress", "blue", options.Skip(1).SkipLast(1)),
        Group("Complete", "green", options.Skip(1).TakeLast(1)),
    ];

    JsonObject Group(string name, string color, IEnumerable<JsonNode?> members) => new()
    {
        ["id"] = workspace.NewId(),
        ["name"] = name,
        ["color"] = color,
        ["option_ids"] = new JsonArray([.. members.Select(o => o!["id"]!.DeepClone())]),
    };
}
