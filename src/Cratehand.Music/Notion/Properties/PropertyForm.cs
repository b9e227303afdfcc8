using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cratehand.Music.Notion.Properties;

/// <summary>The reader and writer of one type of property (API page: page properties).</summary>
/// <param name="type">As on the wire: <c>rich_text</c>.</param>
/// <param name="read">Takes what stands under the type's name.</param>
/// <param name="write">Makes it; <c>null</c> if Notion alone may.</param>
/// <param name="readsAll">Whether <paramref name="read"/> takes the whole property instead.</param>
public sealed class PropertyForm<T>(string type, Func<JsonElement, T> read, Func<T, JsonNode?>? write = null, bool readsAll = false)
{
    public string Type => type;

    /// <summary>The value of <c>{id, type, …}</c> as it stands in a page; for an absent property what an empty one is.</summary>
    /// <exception cref="InvalidOperationException">It is of another type.</exception>
    public T Read(JsonElement property) =>
        property.At("type").Text() is { } found && found != type
            ? throw new InvalidOperationException($"The property is {found}, and was read as {type}.")
            : read(readsAll ? property : property.At(type));

    /// <summary>The property as a page takes it.</summary>
    /// <exception cref="NotSupportedException">The type is Notion's own to write.</exception>
    public JsonObject Write(T value) =>
        write is null ? throw new NotSupportedException($"Notion computes {type}; it cannot be written.") : new JsonObject { [type] = write(value) };
}
