using System.Text.Json;
using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>The daemon fires by the environment's schedule; what it did is read from another process.</summary>
[Scenario("S9")]
public sealed class ServeScheduleTests : IDisposable
{
    readonly Rig _rig = new();

    public ServeScheduleTests()
    {
        _rig.Environment["MUSIC_SYNC_SCHEDULE"] = "@every 2s";
        _rig.Environment["CRATEHAND__SCHEDULES__MINIMUMSECONDS"] = "1";
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task ItFiresAndAfterAKillItGoesOn()
    {
        DateTimeOffset first, second;
        await using (var daemon = await Serving.StartAsync(_rig))
        {
            first = await DueAfterAsync(DateTimeOffset.MinValue);
            second = await DueAfterAsync(first);
            await daemon.KillAsync();
        }

        await using var again = await Serving.StartAsync(_rig);
        var third = await DueAfterAsync(second);

        Assert.All([first, second, third], due => Assert.Equal(0, due.ToUnixTimeMilliseconds() % 2000));
        Assert.True(first < second && second < third);
        Assert.Equal(0, await again.StopAsync());
    }

    [Fact]
    public async Task WhatIsPausedFromAnotherProcessFiresNoMore()
    {
        await using var daemon = await Serving.StartAsync(_rig);
        await DueAfterAsync(DateTimeOffset.MinValue);
        Assert.Equal(0, (await _rig.RunAsync("schedules", "pause", "music-sync", "--reason", "on tour")).ExitCode);

        await Until.TrueAsync(() => ListAsync().Result.GetProperty("lastFiring").GetProperty("reason").GetString() == "paused: on tour", "a due time that passes in silence");

        Assert.Equal("paused", (await ListAsync()).GetProperty("state").GetString());
        Assert.Equal(0, await daemon.StopAsync());
    }

    // The first look leaves alone what it sees: were it an interval after the start, a like in between would be lost.
    [Fact]
    [Scenario("S23")]
    public async Task WhatIsLikedInTheFirstMinuteIsTakenUp()
    {
        await using var taste = await TasteRig.StartAsync();
        taste.Set("MUSIC_SYNC_INTERVAL", "60");
        await using var daemon = await Serving.StartAsync(taste.Rig);
        await Until.TrueAsync(() => taste.Rows("SELECT source FROM detection WHERE state = 'known-before' GROUP BY source").Count == 2, "both accounts were looked at");

        var title = await taste.LikeAsync("spotify");
        Assert.Equal(0, (await taste.Rig.RunAsync("schedules", "run", "music-sync")).ExitCode);

        await Until.TrueAsync(() => taste.Rig.RunAsync("runs", "list").Result.Output.Contains("to-buy", StringComparison.Ordinal), "the like was worked off");
        Assert.Contains(title, (await taste.Rig.RunAsync("wanted")).Output, StringComparison.Ordinal);
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    public async Task NonsenseKeepsItFromStarting()
    {
        _rig.Environment["MUSIC_SYNC_SCHEDULE"] = "0 0 */6 * * *";
        var ran = await _rig.RunAsync("serve", "--port", "0");
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("Did you mean '0 */6 * * *'?", ran.Error, StringComparison.Ordinal);
    }

    async Task<DateTimeOffset> DueAfterAsync(DateTimeOffset before)
    {
        var due = before;
        await Until.TrueAsync(() => (due = DueOf(ListAsync().Result)) > before, $"a firing after {before:o}");
        return due;
    }

    static DateTimeOffset DueOf(JsonElement item) =>
        item.GetProperty("lastFiring") is { ValueKind: JsonValueKind.Object } firing ? firing.GetProperty("due").GetDateTimeOffset() : DateTimeOffset.MinValue;

    async Task<JsonElement> ListAsync()
    {
        var ran = await _rig.RunAsync("schedules", "list", "--json");
        return JsonDocument.Parse(ran.Output).RootElement.GetProperty("items")[0];
    }
}
