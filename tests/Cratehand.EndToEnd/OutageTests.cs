using System.Net;
using System.Text.Json;
using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.EndToEnd;

/// <summary>A provider is away: it is left alone, its work waits, and all other work goes on.</summary>
[Scenario("S10")]
public sealed class OutageTests(Studio studio, ITestOutputHelper output) : IAsyncLifetime
{
    const int Links = 8;

    TasteRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _rig = await TasteRig.StartAsync();
        _rig.Set("MUSIC_SYNC_SCHEDULE", "@every 1s");
        _rig.Set("CRATEHAND__SCHEDULES__MINIMUMSECONDS", "1");
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [InlineData(null, 20)] // three requests of three sendings, what was under way meanwhile, and one after each rest; without it there would be 120
    [InlineData("86400", 3)] // one request of each of as many workers as there are
    public async Task WithSpotifyAwayWhatIsDroppedIsFiledAndSpotifyIsHardlyAsked(string? retryAfter, int most)
    {
        var down = new Fault { Provider = "spotify", Status = 503, Count = 0, Headers = retryAfter is null ? new Dictionary<string, string>() : new() { ["Retry-After"] = retryAfter } };
        _rig.Fail(down);
        await using var daemon = await Serving.StartAsync(_rig.Rig);
        var links = Enumerable.Range(0, Links).Select(WishRig.Spotify).ToList();
        Assert.Equal(HttpStatusCode.Accepted, (await daemon.PostAsync("/api/v1/sync", JsonSerializer.Serialize(new { inputs = links }), daemon.Key)).Status);
        await Until.TrueAsync(() => LeftAloneAsync(daemon).Result.ValueKind == JsonValueKind.Object, "Spotify is left alone");

        _rig.DropFile(await studio.WavAsync(Studio.Brief), "One - Song.wav");

        await Until.TrueAsync(() => _rig.Rig.Shelf.Files is ["One/One - Song.aiff"], "what is dropped is filed");
        var rest = await LeftAloneAsync(daemon);
        output.WriteLine($"{_rig.Calls("spotify").Count} calls: {rest}");
        Assert.Contains("503", TasteRig.Text(rest, "reason"), StringComparison.Ordinal);
        Assert.Contains("left alone    spotify, until ", (await _rig.Rig.RunAsync("status")).Output, StringComparison.Ordinal);
        Assert.InRange(_rig.Calls("spotify").Count, 1, most);

        // Spotify is back, and its rest over: the first success forgets it.
        _rig.Sandbox.World.Faults.Clear();
        Records.Execute(Path.Combine(_rig.Rig.Data, "cratehand.db"), "UPDATE provider_cooldown SET until = 0");
        var synced = await _rig.Rig.SyncAsync(links[0]);
        Assert.Equal("to-buy", synced.Item.Outcome);
        Assert.Empty(_rig.Rows("SELECT provider FROM provider_cooldown"));
        Assert.Equal(0, await daemon.StopAsync());
    }

    static async Task<JsonElement> LeftAloneAsync(Serving daemon) =>
        (await daemon.JsonAsync("/api/v1/status")).GetProperty("leftAlone") is var all && all.GetArrayLength() == 1 ? all[0] : default;
}
