using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Sandbox.Notion.Properties;

/// <summary>One property value as sent → as held. Null is "empty". What cannot be is refused in Notion's words.</summary>
sealed class ValueReader(Workspace workspace, Options options)
{
    const int MaxItems = 100;
    const int MaxUrl = 2000;

    RuleBook Rules => workspace.Rules;

    /// <param name="path">Where it stands, for the message: <c>body.properties.Title</c>.</param>
    public JsonNode? Read(Property property, JsonNode? sent, string path)
    {
        if (Types.ReadOnly.Contains(property.Type))
        {
            return Rules.Holds(Hosting.Rules.NotionReadOnly) ? throw NotionException.FixOne(path, Types.Writable) : null;
        }

        var type = TypeOf(sent, path);
        if (type != property.Type)
        {
            return Rules.Holds(Hosting.Rules.NotionWrongType)
                ? throw NotionException.Validation($"{property.Name} is expected to be {property.Type}.")
                : null;
        }

        return Read(property, type, sent![type], $"{path}.{type}");
    }

    static string TypeOf(JsonNode? sent, string path) => sent switch
    {
        JsonObject value when Types.Writable.FirstOrDefault(value.ContainsKey) is { } type => type,
        _ => throw NotionException.FixOne(path, Types.Writable),
    };

    JsonNode? Read(Property property, string type, JsonNode? value, string path) => type switch
    {
        "title" or "rich_text" => RichText.Read(value, path, Rules),
        "number" => Expect(value, path, "a number or `null`", JsonValueKind.Number),
        "checkbox" => Expect(value ?? throw NotionException.Undefined(path), path, "a boolean", JsonValueKind.True, JsonValueKind.False),
        "url" => Text(value, path, MaxUrl, Hosting.Rules.NotionUrl),
        "email" or "phone_number" => Text(value, path, 200, Hosting.Rules.NotionUrl),
        "select" => options.Select(property, value, path),
        "status" => options.Status(property, value, path),
        "multi_select" => new JsonArray([.. List(value, path).Select((o, i) => options.Select(property, o, $"{path}[{i}]"))]),
        "relation" => Relation(property, value, path),
        "people" => new JsonArray([.. List(value, path).Select((p, i) => Workspace.User(Ids.FromBody(p?["id"], $"{path}[{i}].id", Rules)))]),
        "files" => new JsonArray([.. List(value, path).Select((f, i) => FileOf(f, $"{path}[{i}]"))]),
        _ => Date(value, path),
    };

    static JsonNode? Expect(JsonNode? value, string path, string should, params JsonValueKind[] kinds) =>
        value is null ? null
        : kinds.Contains(value.GetValueKind()) ? value.DeepClone()
        : throw NotionException.Should(path, should, value);

    JsonValue? Text(JsonNode? value, string path, int most, Rule rule)
    {
        var text = Expect(value, path, "a string or `null`", JsonValueKind.String)?.GetValue<string>();
        return text?.Length > most && Rules.Holds(rule) ? throw NotionException.TooMany(path, most, text.Length)
            : text is { Length: 0 } or null ? null
            : JsonValue.Create(text);
    }

    JsonArray List(JsonNode? value, string path)
    {
        var list = value as JsonArray ?? throw (value is null ? NotionException.Undefined(path) : NotionException.Should(path, "an array", value));
        return list.Count > MaxItems && Rules.Holds(Hosting.Rules.NotionArray) ? throw NotionException.TooMany(path, MaxItems, list.Count) : list;
    }

    JsonArray Relation(Property property, JsonNode? value, string path)
    {
        var ids = List(value, path).Select((r, i) => Ids.FromBody(r?["id"], $"{path}[{i}].id", Rules)).Distinct().ToList();
        foreach (var id in ids)
        {
            if (workspace.Page(id).DataSourceId is { } source && property.Config["data_source_id"] is { } target && target.GetValue<string>() != source)
            {
                throw NotionException.Validation($"Page {id} is not in the related data source of {property.Name}.");
            }
        }

        return [.. ids.Select(id => new JsonObject { ["id"] = id })];
    }

    JsonObject FileOf(JsonNode? file, string path)
    {
        var name = file?["name"]?.GetValue<string>();
        var url = file?["external"]?["url"]?.GetValue<string>();
        if (url is null)
        {
            throw NotionException.FixOne(path, ["external", "file_upload"]);
        }

        return url.Length > MaxUrl && Rules.Holds(Hosting.Rules.NotionUrl)
            ? throw NotionException.TooMany(path + ".external.url", MaxUrl, url.Length)
            : new() { ["name"] = name ?? url, ["type"] = "external", ["external"] = new JsonObject { ["url"] = url } };
    }

    static JsonObject? Date(JsonNode? value, string path)
    {
        if (value is null)
        {
            return null;
        }

        return new()
        {
            ["start"] = Moment(value is JsonObject ? value["start"] : value, path + ".start") ?? throw NotionException.Undefined(path + ".start"),
            ["end"] = Moment((value as JsonObject)?["end"], path + ".end"),
            ["time_zone"] = (value as JsonObject)?["time_zone"]?.DeepClone(),
        };
    }

    // A day stays a day; a moment comes back with milliseconds and an offset.
    static JsonValue? Moment(JsonNode? value, string path)
    {
        if (value is null)
        {
            return null;
        }

        var text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return JsonValue.Create(text);
        }

        return text.Length > 10 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? JsonValue.Create(at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture))
            : throw NotionException.Should(path, "a valid ISO 8601 date string", value);
    }
}
