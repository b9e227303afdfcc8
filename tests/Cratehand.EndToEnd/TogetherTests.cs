using System.Diagnostics;
using System.Text.Json;
using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Media;
using Microsoft.Data.Sqlite;

namespace Cratehand.EndToEnd;

/// <summary>
/// cron's command, the timer's command and the daemon over one drop folder, whose list names a file to be fetched. Both commands are
/// taken from what <c>schedules install</c> would write; no systemd runs here, so the timer's is started as systemd would start it.
/// </summary>
[Scenario("S9")]
public sealed class TogetherTests(Studio studio) : IAsyncLifetime
{
    const string Served = "Sandbox Orchestra - Shared.wav";
    const string Filed = "Sandbox Orchestra/Sandbox Orchestra - Shared.aiff";

    readonly Rig _rig = new();
    FolderHost _host = null!;

    string Hold => Path.Combine(_rig.Folder, "hold");

    string Held => Path.Combine(_rig.Folder, "held");

    public async ValueTask InitializeAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_rig.Folder, "served")).FullName;
        File.Copy(await studio.WavAsync(Studio.Brief), Path.Combine(folder, Served));
        _host = await FolderHost.StartAsync(folder);
        _rig.Environment["CRATEHAND__ACQUIRE__HOSTS"] = _host.Address.Authority;
        _rig.Environment["CRATEHAND__DETECTING__DROP_FOLDER__SETTLESECONDS"] = "0";
        _rig.Environment["CRATEHAND__SCHEDULES__MINIMUMSECONDS"] = "1";
        // The tagger waits while the file "hold" is there: the others come while one is in its middle.
        _rig.Environment["CRATEHAND__TOOLS__KID3"] = _rig.Script("kid3", $"while [ -e '{Hold}' ]; do touch '{Held}'; sleep 0.02; done\nexec kid3-cli \"$@\"");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _rig.Dispose();
    }

    [Theory]
    [InlineData("the daemon runs when they come")]
    [InlineData("all start in one moment")]
    public async Task CronTimerAndDaemonAtOnceFetchOnceAndFileOnce(string order)
    {
        foreach (var folder in (string[])[_rig.Data, _rig.Library, _rig.Environment["CRATEHAND_DROP"]])
        {
            Directory.CreateDirectory(folder); // as `cratehand init` makes them: the trial of --test wants them
        }

        _rig.Environment["MUSIC_SYNC_SCHEDULE"] = "* * * * *"; // what cron and the timer can say, too
        var (cron, timer) = (await CronAsync(), await TimerAsync());
        _rig.Environment["MUSIC_SYNC_SCHEDULE"] = "@every 1s";
        await File.WriteAllTextAsync(Hold, "");
        var early = order.StartsWith("the daemon", StringComparison.Ordinal) ? await Serving.StartAsync(_rig) : null;
        await File.WriteAllTextAsync(Path.Combine(_rig.Environment["CRATEHAND_DROP"], "crate.m3u8"), new Uri(_host.Address, Uri.EscapeDataString(Served)).AbsoluteUri + "\n");

        var commands = new[] { cron, timer }.Select(start => Shell.EndOfAsync(Started(start))).ToList();
        var starting = early is null ? Serving.StartAsync(_rig) : Task.FromResult(early);
        await Until.TrueAsync(() => File.Exists(Held), "one of the three is in the middle of it");
        File.Delete(Hold);

        var ended = await Task.WhenAll(commands);
        await using var daemon = await starting;
        var ready = DateTimeOffset.UtcNow;
        await Until.TrueAsync(() => Ask($"SELECT COUNT(*) FROM job WHERE kind = 'detect-tracks' AND state = 'completed' AND finished > {ready.ToUnixTimeMilliseconds()}") > 0, "the daemon looks by itself, too");
        // Whoever has the track may still be at it: a detection of the daemon runs beside it, on a worker of its own.
        await Until.TrueAsync(() => Ask("SELECT COUNT(*) FROM job WHERE kind = 'sync-track' AND state = 'completed'") > 0, "the track is filed");
        Assert.Equal(0, await daemon.StopAsync());

        Assert.All(ended, ran => Assert.True(ran.ExitCode == 0, ran.All + Last()));
        Assert.Equal(1, _host.Downloads[Served]);
        Assert.Equal([Filed], _rig.Shelf.Files);
        Assert.Single(await _rig.TracksAsync());
        Assert.Equal(1, Ask("SELECT COUNT(*) FROM job WHERE kind = 'sync-track'"));
        Assert.Empty(_rig.Shelf.Strays);
        Assert.Empty(_rig.Orphans());
    }

    /// <summary>The command of the line for the crontab, as cron hands it to <c>sh</c>.</summary>
    async Task<ProcessStartInfo> CronAsync()
    {
        var line = (await InstallAsync("--cron"))[0];
        return Bare("/bin/sh", "-c", line.Split(' ', 6)[5].Replace("\\%", "%", StringComparison.Ordinal));
    }

    /// <summary>The command of the service that the timer starts, and its environment.</summary>
    async Task<ProcessStartInfo> TimerAsync()
    {
        var lines = (await InstallAsync("--systemd"))[0].Split('\n');
        var start = lines.Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal))["ExecStart=".Length..].Split("\" ");
        var command = Bare(start[0].Trim('"'), start[1]);
        foreach (var variable in lines.Where(line => line.StartsWith("Environment=", StringComparison.Ordinal)))
        {
            var (name, value) = variable["Environment=".Length..].Trim('"').Split('=', 2) is [var n, var v] ? (n, v) : throw new FormatException(variable);
            command.Environment[name] = value;
        }

        return command;
    }

    async Task<string[]> InstallAsync(string where)
    {
        var ran = await _rig.RunAsync("schedules", "install", where, "--test", "--json");
        Assert.True(ran.ExitCode == 0, ran.All);
        return JsonDocument.Parse(ran.Output).RootElement.GetProperty("lines").Deserialize<string[]>()!;
    }

    /// <summary>With the environment that cron and systemd give: next to nothing.</summary>
    static ProcessStartInfo Bare(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["HOME"] = "/nonexistent";
        return start;
    }

    static Process Started(ProcessStartInfo start)
    {
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    long Ask(string question)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_rig.Data, "cratehand.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return (long)command.ExecuteScalar()!;
    }

    string Last() => File.Exists(Path.Combine(_rig.Data, "last-sync.txt")) ? File.ReadAllText(Path.Combine(_rig.Data, "last-sync.txt")) : "";
}
