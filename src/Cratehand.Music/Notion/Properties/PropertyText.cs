using System.Globalization;
using System.Text.Json;

namespace Cratehand.Music.Notion.Properties;

/// <summary>Any property as text, the way its cell reads: what an adapted field is read with.</summary>
public static class PropertyText
{
    /// <summary>The text, or <c>null</c> if it is empty or absent. A type that we do not know is its JSON.</summary>
    public static string? Of(JsonElement property)
    {
        var type = property.At("type").Text() ?? "";
        return Value(type, property.At(type)) is { Length: > 0 } text ? text : null;
    }

    static string? Value(string type, JsonElement value) => type switch
    {
        _ when value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined => null,
        "title" or "rich_text" => PlainText.Of(value),
        "select" or "status" => WordForms.Name(value),
        "multi_select" => Joined(WordForms.Names(value)),
        "date" => NotionDate.Read(value) is { } date ? (date.End is null ? date.Start : $"{date.Start} → {date.End}") : null,
        "relation" => Joined(value.Items().Select(row => row.At("id").Text())),
        "files" => Joined(NotionFile.Read(value).Select(file => file.Url)),
        "people" => Joined(NotionPerson.ReadAll(value).Select(person => person.Name ?? person.Id)),
        "created_by" or "last_edited_by" => NotionPerson.Read(value) is { } person ? person.Name ?? person.Id : null,
        "unique_id" => WordForms.UniqueId(value),
        "formula" or "rollup" => Value(value.At("type").Text() ?? "", value.At(value.At("type").Text() ?? "")),
        "array" => Joined(value.Items().Select(Of)),
        _ => Plain(value),
    };

    static string? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetDouble().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.GetRawText(),
    };

    static string Joined(IEnumerable<string?> parts) => string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));
}
