using System.Text.Json.Nodes;
using Cratehand.Music.Notion.Properties;

namespace Cratehand.Music.Notion;

/// <summary>A row to be made.</summary>
/// <param name="DataSourceId">Where.</param>
/// <param name="Properties">By name, as a writer of <see cref="PropertyForms"/> makes them.</param>
public sealed record PageDraft(string DataSourceId, IReadOnlyDictionary<string, JsonObject> Properties)
{
    /// <summary>The content, at most 100 blocks.</summary>
    public IReadOnlyList<JsonObject> Children { get; init; } = [];

    internal JsonObject ToBody()
    {
        var body = new JsonObject
        {
            ["parent"] = new JsonObject { ["type"] = "data_source_id", ["data_source_id"] = DataSourceId },
            ["properties"] = Copy(Properties),
        };
        if (Children.Count > 0)
        {
            body["children"] = new JsonArray([.. Children.Select(block => block.DeepClone())]);
        }

        return body;
    }

    internal static JsonObject Copy(IReadOnlyDictionary<string, JsonObject> properties) =>
        new(properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value.DeepClone())));
}

/// <summary>What a row carries so that it is known again: the property is the mark's alone, the value is that of the work behind it.</summary>
/// <param name="Property">Of type rich_text.</param>
/// <param name="Value">Unique, e.g. a job's id; at most 2000 characters.</param>
public sealed record PageMark(string Property, string Value)
{
    internal JsonObject ToFilter() => Filter.Where(Property, "rich_text", "equals", Value);

    internal PageDraft Put(PageDraft draft) =>
        draft with { Properties = new Dictionary<string, JsonObject>(draft.Properties) { [Property] = PropertyForms.RichText.Write(Value) } };
}

/// <summary>A row, and whether it was made now or found by its mark.</summary>
public sealed record MarkedPage(NotionPage Page, bool IsNew);
