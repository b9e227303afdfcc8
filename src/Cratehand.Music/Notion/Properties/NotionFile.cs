using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cratehand.Music.Notion.Properties;

/// <summary>A file that a page shows.</summary>
/// <param name="IsHosted">Notion keeps it itself: its address ends within the hour, and it cannot be written back by address.</param>
public sealed record NotionFile(string Name, string Url, bool IsHosted = false)
{
    internal static IReadOnlyList<NotionFile> Read(JsonElement files) => [.. files.Items().Select(One)];

    internal static JsonNode? Write(IReadOnlyList<NotionFile> files) => WordForms.Bounded(files, file => new JsonObject
    {
        ["name"] = file.Name,
        ["type"] = "external",
        ["external"] = new JsonObject { ["url"] = file.Url },
    });

    static NotionFile One(JsonElement file) =>
        new(file.At("name").Text() ?? "", file.At("external", "url").Text() ?? file.At("file", "url").Text() ?? "", file.At("type").Text() == "file");
}
