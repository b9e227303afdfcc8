using System.Text.Json;
using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>A dry run of named tracks says what the run itself would, as far as that is known without fetching, and does nothing.</summary>
public sealed class DryRunTests(Studio studio) : IDisposable
{
    const string Secret = "https://soundcloud.com/oktav-nord/kiln/s-SeCr3t";

    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task WhatWouldBeFiledIsCalledSoAndNothingIsDone()
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");

        var item = Items(await _rig.RunAsync("sync", "--dry-run", "--json", wav))[0];
        var text = await _rig.RunAsync("sync", "--dry-run", wav);

        Assert.Equal(("file", JsonValueKind.Null), (item.GetProperty("would").GetString(), item.GetProperty("outcome").ValueKind));
        Assert.StartsWith("would file ", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("cancelled", text.Output, StringComparison.Ordinal);
        Assert.Empty(_rig.Shelf.Files);
        (await _rig.SyncAsync(wav)).Ends(0, "filed");
        Assert.Equal("already-owned", Items(await _rig.RunAsync("sync", "--dry-run", "--json", wav))[0].GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("/not/there.wav", 1)]
    [InlineData("https://192.168.1.4/a.flac", 4)]
    [InlineData("http://127.0.0.1:1/a.flac", 4)]
    [InlineData("http://localhost:80/a.flac", 4)]
    [InlineData("http://media.example/a.flac", 4)]
    [InlineData("https://www.youtube.com/watch?v=dQw4w9WgXcQ", 4)]
    [InlineData("https://www.youtube.com/playlist?list=PLxyzxyzxyz1234", 1)]
    [InlineData("https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC", 4)]
    [InlineData("https://on.soundcloud.com/abcdef", 4)]
    [InlineData(Secret, 4)]
    public async Task WhatWouldBeRefusedIsRefusedInTheSameWords(string input, int exitCode)
    {
        _rig.Environment["CRATEHAND__ACQUIRE__HOSTS"] = "localtest.example";

        var said = await _rig.RunAsync("sync", "--dry-run", "--json", input);
        var text = await _rig.RunAsync("sync", "--dry-run", input);
        var real = await _rig.SyncAsync(input);

        var item = Items(said)[0];
        Assert.Equal((exitCode, exitCode, exitCode), (said.ExitCode, text.ExitCode, real.ExitCode));
        Assert.Equal(("refuse", real.Item.Outcome, real.Item.Cause), (item.GetProperty("would").GetString(), item.GetProperty("outcome").GetString(), item.GetProperty("cause").GetString()));
        Assert.EndsWith(real.Item.Reason, item.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("would refuse ", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAddressBehindANameIsLookedUpAndNotAsked()
    {
        await using var host = await TroubleHost.StartAsync(await studio.WavAsync(Studio.Brief));
        var named = host.Link("whole.wav").Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        _rig.Environment["CRATEHAND__ACQUIRE__HOSTS"] = host.Listed;

        Assert.Equal("file", Items(await _rig.RunAsync("sync", "--dry-run", "--json", host.Link("whole.wav")))[0].GetProperty("would").GetString());
        Assert.Equal("refuse", Items(await _rig.RunAsync("sync", "--dry-run", "--json", named))[0].GetProperty("would").GetString());
        Assert.Empty(host.Log);
    }

    [Fact]
    public async Task AFileThatCannotBeReadDoesNotHideTheOthers()
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");
        var unreadable = Path.Combine(_rig.Music, "Two - Mem.wav");
        File.CreateSymbolicLink(unreadable, "/proc/self/mem"); // who is root may read any file but this

        var items = Items(await _rig.RunAsync("sync", "--dry-run", "--json", unreadable, wav));

        Assert.Equal("file", items[1].GetProperty("would").GetString());
        Assert.NotEqual("file", items[0].GetProperty("would").GetString());
    }

    [Fact]
    [Scenario("S12")]
    public async Task TheTokenOfASecretLinkIsShownToNobody()
    {
        foreach (var form in (string[][])[["--json"], []])
        {
            var ran = await _rig.RunAsync(["sync", "--dry-run", .. form, Secret]);

            Assert.Contains("kiln/s-…", ran.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("SeCr3t", ran.All, StringComparison.Ordinal);
        }
    }

    static List<JsonElement> Items(Ran ran) => [.. JsonDocument.Parse(ran.Output).RootElement.GetProperty("items").EnumerateArray()];
}
