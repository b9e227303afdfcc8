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

        await Until.TrueAsync(() => Firings("reason = 'paused: on tour'") > 0, "a due time that passes in silence");

        var shown = await ListAsync();
        Assert.Equal("paused: on tour", shown.GetProperty("lastFiring").GetProperty("reason").GetString());
        Assert.Equal("paused", shown.GetProperty("state").GetString());
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
    public async Task WhatIsSavedWhileItRunsHoldsAtOnceAndAfterARestart()
    {
        _rig.Environment.Remove("MUSIC_SYNC_SCHEDULE"); // the environment goes before the file
        const string file = "MusicSync:\n  Schedule: \"@every 1s\"\n  Enabled: true\n";
        Save("MusicSync:\n  Schedule: 0 0 1 1 *\n  Enabled: false\n");
        await using (var daemon = await Serving.StartAsync(_rig))
        {
            Assert.Equal("0 0 1 1 *", (await ShownAsync(daemon)).GetProperty("timing").GetString());
            Save(file);
            await Until.TrueAsync(() => ShownAsync(daemon).Result is var shown && shown.GetProperty("timing").GetString() == "@every 1s" && shown.GetProperty("lastSuccess").ValueKind == JsonValueKind.String, "it fires as it was saved");
            var run = (await ShownAsync(daemon)).GetProperty("lastRun").GetProperty("run").GetString()!;
            Assert.Contains("drop-folder", (await _rig.RunAsync("runs", "show", run)).Output, StringComparison.Ordinal); // it was switched off at the start, and looked

            Save("MusicSync:\n  Schedule: now and then\n");
            await Until.TrueAsync(() => daemon.Said.Contains("Saved settings are not taken over", StringComparison.Ordinal), "nonsense is told");
            var before = DueOf(await ShownAsync(daemon));
            await Until.TrueAsync(() => DueOf(ShownAsync(daemon).Result) > before, "it goes on as it was");
            Save(file);
            Assert.Equal(0, await daemon.StopAsync());
        }

        var last = DueOf(await ListAsync());
        await using var again = await Serving.StartAsync(_rig);
        await DueAfterAsync(last);
        Assert.Equal(0, await again.StopAsync());
    }

    // A minute of the faked clock takes a fifth of a second; two hours of it are for the start, which may be slow.
    [Fact]
    public async Task InTheNightWhenTheClockLeapsItFiresWhenTheLeapIsOver()
    {
        _rig.Environment["MUSIC_SYNC_SCHEDULE"] = "30 2 * * *"; // in this night 02:30 does not come
        _rig.Environment["CRATEHAND__SCHEDULES__ZONE"] = "Europe/Berlin";
        // Not by the program faketime: it stays between, and a signal would end it alone.
        var library = Directory.GetDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, "faketime/libfaketime.so.1")).First(File.Exists);
        Dictionary<string, string> faked = new() { ["LD_PRELOAD"] = library, ["FAKETIME"] = "@2026-03-28 22:50:00 x300", ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1", ["TZ"] = "UTC" };
        faked.ToList().ForEach(variable => _rig.Environment[variable.Key] = variable.Value);
        await using var daemon = await Serving.StartAsync(_rig);
        faked.Keys.ToList().ForEach(name => _rig.Environment.Remove(name));

        await Until.TrueAsync(() => ShownAsync(daemon).Result.GetProperty("lastFiring").ValueKind == JsonValueKind.Object, "it fires");
        Assert.Equal(0, await daemon.StopAsync());

        var firing = (await ListAsync()).GetProperty("lastFiring");
        Assert.Equal(DateTimeOffset.Parse("2026-03-29T03:00:00+02:00"), firing.GetProperty("due").GetDateTimeOffset());
        Assert.Equal("enqueued", firing.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task NonsenseKeepsItFromStarting()
    {
        _rig.Environment["MUSIC_SYNC_SCHEDULE"] = "0 0 */6 * * *";
        var ran = await _rig.RunAsync("serve", "--port", "0");
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("Did you mean '0 */6 * * *'?", ran.Error, StringComparison.Ordinal);
    }

    void Save(string text)
    {
        Directory.CreateDirectory(_rig.Data);
        File.WriteAllText(Path.Combine(_rig.Data, "cratehand.yaml"), text);
    }

    /// <summary>The music sync as the daemon itself sees it.</summary>
    static async Task<JsonElement> ShownAsync(Serving daemon) => (await daemon.JsonAsync("/api/v1/status")).GetProperty("schedules")[0];

    async Task<DateTimeOffset> DueAfterAsync(DateTimeOffset before)
    {
        await Until.TrueAsync(() => Firings($"due > {before.ToUnixTimeMilliseconds()}") > 0, $"a firing after {before:o}");
        var due = DueOf(await ListAsync());
        Assert.True(due > before, $"{due:o} is shown, and there is a firing after {before:o}");
        return due;
    }

    long Firings(string which) => Records.Ask(Path.Combine(_rig.Data, "cratehand.db"), $"SELECT COUNT(*) FROM schedule_firing WHERE {which}");

    static DateTimeOffset DueOf(JsonElement item) =>
        item.GetProperty("lastFiring") is { ValueKind: JsonValueKind.Object } firing ? firing.GetProperty("due").GetDateTimeOffset() : DateTimeOffset.MinValue;

    async Task<JsonElement> ListAsync()
    {
        var ran = await _rig.RunAsync("schedules", "list", "--json");
        return JsonDocument.Parse(ran.Output).RootElement.GetProperty("items")[0];
    }
}
