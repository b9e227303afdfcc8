using System.Text.Json;

namespace Cratehand.Music.Notion;

/// <summary>A database: since 2025-09-03 only a container of data sources.</summary>
public sealed record NotionDatabase(string Id, string Title, IReadOnlyList<(string Id, string Name)> DataSources);

/// <summary>A table of rows and its schema.</summary>
public sealed record DataSource(string Id, string Title, IReadOnlyList<Column> Columns)
{
    internal static DataSource Read(JsonElement json) =>
        new(
            json.At("id").Text() ?? "",
            PlainText.Of(json.At("title")),
            json.At("properties") is { ValueKind: JsonValueKind.Object } all ? [.. all.EnumerateObject().Select(p => Column.Read(p.Name, p.Value))] : []);
}

/// <summary>A column of a data source.</summary>
/// <param name="Id">As Notion gives it, URL-encoded; <c>title</c> for the title.</param>
/// <param name="Type"><c>rich_text</c>, <c>number</c>, …, or a type that we do not know.</param>
/// <param name="Options">The names that a select, multi_select or status has; none for others.</param>
public sealed record Column(string Id, string Name, string Type, IReadOnlyList<string> Options)
{
    internal static Column Read(string name, JsonElement json)
    {
        var type = json.At("type").Text() ?? "";
        return new(json.At("id").Text() ?? "", name, type, [.. json.At(type, "options").Items().Select(option => option.At("name").Text() ?? "")]);
    }
}
