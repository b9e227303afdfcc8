using System.Text.Json.Nodes;
using Cratehand.Sandbox.Notion.Properties;

namespace Cratehand.Sandbox.Notion.Querying;

/// <summary>A query's <c>filter</c> → a test of rows. Compounds may nest once: two levels in all.</summary>
sealed class Filter(Workspace workspace, Values values)
{
    const int MaxLevels = 2;
    readonly Conditions _conditions = new(() => workspace.Now);

    /// <exception cref="NotionException">The filter is not one that Notion takes.</exception>
    public Func<Page, bool> Compile(DataSource source, JsonNode? filter) =>
        filter is null ? _ => true : Compile(source, filter, "body.filter", 1);

    Func<Page, bool> Compile(DataSource source, JsonNode? filter, string path, int level)
    {
        foreach (var word in (string[])["and", "or"])
        {
            if (filter?[word] is JsonArray members)
            {
                return Compound(source, members, word == "and", $"{path}.{word}", level);
            }
        }

        return filter?["timestamp"] is { } timestamp ? Timestamp(filter, timestamp.ToString(), path)
            : filter?["property"] is { } property ? Single(source, filter.AsObject(), property.ToString(), path)
            : throw NotionException.FixOne(path, ["or", "and", "property", "timestamp"]);
    }

    Func<Page, bool> Compound(DataSource source, JsonArray members, bool isAnd, string path, int level)
    {
        if (level > MaxLevels && workspace.Rules.Holds(Hosting.Rules.NotionFilterDepth))
        {
            throw NotionException.FixOne(path[..path.LastIndexOf('.')], ["property", "timestamp"]);
        }

        if (members.Count > 100 && workspace.Rules.Holds(Hosting.Rules.NotionArray))
        {
            throw NotionException.TooMany(path, 100, members.Count);
        }

        var tests = members.Select((m, i) => Compile(source, m, $"{path}[{i}]", level + 1)).ToList();
        return isAnd ? page => tests.TrueForAll(t => t(page)) : page => tests.Exists(t => t(page));
    }

    Func<Page, bool> Timestamp(JsonNode filter, string name, string path)
    {
        if (name is not ("created_time" or "last_edited_time"))
        {
            throw NotionException.Should(path + ".timestamp", "`\"created_time\"` or `\"last_edited_time\"`", JsonValue.Create(name));
        }

        var test = _conditions.Compile(name, filter[name], $"{path}.{name}");
        return page => test(workspace.Shown(name == "created_time" ? page.Created : page.Edited));
    }

    Func<Page, bool> Single(DataSource source, JsonObject filter, string name, string path)
    {
        var named = filter.Select(f => f.Key).FirstOrDefault(k => k is not ("property" or "type"));
        if (source.Find(name) is not { } property)
        {
            return workspace.Rules.Holds(Hosting.Rules.NotionUnknownProperty)
                ? throw NotionException.Validation($"Could not find property with name or id: {name}")
                : _ => true;
        }

        if (named is null)
        {
            throw NotionException.FixOne(path, [property.Type]);
        }

        var given = FilterType(property.Type);
        if (named != given && !(given is "created_time" or "last_edited_time" && named == "date"))
        {
            return workspace.Rules.Holds(Hosting.Rules.NotionFilterType)
                ? throw NotionException.Validation($"database property {property.Type} does not match filter {named}")
                : _ => true;
        }

        var test = Test(property, filter[named], $"{path}.{named}");
        return page => test(values.Of(page, property));
    }

    // People are asked for as people, whoever they are.
    static string FilterType(string type) => type is "created_by" or "last_edited_by" ? "people" : type;

    Func<JsonNode?, bool> Test(Property property, JsonNode? condition, string path) => property.Type switch
    {
        "formula" => Inner(condition, path, ["string", "number", "checkbox", "date"]),
        "rollup" => RollupTest(condition, path),
        _ => _conditions.Compile(FilterType(property.Type), condition, path),
    };

    Func<JsonNode?, bool> Inner(JsonNode? condition, string path, string[] kinds)
    {
        var kind = (condition as JsonObject)?.Select(c => c.Key).FirstOrDefault(kinds.Contains) ?? throw NotionException.FixOne(path, kinds);
        var test = _conditions.Compile(kind == "string" ? "rich_text" : kind, condition![kind], $"{path}.{kind}");
        return value => test(value?[kind == "checkbox" ? "boolean" : kind]);
    }

    Func<JsonNode?, bool> RollupTest(JsonNode? condition, string path)
    {
        var kind = (condition as JsonObject)?.Select(c => c.Key).FirstOrDefault(k => k is "any" or "none" or "every");
        if (kind is null)
        {
            return Inner(condition, path, ["number", "date"]);
        }

        var inner = condition![kind] as JsonObject ?? throw NotionException.Undefined($"{path}.{kind}");
        var type = inner.Select(c => c.Key).First();
        var test = _conditions.Compile(type, inner[type], $"{path}.{kind}.{type}");
        return value => (value?["array"] as JsonArray ?? []).Select(i => test(i?[type])) is var hits && kind switch
        {
            "any" => hits.Any(h => h),
            "none" => !hits.Any(h => h),
            _ => hits.All(h => h),
        };
    }
}
