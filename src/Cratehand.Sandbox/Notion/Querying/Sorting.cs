using System.Text.Json.Nodes;
using Cratehand.Sandbox.Notion.Properties;

namespace Cratehand.Sandbox.Notion.Querying;

/// <summary>A query's <c>sorts</c>, the first the strongest; what is empty comes last. Without sorts the newest row comes first.</summary>
sealed class Sorting(Workspace workspace, Values values)
{
    /// <exception cref="NotionException">A sort names what does not exist.</exception>
    public List<Page> Sort(DataSource source, IEnumerable<Page> rows, JsonNode? sorts)
    {
        var sorted = rows.Reverse().OrderByDescending(p => p.Created);
        if (sorts is null or JsonArray { Count: 0 })
        {
            return [.. sorted];
        }

        IOrderedEnumerable<Page>? ordered = null;
        foreach (var sort in sorts as JsonArray ?? throw NotionException.Should("body.sorts", "an array", sorts))
        {
            var key = Key(source, sort);
            var down = (string?)sort?["direction"] == "descending";
            var first = ordered?.ThenBy(p => key(p) is null) ?? sorted.OrderBy(p => key(p) is null);
            ordered = down ? first.ThenByDescending(key, Order) : first.ThenBy(key, Order);
        }

        return [.. ordered!];
    }

    static readonly IComparer<object?> Order = Comparer<object?>.Create((a, b) =>
        a is double x && b is double y ? x.CompareTo(y) : string.Compare(a?.ToString(), b?.ToString(), StringComparison.OrdinalIgnoreCase));

    Func<Page, object?> Key(DataSource source, JsonNode? sort)
    {
        if (sort?["timestamp"] is { } timestamp)
        {
            return page => workspace.Shown((string?)timestamp == "created_time" ? page.Created : page.Edited);
        }

        var name = (string?)sort?["property"] ?? throw NotionException.FixOne("body.sorts[0]", ["property", "timestamp"]);
        if (source.Find(name) is { } property)
        {
            return page => Comparable(property, values.Of(page, property));
        }

        return workspace.Rules.Holds(Hosting.Rules.NotionUnknownProperty)
            ? throw NotionException.Validation($"Could not find sort property with name or id: {name}")
            : _ => null;
    }

    // Select and status sort by their place in the schema, not by name.
    static object? Comparable(Property property, JsonNode? value) => value switch
    {
        null => null,
        JsonObject when property.Type is "select" or "status" =>
            (double)Options.List(property).Select(o => (string?)o!["id"]).ToList().IndexOf((string?)value["id"]),
        JsonObject when Values.Number(value["number"]) is { } number => number,
        JsonValue when Values.Number(value) is { } number => number,
        _ => Values.Text(value) is { Length: > 0 } text ? text : null,
    };
}
