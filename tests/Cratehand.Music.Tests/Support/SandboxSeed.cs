using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Music.Tests.Support;

/// <summary>Does to the sandbox what its owner would do by hand.</summary>
static class SandboxSeed
{
    public static async Task NotionAsync(SandboxHost host, JsonObject seed)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(host.Control, "_sandbox/seed"), new JsonObject { ["notion"] = seed });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A table with a title and these columns, and generated rows.</summary>
    public static Task TableAsync(SandboxHost host, string key, int rows, params string[] columns) => NotionAsync(host, new JsonObject
    {
        ["databases"] = new JsonArray(new JsonObject { ["key"] = key, ["columns"] = new JsonArray(["Name : title", .. columns.Select(c => (JsonNode)c)]) }),
        ["generate"] = new JsonArray(new JsonObject { ["database"] = key, ["rows"] = rows }),
    });
}
