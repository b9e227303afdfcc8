using System.Text.Json.Nodes;

namespace Cratehand.Sandbox.Notion.Properties;

/// <summary>The property types and what they have in common.</summary>
static class Types
{
    /// <summary>Those a page write may carry, in the order in which Notion lists them when none is there.</summary>
    public static readonly string[] Writable =
    [
        "title", "rich_text", "number", "url", "select", "multi_select", "people", "email", "phone_number", "date", "checkbox",
        "relation", "files", "status",
    ];

    /// <summary>Those Notion works out itself.</summary>
    public static readonly string[] ReadOnly =
        ["formula", "rollup", "created_time", "last_edited_time", "created_by", "last_edited_by", "unique_id", "button"];

    public static bool IsKnown(string type) => Writable.Contains(type) || ReadOnly.Contains(type);

    /// <summary>Whether the value is text as far as filters and sorts go.</summary>
    public static bool IsText(string type) => type is "title" or "rich_text" or "url" or "email" or "phone_number";

    public static bool IsList(string type) => type is "title" or "rich_text" or "multi_select" or "people" or "relation" or "files";

    /// <summary>What a row shows that was never given a value.</summary>
    public static JsonNode? Empty(string type) => type switch
    {
        _ when IsList(type) => new JsonArray(),
        "checkbox" => JsonValue.Create(false),
        _ => null,
    };
}
