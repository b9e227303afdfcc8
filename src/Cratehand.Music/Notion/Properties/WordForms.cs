using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cratehand.Music.Notion.Properties;

/// <summary>The types whose value is a word or words.</summary>
internal static class WordForms
{
    const int LongestUrl = 2000;
    const int MostItems = 100;

    public static string? Name(JsonElement option) => option.At("name").Text();

    /// <summary>An unknown name makes a new option of a select, and is refused for a status.</summary>
    public static JsonNode? Option(string? name) => name is null ? null : new JsonObject { ["name"] = name };

    public static IReadOnlyList<string> Names(JsonElement options) => [.. options.Items().Select(option => Name(option) ?? "")];

    public static JsonNode? Options(IReadOnlyList<string> names) => Bounded(names, name => Option(name)!);

    public static JsonNode? Link(string? url) =>
        url?.Length > LongestUrl ? throw new ArgumentException($"The address has {url.Length} characters; Notion takes {LongestUrl}.", nameof(url)) : url;

    public static string? UniqueId(JsonElement id) =>
        id.At("number").Number() is { } number ? (id.At("prefix").Text() is { } prefix ? $"{prefix}-{number}" : $"{number}") : null;

    /// <summary>A list within Notion's limit.</summary>
    /// <exception cref="ArgumentException">More than 100 items.</exception>
    public static JsonArray Bounded<T>(IReadOnlyList<T> items, Func<T, JsonNode> write) =>
        items.Count <= MostItems ? [.. items.Select(write)]
        : throw new ArgumentException($"{items.Count} items; a Notion property takes {MostItems} at once.", nameof(items));
}
