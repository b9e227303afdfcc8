using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>The daemon as those see it who watch it, call it and start it twice.</summary>
public sealed class ServeTests : IDisposable
{
    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task ProbesAnswerAnyoneAndAllElseWantsTheKey()
    {
        await using var daemon = await Serving.StartAsync(_rig);

        Assert.Equal((HttpStatusCode.OK, "pong\n"), await daemon.GetAsync("/ping"));
        Assert.Equal(HttpStatusCode.OK, (await daemon.GetAsync("/healthz")).Status);
        var ready = await daemon.GetAsync("/readyz");
        Assert.True(ready.Status == HttpStatusCode.OK, ready.Text);
        Assert.Contains("""{"name":"database","ok":true,"trouble":null}""", ready.Text);
        Assert.Contains("""{"name":"engine","ok":true,"trouble":null}""", ready.Text);
        foreach (var path in (string[])["/metrics", "/api/v1/status", "/api/v1/runs", "/openapi/v1.json", "/nowhere"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await daemon.GetAsync(path)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await daemon.GetAsync(path, daemon.Key![..^1] + "x")).Status);
            Assert.Equal(path == "/nowhere" ? HttpStatusCode.NotFound : HttpStatusCode.OK, (await daemon.GetAsync(path, daemon.Key)).Status);
        }

        Assert.Equal(1, Regex.Count(daemon.Said, "without the right API key", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    // It would do all that work for an owner who said that nothing is to be done.
    [Fact]
    public async Task UnderADryRunItDoesNotStart()
    {
        _rig.Environment["RUN_MODE"] = "DEV";

        var ran = await _rig.RunAsync("serve");

        Assert.True(ran.ExitCode == 2 && ran.Error.ReplaceLineEndings(" ").Contains("Sync:DryRun is on (RUN_MODE)", StringComparison.Ordinal), ran.All);
        Assert.False(File.Exists(Path.Combine(_rig.Data, "cratehand.db")));
    }

    [Fact]
    public async Task TheKeyIsShownOnceKeptOnlyAsAHashAndAResetHoldsAtOnce()
    {
        var wrong = "crate_" + new string('7', 64);
        string first, second;
        await using (var daemon = await Serving.StartAsync(_rig))
        {
            first = daemon.Key!;
            Assert.Equal(HttpStatusCode.Unauthorized, (await daemon.GetAsync("/api/v1/status", wrong)).Status);
            var reset = await _rig.RunAsync("key", "reset", "--json");
            second = JsonDocument.Parse(reset.Output).RootElement.GetProperty("key").GetString()!;

            Assert.Equal(HttpStatusCode.Unauthorized, (await daemon.GetAsync("/api/v1/status", first)).Status);
            Assert.Equal(HttpStatusCode.OK, (await daemon.GetAsync("/api/v1/status", second)).Status);
            Assert.Equal(0, await daemon.StopAsync());
            Assert.DoesNotContain("crate_", daemon.Said);
        }

        await using var again = await Serving.StartAsync(_rig);
        Assert.Null(again.Key);
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/api/v1/status", second)).Status);
        await again.StopAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_rig.Data, "api-key")));
        foreach (var file in Directory.EnumerateFiles(_rig.Data, "*", SearchOption.AllDirectories))
        {
            var text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file));
            Assert.True(!text.Contains(first[6..]) && !text.Contains(second[6..]) && !text.Contains(wrong[6..]), $"{file} holds a key");
        }
    }

    [Fact]
    public async Task UnderAJournalNoKeyIsMadeThatItWouldKeep()
    {
        _rig.Environment["JOURNAL_STREAM"] = "8:12345";
        await using var daemon = await Serving.StartAsync(_rig);

        Assert.Null(daemon.Key);
        Assert.False(File.Exists(Path.Combine(_rig.Data, "api-key")));
        var refused = await daemon.GetAsync("/api/v1/status", "crate_");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Contains("cratehand key reset", refused.Text);
    }

    [Fact]
    public async Task ASecondServeIsRefusedAndTheFirstGoesOn()
    {
        await using var daemon = await Serving.StartAsync(_rig);

        var second = await _rig.RunAsync("serve", "--port", "0");

        Assert.Equal(2, second.ExitCode);
        Assert.Contains(_rig.Data, second.Error);
        Assert.Contains($"process {daemon.Pid}", second.Error);
        Assert.Contains("--data", second.Error);
        Assert.Equal(HttpStatusCode.OK, (await daemon.GetAsync("/readyz")).Status);
        Assert.Equal("daemon", (await _rig.RunAsync("status")).Output.Split(' ')[0]);
    }

    [Fact]
    public async Task APortInUseAnAddressElsewhereAndAWrongSettingAreSaidAndReturnTwo()
    {
        using var other = new Rig();
        await using var daemon = await Serving.StartAsync(other);
        var port = $"{daemon.Address.Port}";

        var taken = await _rig.RunAsync("serve", "--port", port);
        Assert.True(taken.ExitCode == 2 && taken.Error.Contains(port) && taken.Error.Contains("CRATEHAND__SERVER__PORT"), taken.All);
        var elsewhere = await _rig.RunAsync("serve", "--port", "0", "--address", "203.0.113.7");
        Assert.True(elsewhere.ExitCode == 2 && elsewhere.Error.Contains("203.0.113.7") && elsewhere.Error.Contains("0.0.0.0"), elsewhere.All);
        var wrong = await _rig.RunAsync("serve", "--port", "yes");
        Assert.True(wrong.ExitCode == 2 && wrong.Error.Contains("Server:Port must be"), wrong.All);
        Assert.False(File.Exists(Path.Combine(_rig.Data, "cratehand.sock")));

        // A key that a refused start made would never have been seen.
        await using var started = await Serving.StartAsync(_rig);
        Assert.NotNull(started.Key);
    }

    [Fact]
    public async Task ANameThatIsNotOursIsRefusedEvenWithTheKey()
    {
        _rig.Environment["CRATEHAND__SERVER__HOSTS"] = "music.lan";
        await using var daemon = await Serving.StartAsync(_rig);
        var port = daemon.Address.Port;

        foreach (var ours in (string[])[$"localhost:{port}", $"127.0.0.1:{port}", "[::1]", "192.168.1.20:8463", "MUSIC.lan"])
        {
            Assert.Equal((ours, HttpStatusCode.OK), (ours, (await daemon.GetAsync("/api/v1/status", daemon.Key, ours)).Status));
        }

        foreach (var foreign in (string[])["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8463"])
        {
            var refused = await daemon.GetAsync("/ping", daemon.Key, foreign);
            Assert.Equal((foreign, HttpStatusCode.MisdirectedRequest), (foreign, refused.Status));
            Assert.Contains("Server:Hosts", refused.Text);
        }
    }

    [Fact]
    public async Task BadCallsAreAnsweredInJsonWithTheWayOut()
    {
        await using var daemon = await Serving.StartAsync(_rig);

        foreach (var (body, status) in ((string, int)[])[("{", 400), ("[]", 400), ("{}", 400), ("""{"inputs":[]}""", 400), ("""{"inputs":["/etc/passwd"]}""", 400), ("""{"inputs":["file:///etc/passwd"]}""", 400), ($$"""{"inputs":["{{new string('a', 300_000)}}"]}""", 413)])
        {
            var (code, text) = await daemon.PostAsync("/api/v1/sync", body, daemon.Key);
            Assert.True((int)code == status && JsonDocument.Parse(text).RootElement.GetProperty("status").GetInt32() == status, $"{body[..Math.Min(40, body.Length)]}: {code} {text}");
        }

        Assert.Equal(HttpStatusCode.NotFound, (await daemon.GetAsync("/api/v1/runs/0123abcd", daemon.Key)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await daemon.GetAsync("/api/v1/runs?limit=0", daemon.Key)).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await daemon.PostAsync("/api/v1/runs", "{}", daemon.Key)).Status);
        Assert.Equal(0, (await daemon.JsonAsync("/api/v1/runs")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task ASavedFileIsTakenOverWhereItCanBeAndElseItIsSaid()
    {
        Directory.CreateDirectory(_rig.Data);
        var file = Path.Combine(_rig.Data, "cratehand.yaml");
        await File.WriteAllTextAsync(file, "Log:\n  Level: warning\n");
        await using var daemon = await Serving.StartAsync(_rig);
        Assert.DoesNotContain("Ready on", daemon.Said);

        await File.WriteAllTextAsync(file, "Log:\n  Level: information\nJobs:\n  MaxAttempts: 9\n");
        await Until.TrueAsync(() => daemon.Said.Contains("Log:Level is taken over"), "the level is taken over");
        Assert.DoesNotContain("Ready on", daemon.Said);
        await Until.TrueAsync(() => daemon.Said.Contains("Jobs:MaxAttempts was changed in the file; it holds after a restart"), "the rest is told");

        await File.WriteAllTextAsync(file, "Jobs:\n  MaxAttempts: many\n");
        await Shell.SignalAsync(daemon.Pid, "HUP");
        await Until.TrueAsync(() => daemon.Said.Contains("Jobs:MaxAttempts must be a whole number"), "a wrong file is told");
        Assert.Equal(HttpStatusCode.OK, (await daemon.GetAsync("/readyz")).Status);
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    public async Task WithoutADaemonAndADataFolderTheStatusIsAnInvitation()
    {
        var shown = await _rig.RunAsync("status");
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("not running; `cratehand serve` starts it", shown.Output);
        Assert.Contains("cratehand sync FILE", shown.Output);
        Assert.False(Directory.Exists(_rig.Data));

        var json = JsonDocument.Parse((await _rig.RunAsync("status", "--json")).Output).RootElement;
        Assert.Equal(JsonValueKind.Null, json.GetProperty("daemon").ValueKind);
        Assert.Equal(0, json.GetProperty("sizes").GetProperty("tracks").GetInt32());
    }

    [Fact]
    public async Task TheStatusIsTheSameFromTheCommandAndFromTheApi()
    {
        await using var daemon = await Serving.StartAsync(_rig);

        var command = JsonDocument.Parse((await _rig.RunAsync("status", "--json")).Output).RootElement;
        var api = await daemon.JsonAsync("/api/v1/status");

        Assert.Equal(daemon.Pid, command.GetProperty("daemon").GetProperty("pid").GetInt32());
        Assert.Equal(api.GetProperty("daemon").GetRawText(), command.GetProperty("daemon").GetRawText());
        Assert.Equal(api.EnumerateObject().Select(x => x.Name), command.EnumerateObject().Select(x => x.Name));
    }
}
