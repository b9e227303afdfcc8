using System.Text.Json;

namespace Cratehand.Music.Notion;

/// <summary>A page, or a row of a data source. It keeps the answer it stood in: <see cref="Keep"/> what is to stay in memory.</summary>
public readonly record struct NotionPage(JsonElement Json)
{
    public string Id => Json.At("id").Text() ?? "";

    /// <summary>Where a person opens it; <c>null</c> if Notion did not say.</summary>
    public string? Url => Json.At("url").Text();

    /// <summary>The data source it is a row of; <c>null</c> for a page under a page.</summary>
    public string? DataSourceId => Json.At("parent", "data_source_id").Text();

    /// <summary>Rounded down to the minute by Notion: two edits in one minute look like one.</summary>
    public DateTimeOffset LastEdited => Json.At("last_edited_time") is { ValueKind: JsonValueKind.String } time ? time.GetDateTimeOffset() : default;

    public DateTimeOffset Created => Json.At("created_time") is { ValueKind: JsonValueKind.String } time ? time.GetDateTimeOffset() : default;

    public bool IsInTrash => Json.At("in_trash").IsTrue() || Json.At("archived").IsTrue();

    /// <summary>All properties by name, each <c>{id, type, …}</c>; types unknown to us stand there verbatim.</summary>
    public JsonElement Properties => Json.At("properties");

    /// <summary>One property, for a reader of <see cref="Notion.Properties.PropertyForms"/>; <c>undefined</c> if there is none of that name.</summary>
    public JsonElement Property(string name) => Properties.At(name);

    /// <summary>This page alone, without the rest of its answer.</summary>
    public NotionPage Keep() => new(Json.Clone());
}
