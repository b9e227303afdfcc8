using System.Text.Json;

namespace Cratehand.Music.Notion.Properties;

/// <summary>What a formula or a rollup comes to; Notion computes it, and says <c>unsupported</c> where it will not tell.</summary>
/// <param name="Type">Formula: <c>string</c>, <c>number</c>, <c>boolean</c>, <c>date</c>. Rollup: <c>number</c>, <c>date</c>, <c>array</c>.</param>
/// <param name="Value">What stands under that name.</param>
public sealed record Computed(string Type, JsonElement Value)
{
    public string? Text => Value.Text();

    public double? Number => Value.Number();

    public bool IsTrue => Value.IsTrue();

    public NotionDate? Date => NotionDate.Read(Value);

    /// <summary>The properties that a rollup shows, each as it stands in its own row; at most 25.</summary>
    public IReadOnlyList<JsonElement> Items => [.. Value.Items()];

    internal static Computed? Read(JsonElement value) => value.At("type").Text() is { } type ? new(type, value.At(type)) : null;
}
