using System.Globalization;
using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;

namespace Cratehand.EndToEnd;

/// <summary>The daemon with somebody's likes: no command is typed but <c>serve</c>, and its figures are those of the services' own logs.</summary>
public sealed class ServeTasteTests : IAsyncLifetime
{
    TasteRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _rig = await TasteRig.StartAsync();
        _rig.AllowDownloads();
        _rig.Set("MUSIC_SYNC_INTERVAL", "60");
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    [Scenario("S23")]
    public async Task ALikeIsAFileWithinOnePeriodAndNothingIsTypedButServe()
    {
        await using var daemon = await Serving.StartAsync(_rig.Rig);
        await BothLookedAtAsync();

        var liked = DateTimeOffset.UtcNow;
        await _rig.LikeOnSoundCloudAsync(145);
        await Until.TrueAsync(() => _rig.Rig.Shelf.Hashes().Count == 1 && _rig.Rows("SELECT id FROM job WHERE kind = 'sync-track' AND state = 'completed'").Count == 1, "the like is a file");

        var song = SongBook.At(145);
        var heard = await Witness.OfAsync(_rig.Rig.Shelf.Absolute(Assert.Single(_rig.Rig.Shelf.Hashes().Keys)));
        Assert.Equal((song.Title, song.Duration.TotalSeconds), (heard.Tags["title"], Math.Round(heard.Seconds)));
        Assert.Single(_rig.Calls("soundcloud"), call => call.Path.EndsWith("/download", StringComparison.Ordinal));

        // One look since the like: the very next one had it. Each level's reason is on record.
        var runs = (await daemon.JsonAsync("/api/v1/runs")).GetProperty("items").EnumerateArray();
        var look = Assert.Single(runs, run => TasteRig.Text(run, "kind") == "detect-tracks" && run.GetProperty("created").GetDateTimeOffset() > liked);
        var taken = await daemon.JsonAsync($"/api/v1/runs/{TasteRig.Text(look, "id")}");
        var levels = taken.GetProperty("detection").GetProperty("levels").EnumerateArray().ToList();
        Assert.Equal(1, levels.Single(level => TasteRig.Text(level, "source") == "soundcloud-likes").GetProperty("taken").GetInt32());
        Assert.All(levels, level => Assert.NotEmpty(TasteRig.Text(level, "reason")));
        Assert.Equal("schedule", TasteRig.Text(taken.GetProperty("run"), "trigger"));
        Assert.Equal(0, await daemon.StopAsync());
        var looks = daemon.Said.Split('\n').Where(line => line.Contains("Detection at", StringComparison.Ordinal)).ToList();
        Assert.Contains(looks, line => line.Contains("soundcloud-likes", StringComparison.Ordinal) && line.Contains(" 1 new,", StringComparison.Ordinal));
        Assert.DoesNotContain(looks, line => line.Contains('{', StringComparison.Ordinal));
    }

    [Fact]
    public async Task ItsMetricsAreTheCallsErrorsAndSuccessesOfTheServicesOwnLog()
    {
        _rig.Set("MUSIC_SYNC_INTERVAL", "86400");
        await using var daemon = await Serving.StartAsync(_rig.Rig);
        await BothLookedAtAsync();
        _rig.Fail(new Fault { Provider = "soundcloud", Path = "/me/likes/tracks", Status = 500, Count = 3 });
        await _rig.LikeAsync("spotify");
        Assert.Equal(0, (await _rig.Rig.RunAsync("schedules", "run", "music-sync")).ExitCode);
        await Until.TrueAsync(() => _rig.Rows("SELECT id FROM job WHERE kind = 'detect-tracks' AND state = 'completed'").Count == 2
            && _rig.Rows("SELECT id FROM job WHERE kind = 'sync-track' AND state = 'completed'").Count == 1, "the second look and its track are done");

        var metrics = (await daemon.GetAsync("/metrics", daemon.Key)).Text;

        foreach (var (source, provider, path) in (ReadOnlySpan<(string, string, string)>)[("spotify-saved", "spotify", "/me/tracks"), ("soundcloud-likes", "soundcloud", "/me/likes/tracks")])
        {
            var calls = _rig.Calls(provider).Where(call => call.Path.EndsWith(path, StringComparison.Ordinal)).ToList();
            Assert.Equal(calls.Count, Sum(metrics, "cratehand_detecting_calls_total", ("source", source)));
            Assert.Equal(calls.Exists(call => call.Status >= 400) ? 1 : 0, Sum(metrics, "cratehand_detecting_errors_total", ("source", source)));
            Assert.Equal(source == "spotify-saved" ? 2 : 1, Sum(metrics, "cratehand_detecting_looks_total", ("source", source), ("outcome", "ok")));
            // Between the last good answer and whatever was asked of anybody next.
            var good = calls.Last(call => call.Status == 200);
            var next = _rig.Calls(provider, good.Number).Select(call => call.At).Append(DateTimeOffset.UtcNow).First();
            Assert.InRange(Sum(metrics, "cratehand_detecting_last_success_seconds", ("source", source)), Unix(good.At), Unix(next) + 1);
        }

        foreach (var group in _rig.Calls("spotify").Concat(_rig.Calls("soundcloud")).GroupBy(call => (call.Provider, Class: $"{call.Status / 100}xx")))
        {
            Assert.Equal(group.Count(), Sum(metrics, "cratehand_providers_calls_total", ("provider", group.Key.Provider), ("status", group.Key.Class)));
        }

        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    public async Task HowLongASourceIsLeftAloneIsToldWhileItRests()
    {
        _rig.Set("MUSIC_SYNC_INTERVAL", "86400");
        _rig.Set("CRATEHAND__DETECTING__CHAIN", "soundcloud-likes");
        _rig.Set("CRATEHAND__DETECTING__SOUNDCLOUD_LIKES__COOLDOWNSECONDS", "1000");
        _rig.Fail(new Fault { Provider = "soundcloud", Path = "/me/likes/tracks", Status = 500, Count = 0 });
        await using var daemon = await Serving.StartAsync(_rig.Rig);
        for (var looks = 1; looks <= 2; looks++)
        {
            await Until.TrueAsync(() => _rig.Rows("SELECT id FROM job WHERE kind = 'detect-tracks' AND state = 'completed'").Count == looks, $"{looks} looks are done");
            var metrics = (await daemon.GetAsync("/metrics", daemon.Key)).Text;
            Assert.InRange(Sum(metrics, "cratehand_detecting_cooldown_seconds", ("source", "soundcloud-likes")), 900, 1000);
            Assert.Equal(looks - 1, Sum(metrics, "cratehand_detecting_looks_total", ("source", "soundcloud-likes"), ("outcome", "resting")));
            Assert.Equal(0, (await _rig.Rig.RunAsync("schedules", "run", "music-sync")).ExitCode);
        }

        Assert.Equal(0, await daemon.StopAsync());
    }

    Task BothLookedAtAsync() =>
        Until.TrueAsync(() => _rig.Rows("SELECT source FROM detection WHERE state = 'known-before' GROUP BY source").Count == 2, "both accounts were looked at");

    static double Unix(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000d;

    static double Sum(string metrics, string name, params (string Key, string Value)[] labels) =>
        metrics.Split('\n').Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && labels.All(l => line.Contains($"{l.Key}=\"{l.Value}\"", StringComparison.Ordinal)))
            .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 2)..].Split(' ')[0], CultureInfo.InvariantCulture));
}
