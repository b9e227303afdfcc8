using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Media;

namespace Cratehand.EndToEnd;

/// <summary>Work that the daemon does: asked for beside it, over its API, interrupted and taken up again.</summary>
public sealed class ServeWorkTests(Studio studio) : IAsyncLifetime
{
    const string Served = "Sandbox Orchestra - Served.wav";

    readonly Rig _rig = new();
    FolderHost _host = null!;

    string Link => new Uri(_host.Address, Uri.EscapeDataString(Served)).AbsoluteUri;

    string Hold => Path.Combine(_rig.Folder, "hold");

    string Held => Path.Combine(_rig.Folder, "held");

    public async ValueTask InitializeAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_rig.Folder, "served")).FullName;
        File.Copy(await studio.WavAsync(Studio.Brief), Path.Combine(folder, Served));
        _host = await FolderHost.StartAsync(folder);
        _rig.Environment["MUSIC_SYNC_ENABLED"] = "false"; // what runs here is what a test asked for
        _rig.Environment["CRATEHAND__ACQUIRE__HOSTS"] = _host.Address.Authority;
        // The tagger waits while the file "hold" is there: an attempt can be met in its middle.
        _rig.Environment["CRATEHAND__TOOLS__KID3"] = _rig.Script("kid3", $"while [ -e '{Hold}' ]; do touch '{Held}'; sleep 0.02; done\nexec kid3-cli \"$@\"");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _rig.Dispose();
    }

    [Fact]
    public async Task SyncBesideTheDaemonIsDoneByItShownAsItGoesAndFetchedOnce()
    {
        await using var daemon = await Serving.StartAsync(_rig);

        var all = await Task.WhenAll(_rig.SyncAsync(Link), _rig.SyncAsync(Link));

        Assert.All(all, one => Assert.True(one.ExitCode == 0, one.Ran.All));
        Assert.Contains(all, one => one.Item.Outcome == "filed");
        Assert.All(all, one => Assert.Matches($"{Regex.Escape(Served)}: (waiting|started|resolve|acquire|render|tag)", one.Ran.Error));
        Assert.Equal(1, _host.Downloads[Served]);
        Assert.Equal(["Sandbox Orchestra/Sandbox Orchestra - Served.aiff"], _rig.Shelf.Files);
        var run = await daemon.JsonAsync($"/api/v1/runs/{all[0].Item.Run}");
        Assert.Equal($"{daemon.Pid}", Assert.Single(run.GetProperty("attempts").EnumerateArray()).GetProperty("node").GetString()!.Split(':')[1]);
        Assert.Contains((await daemon.JsonAsync("/api/v1/status")).GetProperty("lastSuccess").GetProperty("outcome").GetString(), (string[])["filed", "already-owned"]);
    }

    [Fact]
    public async Task ALinkGivenToTheApiIsFiledAndCounted()
    {
        await using var daemon = await Serving.StartAsync(_rig);

        var (status, text) = await daemon.PostAsync("/api/v1/sync", $$"""{"inputs":["{{Link}}"]}""", daemon.Key);
        Assert.True(status == HttpStatusCode.Accepted, text);
        await Until.TrueAsync(() => _rig.Shelf.Files is ["Sandbox Orchestra/Sandbox Orchestra - Served.aiff"], "it is filed");
        await Until.TrueAsync(() => daemon.JsonAsync("/api/v1/runs").Result.GetProperty("items")[0].GetProperty("outcome").GetString() == "filed", "it is on record");

        var metrics = ""; // an attempt is counted just after it is on record
        const string counted = """(?m)^cratehand_jobs_attempts_total\{.*kind="sync-track".*outcome="completed"\} 1( |$)""";
        await Until.TrueAsync(() => Regex.IsMatch(metrics = daemon.GetAsync("/metrics", daemon.Key).Result.Text, counted, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), "it is counted");
        foreach (var line in metrics.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Matches("""^(# (TYPE|HELP|UNIT|EOF).*|[a-zA-Z_:][a-zA-Z0-9_:]*(\{([a-zA-Z_][a-zA-Z0-9_]*="(\\.|[^"\\])*",?)*\})? (NaN|[+-]?Inf|[-+0-9.eE]+)( [0-9]+)?)$""", line);
        }

        Assert.Matches("""(?m)^cratehand_jobs\{.*state="completed"\} 1( |$)""", metrics);
        Assert.Contains("dotnet_gc_heap_total_allocated_bytes_total", metrics);
    }

    [Fact]
    public async Task ALinkGivenToTheApiIsUnderstoodInEverySpellingAndItsSecretIsNotSaidBack()
    {
        await using var daemon = await Serving.StartAsync(_rig);
        const string id = "4uLU6hMCjMI75M1A2tKUQC";

        var (status, text) = await daemon.PostAsync(
            "/api/v1/sync",
            $$"""{"inputs":["https://open.spotify.com/intl-de/track/{{id}}?si=1","spotify:track:{{id}}","soundcloud.com/sandbox/song/s-AbC123dEf?utm_source=x"]}""", daemon.Key);

        Assert.True(status == HttpStatusCode.Accepted, text);
        var items = JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(items[0].GetProperty("run").GetString(), items[1].GetProperty("run").GetString());
        Assert.Equal(
            [$"https://open.spotify.com/track/{id}", $"https://open.spotify.com/track/{id}", "https://soundcloud.com/sandbox/song/s-…"],
            items.Select(item => item.GetProperty("input").GetString()));
    }

    [Fact]
    public async Task ADropFolderThatIsMadeWhileTheDaemonRunsIsWatchedToo()
    {
        _rig.Environment["MUSIC_SYNC_ENABLED"] = "true";
        _rig.Environment["MUSIC_SYNC_INTERVAL"] = "86400"; // no schedule falls due
        _rig.Environment["CRATEHAND__DETECTING__DROP_FOLDER__SETTLESECONDS"] = "0";
        await using var daemon = await Serving.StartAsync(_rig);
        await Until.TrueAsync(() => daemon.Said.Contains("is not watched yet", StringComparison.Ordinal), "it is told that there is none");

        var drop = Directory.CreateDirectory(_rig.Environment["CRATEHAND_DROP"]).FullName;
        File.Copy(await studio.WavAsync(Studio.Brief), Path.Combine(drop, "Sandbox Orchestra - Late.wav"));

        await Until.TrueAsync(() => _rig.Shelf.Files is ["Sandbox Orchestra/Sandbox Orchestra - Late.aiff"], "it is filed");
    }

    [Fact]
    public async Task ToldToEndInMidRunItEndsCleanlyAndTheNextStartGoesOnWhereItWas()
    {
        await using (var daemon = await HeldAsync())
        {
            Assert.Equal(0, await daemon.StopAsync());
            Assert.Empty(_rig.Orphans());
        }

        File.Delete(Hold);
        await ResumedAsync("interrupted");
    }

    [Fact]
    public async Task KilledInMidRunItIsResumedWithinTwoSecondsOfReady()
    {
        await using (var daemon = await HeldAsync())
        {
            await daemon.KillAsync();
        }

        File.Delete(Hold);
        await ResumedAsync("interrupted");
    }

    // A long backlog by hand, and the service is started again: systemd would end its start after two minutes.
    [Fact]
    public async Task WhileACommandIsAtWorkTheDaemonWaitsAndAsksSystemdForTime()
    {
        using var systemd = new NotifySocket(_rig.Folder);
        await File.WriteAllTextAsync(Hold, "");
        var syncing = _rig.SyncAsync(Link);
        await Until.TrueAsync(() => File.Exists(Held), "it is in the middle");
        _rig.Environment["NOTIFY_SOCKET"] = systemd.Path;
        var starting = Serving.StartAsync(_rig);

        await Until.TrueAsync(() => systemd.Count("EXTEND_TIMEOUT_USEC=30000000") == 1, "it asks for time");
        Assert.Equal(0, systemd.Count("READY=1"));
        File.Delete(Hold);

        (await syncing).Ends(0, "filed");
        await using var daemon = await starting;
        await Until.TrueAsync(() => systemd.Count("READY=1") == 1, "it is ready");
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    public async Task WhenTheDaemonDiesTheCommandThatWatchedItStepsIn()
    {
        await using var daemon = await Serving.StartAsync(_rig);
        await File.WriteAllTextAsync(Hold, "");
        var syncing = _rig.SyncAsync(Link);
        await Until.TrueAsync(() => File.Exists(Held), "the daemon is at it");

        await daemon.KillAsync();
        File.Delete(Hold);

        Assert.Equal("filed", (await syncing).Ends(0, "filed").Outcome);
        Assert.Equal(1, _host.Downloads[Served]);
        Assert.Empty(_rig.Orphans());
    }

    [Fact]
    public async Task ACommandAtWorkEndsFirstAndThenTheDaemonWorks()
    {
        await File.WriteAllTextAsync(Hold, "");
        var syncing = _rig.SyncAsync(Link);
        await Until.TrueAsync(() => File.Exists(Held), "the command is at it");

        var starting = Serving.StartAsync(_rig);
        await Until.TrueAsync(() => File.Exists(Path.Combine(_rig.Data, "cratehand.sock")), "the daemon starts");
        Assert.False(starting.IsCompleted);
        File.Delete(Hold);

        (await syncing).Ends(0, "filed");
        await using var daemon = await starting;
        Assert.Equal(HttpStatusCode.OK, (await daemon.GetAsync("/readyz")).Status);
    }

    [Fact]
    public async Task AWaitingRunIsCancelledBesideTheDaemonAtOnce()
    {
        await using var daemon = await HeldAsync();
        var id = (await daemon.JsonAsync("/api/v1/status")).GetProperty("running")[0].GetProperty("run").GetString()!;

        var ran = await _rig.RunAsync("runs", "cancel", id, "--json");

        Assert.Equal(0, ran.ExitCode);
        await Until.TrueAsync(() => daemon.JsonAsync($"/api/v1/runs/{id}").Result.GetProperty("run").GetProperty("state").GetString() == "cancelled", "it is cancelled");
        Assert.Empty(_rig.Orphans());
    }

    [Fact]
    public async Task NoSecretIsInAnyLogOrAnswer()
    {
        const string token = "ntn_VerySecretToken0123456789";
        _rig.Environment["CRATEHAND__NOTION__TOKEN"] = token;
        _rig.Environment["CRATEHAND__LOG__LEVEL"] = "debug";
        await using var daemon = await Serving.StartAsync(_rig);
        await daemon.GetAsync("/api/v1/status", token);
        await daemon.GetAsync($"/api/v1/runs/{token}", daemon.Key);
        await _rig.SyncAsync(Link);
        var answers = $"{await daemon.JsonAsync("/api/v1/status")}{(await daemon.GetAsync("/metrics", daemon.Key)).Text}";
        Assert.Equal(0, await daemon.StopAsync());

        var logs = string.Concat(Directory.EnumerateFiles(Path.Combine(_rig.Data, "logs")).Select(File.ReadAllText));
        Assert.Contains("sync-track", logs);
        foreach (var text in (string[])[logs, daemon.Said, answers])
        {
            Assert.DoesNotContain(token, text);
            Assert.DoesNotContain(daemon.Key!, text);
        }
    }

    /// <summary>A daemon in the middle of a track that it has fetched and rendered.</summary>
    async Task<Serving> HeldAsync()
    {
        var daemon = await Serving.StartAsync(_rig);
        await File.WriteAllTextAsync(Hold, "");
        Assert.Equal(HttpStatusCode.Accepted, (await daemon.PostAsync("/api/v1/sync", $$"""{"inputs":["{{Link}}"]}""", daemon.Key)).Status);
        await Until.TrueAsync(() => File.Exists(Held), "it is in the middle");
        return daemon;
    }

    async Task ResumedAsync(string before)
    {
        await using var daemon = await Serving.StartAsync(_rig);
        var ready = DateTimeOffset.UtcNow;
        await Until.TrueAsync(() => _rig.Shelf.Files is ["Sandbox Orchestra/Sandbox Orchestra - Served.aiff"], "it is filed");
        Assert.Equal(0, await daemon.StopAsync());

        var runs = JsonDocument.Parse((await _rig.RunAsync("runs", "list", "--json")).Output).RootElement.GetProperty("items");
        var shown = JsonDocument.Parse((await _rig.RunAsync("runs", "show", runs[0].GetProperty("id").GetString()!, "--json")).Output).RootElement;
        var attempts = shown.GetProperty("attempts").EnumerateArray().ToList();
        Assert.Equal(before, attempts[0].GetProperty("outcome").GetString());
        Assert.True(attempts[1].GetProperty("started").GetDateTimeOffset() < ready.AddSeconds(2), $"ready {ready:O}, {shown}");
        Assert.Equal(1, _host.Downloads[Served]);
        Assert.Empty(_rig.Shelf.Strays);
        Assert.Empty(_rig.Orphans());
    }
}
