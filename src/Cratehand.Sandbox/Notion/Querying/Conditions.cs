using System.Text.Json;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Notion.Properties;

namespace Cratehand.Sandbox.Notion.Querying;

/// <summary>What a condition asks of a value: <c>{"contains":"x"}</c> and its kin, by type (API page: filter database entries).</summary>
sealed class Conditions(Func<DateTimeOffset> now)
{
    static readonly string[] Numbers = ["equals", "does_not_equal", "greater_than", "less_than", "greater_than_or_equal_to", "less_than_or_equal_to"];
    static readonly string[] Emptiness = ["is_empty", "is_not_empty"];

    /// <summary>A test of values of this type. Every entry of the condition must hold.</summary>
    /// <exception cref="NotionException">An operator that the type does not have.</exception>
    public Func<JsonNode?, bool> Compile(string type, JsonNode? condition, string path)
    {
        if (condition is not JsonObject { Count: > 0 } all)
        {
            throw NotionException.FixOne(path, Operators(type));
        }

        var tests = all.Select(c => Compile(type, c.Key, c.Value, path)).ToList();
        return value => tests.TrueForAll(test => test(value));
    }

    /// <summary>The operators that a type has, in the API page's order.</summary>
    public static IReadOnlyList<string> Operators(string type) => type switch
    {
        "number" or "unique_id" => [.. Numbers, .. Emptiness],
        "checkbox" => ["equals", "does_not_equal"],
        "select" or "status" => ["equals", "does_not_equal", .. Emptiness],
        "multi_select" or "relation" or "people" or "created_by" or "last_edited_by" => ["contains", "does_not_contain", .. Emptiness],
        "date" or "created_time" or "last_edited_time" =>
        [
            "equals", "before", "after", "on_or_before", "on_or_after", "past_week", "past_month", "past_year", "this_week", "next_week",
            "next_month", "next_year", .. Emptiness,
        ],
        "files" => Emptiness,
        _ => ["equals", "does_not_equal", "contains", "does_not_contain", "starts_with", "ends_with", .. Emptiness],
    };

    Func<JsonNode?, bool> Compile(string type, string op, JsonNode? wanted, string path)
    {
        if (!Operators(type).Contains(op))
        {
            throw NotionException.FixOne(path, Operators(type));
        }

        return op switch
        {
            "is_empty" => IsEmpty,
            "is_not_empty" => value => !IsEmpty(value),
            _ => type switch
            {
                "number" or "unique_id" => Number(op, Double(wanted, $"{path}.{op}")),
                "checkbox" => Checkbox(op, wanted),
                "select" or "status" => Choice(op, wanted),
                "multi_select" or "relation" or "people" or "created_by" or "last_edited_by" => Member(op, wanted),
                "date" or "created_time" or "last_edited_time" => Dates.Compile(op, wanted, $"{path}.{op}", now()),
                _ => Words(op, wanted, $"{path}.{op}"),
            },
        };
    }

    static bool IsEmpty(JsonNode? value) => value is null or JsonArray { Count: 0 } || Values.Text(value).Length == 0;

    static Func<JsonNode?, bool> Checkbox(string op, JsonNode? wanted)
    {
        var yes = wanted?.GetValueKind() == JsonValueKind.True;
        return value => (value?.GetValueKind() == JsonValueKind.True) == yes == (op == "equals");
    }

    static Func<JsonNode?, bool> Number(string op, double wanted) => value =>
    {
        if (Values.Number((value as JsonObject)?["number"] ?? value) is not { } held)
        {
            return op == "does_not_equal";
        }

        var order = held.CompareTo(wanted);
        return op switch
        {
            "equals" => order == 0,
            "does_not_equal" => order != 0,
            "greater_than" => order > 0,
            "less_than" => order < 0,
            "greater_than_or_equal_to" => order >= 0,
            _ => order <= 0,
        };
    };

    static double Double(JsonNode? wanted, string path) =>
        Values.Number(wanted) ?? throw NotionException.Should(path, "a number", wanted);

    // One name, or (since April 2026) a list of which any will do.
    static Func<JsonNode?, bool> Choice(string op, JsonNode? wanted)
    {
        var names = Names(wanted);
        return value => names.Contains((string?)value?["name"] ?? "") == (op == "equals");
    }

    static Func<JsonNode?, bool> Member(string op, JsonNode? wanted)
    {
        var names = Names(wanted).Select(n => n == "me" ? Workspace.BotId : n).ToHashSet();
        var ids = names.Select(n => Guid.TryParse(n, out var id) ? id.ToString() : n).ToHashSet();
        return value => Items(value).Any(i => names.Contains((string?)i["name"] ?? "") || ids.Contains((string?)i["id"] ?? "")) == (op == "contains");
    }

    static IEnumerable<JsonNode> Items(JsonNode? value) => value is JsonArray many ? many.OfType<JsonNode>() : value is null ? [] : [value];

    static HashSet<string> Names(JsonNode? wanted) =>
        wanted is JsonArray many ? [.. many.Select(m => m?.ToString() ?? "")] : [wanted?.ToString() ?? ""];

    // Case is ignored, as in Notion.
    static Func<JsonNode?, bool> Words(string op, JsonNode? wanted, string path)
    {
        var text = wanted?.GetValueKind() == JsonValueKind.String ? wanted.GetValue<string>() : throw NotionException.Should(path, "a string", wanted);
        const StringComparison Ignoring = StringComparison.OrdinalIgnoreCase;
        return value => Values.Text(value) is var held && op switch
        {
            "equals" => held.Equals(text, Ignoring),
            "does_not_equal" => !held.Equals(text, Ignoring),
            "contains" => held.Contains(text, Ignoring),
            "does_not_contain" => !held.Contains(text, Ignoring),
            "starts_with" => held.StartsWith(text, Ignoring),
            _ => held.EndsWith(text, Ignoring),
        };
    }
}
