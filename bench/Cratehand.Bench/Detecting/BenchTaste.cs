using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cratehand.Bench.Detecting;

/// <summary>The sandbox in a process of its own, so that what it costs is not counted as ours.</summary>
sealed class BenchTaste : IDisposable
{
    readonly Process _process;
    readonly JsonElement _first;
    readonly HttpClient _hand;

    BenchTaste(Process process, JsonElement first)
    {
        (_process, _first) = (process, first);
        _hand = new HttpClient { BaseAddress = new Uri(Address("control")) };
    }

    public string Address(string name) => _first.GetProperty(name).GetString()!;

    public string Token(string name) => _first.GetProperty("tokens").GetProperty(name).GetString()!;

    public static async Task<BenchTaste> StartAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Cratehand.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "sandbox", "--json"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sandbox did not start.");
        return new BenchTaste(process, JsonDocument.Parse(line).RootElement);
    }

    /// <summary>So many likes at both services, each answer so late.</summary>
    public async Task SeedAsync(int likes, int delay)
    {
        await PostAsync("seed", new JsonObject { ["spotify"] = new JsonObject { ["saved"] = likes }, ["soundcloud"] = new JsonObject { ["likes"] = likes } });
        await PostAsync("faults", new JsonObject { ["clear"] = true });
        if (delay > 0)
        {
            await PostAsync("faults", new JsonObject { ["delayMs"] = delay, ["count"] = 0 });
        }
    }

    public Task LikeAsync(string source) => PostAsync("like", new JsonObject { ["source"] = source });

    public void Dispose()
    {
        _hand.Dispose();
        _process.Kill();
        _process.Dispose();
    }

    async Task PostAsync(string what, JsonObject body) => (await _hand.PostAsJsonAsync("/_sandbox/" + what, body)).EnsureSuccessStatusCode();
}
