using System.Text.Json.Nodes;

namespace Cratehand.Music.Notion;

/// <summary>Which rows, in which order, with which properties. Default: all.</summary>
public sealed record NotionQuery
{
    public static readonly NotionQuery All = new();

    /// <summary>A filter in Notion's JSON (API page: filter database entries), at most two levels deep; see <see cref="Filter"/>.</summary>
    public JsonObject? Filter { get; init; }

    /// <summary>In Notion's JSON, the first weighs most; see <see cref="Sort"/>.</summary>
    public IReadOnlyList<JsonObject> Sorts { get; init; } = [];

    /// <summary>Ids or names of the properties to give; all if empty. A wide table answers much faster for a few.</summary>
    public IReadOnlyList<string> Properties { get; init; } = [];

    internal JsonObject ToBody()
    {
        var body = new JsonObject();
        if (Filter is not null)
        {
            body["filter"] = Filter.DeepClone();
        }

        if (Sorts.Count > 0)
        {
            body["sorts"] = new JsonArray([.. Sorts.Select(sort => sort.DeepClone())]);
        }

        return body;
    }

    // An id comes URL-encoded from Notion and must not be encoded twice.
    internal string ToAddress() =>
        Properties.Count == 0 ? "" : "?" + string.Join('&', Properties.Select(id => "filter_properties=" + Uri.EscapeDataString(Uri.UnescapeDataString(id))));
}

/// <summary>The filters that are needed here, in Notion's JSON.</summary>
public static class Filter
{
    /// <summary>One condition on a property: <c>Where("Status", "status", "equals", "Ready")</c>.</summary>
    public static JsonObject Where(string property, string type, string condition, JsonNode value) =>
        new() { ["property"] = property, [type] = new JsonObject { [condition] = value } };

    /// <summary>Edited at that moment or later; Notion knows the minute only, so what was seen comes again.</summary>
    public static JsonObject EditedSince(DateTimeOffset moment) =>
        new()
        {
            ["timestamp"] = "last_edited_time",
            ["last_edited_time"] = new JsonObject { ["on_or_after"] = moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") },
        };

    public static JsonObject And(params JsonObject[] all) => new() { ["and"] = new JsonArray([.. all]) };

    public static JsonObject Or(params JsonObject[] any) => new() { ["or"] = new JsonArray([.. any]) };
}

/// <summary>Orders, in Notion's JSON.</summary>
public static class Sort
{
    public static JsonObject By(string property, bool descending = false) => new() { ["property"] = property, ["direction"] = Direction(descending) };

    /// <param name="timestamp"><c>created_time</c> or <c>last_edited_time</c>.</param>
    public static JsonObject ByTime(string timestamp, bool descending = false) => new() { ["timestamp"] = timestamp, ["direction"] = Direction(descending) };

    static string Direction(bool descending) => descending ? "descending" : "ascending";
}
