using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Sandbox.Notion.Properties;

/// <summary>Rich text as sent, checked, and made into what is answered.</summary>
static class RichText
{
    const int MaxRuns = 100;
    const int MaxText = 2000;
    const int MaxUrl = 2000;
    const int MaxEquation = 1000;

    public static JsonArray Read(JsonNode? value, string path, RuleBook rules)
    {
        if (value is not JsonArray runs)
        {
            throw value is null ? NotionException.Undefined(path) : NotionException.Should(path, "an array", value);
        }

        if (runs.Count > MaxRuns && rules.Holds(Rules.NotionArray))
        {
            throw NotionException.TooMany(path, MaxRuns, runs.Count);
        }

        return [.. runs.Select((run, i) => ReadRun(run, $"{path}[{i}]", rules))];
    }

    /// <summary>One run of plain words, as a person would have typed it.</summary>
    public static JsonArray Of(string text) => text.Length == 0 ? [] : [Run("text", new JsonObject { ["content"] = text, ["link"] = null }, text, null, null)];

    /// <summary>The words alone.</summary>
    public static string Plain(JsonNode? runs) =>
        runs is JsonArray array ? string.Concat(array.Select(r => r?["plain_text"]?.GetValue<string>())) : "";

    static JsonObject ReadRun(JsonNode? run, string path, RuleBook rules)
    {
        if (run is JsonObject { } text && text["text"] is JsonObject content)
        {
            return ReadText(text, content, path, rules);
        }

        if (run?["equation"] is JsonObject equation)
        {
            var expression = equation["expression"]?.GetValue<string>() ?? throw NotionException.Undefined(path + ".equation.expression");
            Limit(expression, MaxEquation, path + ".equation.expression", rules);
            return Run("equation", equation.DeepClone(), expression, null, run["annotations"]);
        }

        return run?["mention"] is JsonObject mention
            ? Run("mention", mention.DeepClone(), "@mention", null, run["annotations"])
            : throw NotionException.FixOne(path, ["text", "mention", "equation"]);
    }

    static JsonObject ReadText(JsonObject run, JsonObject text, string path, RuleBook rules)
    {
        var content = text["content"] is JsonValue value && value.TryGetValue<string>(out var words)
            ? words
            : throw (text["content"] is { } other
                ? NotionException.Should(path + ".text.content", "a string", other)
                : NotionException.Undefined(path + ".text.content"));
        Limit(content, MaxText, path + ".text.content", rules);
        var link = text["link"]?["url"]?.GetValue<string>();
        if (link?.Length > MaxUrl && rules.Holds(Rules.NotionUrl))
        {
            throw NotionException.TooMany(path + ".text.link.url", MaxUrl, link.Length);
        }

        var kept = new JsonObject { ["content"] = content, ["link"] = link is null ? null : new JsonObject { ["url"] = link } };
        return Run("text", kept, content, link, run["annotations"]);
    }

    static void Limit(string text, int most, string path, RuleBook rules)
    {
        if (text.Length > most && rules.Holds(Rules.NotionRichText))
        {
            throw NotionException.TooMany(path, most, text.Length);
        }
    }

    static JsonObject Run(string type, JsonNode content, string plain, string? href, JsonNode? annotations) => new()
    {
        ["type"] = type,
        [type] = content,
        ["annotations"] = Annotations(annotations),
        ["plain_text"] = plain,
        ["href"] = href,
    };

    static JsonObject Annotations(JsonNode? given)
    {
        var all = new JsonObject
        {
            ["bold"] = false,
            ["italic"] = false,
            ["strikethrough"] = false,
            ["underline"] = false,
            ["code"] = false,
            ["color"] = "default",
        };
        foreach (var (name, value) in given as JsonObject ?? [])
        {
            all[name] = value?.DeepClone();
        }

        return all;
    }
}
