using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cratehand.Music.Notion.Properties;

/// <summary>Rows of another data source.</summary>
/// <param name="HasMore">These are the first 25; <see cref="NotionClient.ListPropertyAsync"/> gives all. Never set when writing.</param>
public sealed record Relation(IReadOnlyList<string> Ids, bool HasMore = false)
{
    internal static Relation Read(JsonElement property) =>
        new([.. property.At("relation").Items().Select(row => row.At("id").Text() ?? "")], property.At("has_more").IsTrue());

    internal static JsonNode? Write(Relation relation) => WordForms.Bounded(relation.Ids, id => new JsonObject { ["id"] = id });
}
