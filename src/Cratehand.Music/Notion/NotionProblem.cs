using System.Text.Json;
using System.Text.RegularExpressions;
using Cratehand.Music.Store.Providers;

namespace Cratehand.Music.Notion;

/// <summary>Reads Notion's error object (API page: status codes): code, message, and which property the message blames.</summary>
internal static partial class NotionProblem
{
    public static ProviderProblem Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            var error = JsonElement.Parse(body.Span);
            var said = Text(error, "message");
            return new(Text(error, "code"), said, said is null ? null : PropertyIn(said));
        }
        catch (JsonException)
        {
            // A proxy's page; the status says what there is to say.
            return ProviderProblem.Silent;
        }
    }

    /// <summary>The property in "Tempo is not a property that exists.", "Tempo is expected to be number.", "body.properties.Tempo.number should be …".</summary>
    public static string? PropertyIn(string message)
    {
        var match = Blamed().Match(message);
        return match.Success ? match.Groups["name"].Value : null;
    }

    static string? Text(JsonElement error, string name) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(
        @"^(?<name>.+?) is (not a property that exists|expected to be \w+)\.|body\.properties\.(?<name>.+?)\.\w+(\[|\.| should)",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blamed();
}
