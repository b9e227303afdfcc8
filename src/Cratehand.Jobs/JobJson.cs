using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cratehand.Jobs;

/// <summary>The one JSON dialect of arguments, step values and results: camelCase, enums as camelCase words.</summary>
public static class JobJson
{
    /// <summary>Shared and read-only. Relaxed escaping keeps titles legible in the database.</summary>
    public static readonly JsonSerializerOptions Options = Make();

    /// <summary>The stored form of a value.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>The value of a stored form; <c>null</c> if <c>null</c> was stored, which a step may well return.</summary>
    /// <exception cref="JsonException">The text is not that type's JSON.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
