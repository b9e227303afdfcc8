using System.Text.Json;
using Cratehand.Music.Store.Providers;

namespace Cratehand.Music.Sources.Spotify;

/// <summary>
/// Reads Spotify's errors: <c>{"error":{"status","message","reason"?}}</c> of the Web API, <c>{"error","error_description"}</c>
/// of the accounts server.
/// </summary>
static class SpotifyProblem
{
    public static ProviderProblem Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var json = document.RootElement;
            return json.Object("error") is { } error
                ? new(error.Text("reason"), Said(error), null)
                : new(json.Text("error"), json.Text("error_description"), null);
        }
        catch (JsonException)
        {
            return ProviderProblem.Silent; // a proxy's page, or nothing: the status says enough
        }
    }

    static string? Said(JsonElement error) =>
        (error.Text("message"), error.Text("reason")) switch
        {
            ({ } message, { } reason) => $"{message} ({reason})",
            var (message, reason) => message ?? reason,
        };
}
