using System.Text.Json;

namespace Cratehand.Music.Notion;

/// <summary>Reading JSON of which nothing is sure. What is missing is <c>undefined</c>, then null.</summary>
internal static class Json
{
    /// <summary>The value down a path of names; <c>undefined</c> where the path ends early.</summary>
    public static JsonElement At(this JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
            {
                return default;
            }
        }

        return json;
    }

    public static string? Text(this JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString() : null;

    public static double? Number(this JsonElement json) => json.ValueKind == JsonValueKind.Number ? json.GetDouble() : null;

    public static bool IsTrue(this JsonElement json) => json.ValueKind == JsonValueKind.True;

    /// <summary>The items of an array; none if it is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json) => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [];
}
