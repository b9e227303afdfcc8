using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cratehand.Music.Notion.Properties;

/// <summary>A user of the workspace.</summary>
/// <param name="Name"><c>null</c> where our integration may not see it.</param>
public sealed record NotionPerson(string Id, string? Name = null)
{
    internal static NotionPerson? Read(JsonElement user) => user.At("id").Text() is { } id ? new(id, user.At("name").Text()) : null;

    internal static IReadOnlyList<NotionPerson> ReadAll(JsonElement users) => [.. users.Items().Select(Read).OfType<NotionPerson>()];

    internal static JsonNode? Write(IReadOnlyList<NotionPerson> people) =>
        WordForms.Bounded(people, person => new JsonObject { ["object"] = "user", ["id"] = person.Id });
}
