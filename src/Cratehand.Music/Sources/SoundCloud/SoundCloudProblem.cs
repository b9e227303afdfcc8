using System.Text.Json;
using Cratehand.Music.Store.Providers;

namespace Cratehand.Music.Sources.SoundCloud;

/// <summary>
/// Reads SoundCloud's errors: <c>{"code","message","status","errors":[{"error_message"}]}</c> of the API,
/// <c>{"error","error_description"}</c> of the sign-in host.
/// </summary>
static class SoundCloudProblem
{
    public static ProviderProblem Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var json = document.RootElement;
            var said = json.Text("error_description") ?? json.Text("message") ?? json.List("errors")?.Select(error => error.Text("error_message")).FirstOrDefault();
            return new(json.Text("error"), said, null);
        }
        catch (JsonException)
        {
            return ProviderProblem.Silent; // a proxy's page, or nothing: the status says enough
        }
    }
}
