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
