using System.Text.Json;
using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>However a link is written, it is one thing: in the library, in the runs, and in what is shown.</summary>
[Scenario("S12")]
public sealed class SpellingTests(Studio studio) : IDisposable
{
    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task TwoSpellingsOfADirectLinkAreOneEntryAndOneDownload()
    {
        await using var host = await TroubleHost.StartAsync(await studio.WavAsync(Studio.Brief));
        _rig.Environment["CRATEHAND__ACQUIRE__HOSTS"] = host.Listed;
        var link = host.Link("whole.wav");

        (await _rig.SyncAsync(link)).Ends(0, "filed");
        (await _rig.SyncAsync(link.Replace("http://", "HTTP://", StringComparison.Ordinal) + "?utm_source=clipboard&fbclid=1#intro")).Ends(0, "already-owned");

        Assert.Single(await _rig.TracksAsync());
        Assert.Single(_rig.Shelf.Files);
        Assert.Single(host.Log);
    }

    [Fact]
    public async Task ARunIsFoundByAnySpellingAndNoOutputShowsTheToken()
    {
        await _rig.SyncAsync("https://soundcloud.com/oktav-nord/kiln/s-SeCr3t?si=1&utm_source=clipboard");

        foreach (var spelled in (string[])["soundcloud.com/oktav-nord/kiln", "https://m.soundcloud.com/Oktav-Nord/kiln?secret_token=s-SeCr3t&ref=x"])
        {
            var ran = await _rig.RunAsync("why", spelled, "--json");
            var run = Assert.Single(JsonDocument.Parse(ran.Output).RootElement.GetProperty("runs").EnumerateArray());
            Assert.Equal("https://soundcloud.com/oktav-nord/kiln/s-…", run.GetProperty("input").GetString());
            Assert.DoesNotContain("SeCr3t", ran.All);
        }

        Assert.All(Directory.EnumerateFiles(_rig.Data, "*.log*", SearchOption.AllDirectories), log => Assert.DoesNotContain("SeCr3t", File.ReadAllText(log)));
    }

    [Fact]
    public async Task ADetectionShowsTheTokenOfASecretLinkToNobody()
    {
        _rig.Environment["CRATEHAND__DETECTING__CHAIN"] = "drop-folder";
        _rig.Environment["CRATEHAND__DETECTING__DROP_FOLDER__SETTLESECONDS"] = "0";
        var drop = Directory.CreateDirectory(_rig.Environment["CRATEHAND_DROP"]).FullName;
        foreach (var (command, song) in ((string, string)[])[("detect", "kiln"), ("sync", "ember")])
        {
            await File.WriteAllTextAsync(Path.Combine(drop, $"{song}.m3u8"), $"https://soundcloud.com/oktav-nord/{song}/s-SeCr3t\n");

            var ran = await _rig.RunAsync(command, "--json");

            var answer = JsonDocument.Parse(ran.Output).RootElement;
            Assert.Equal($"https://soundcloud.com/oktav-nord/{song}/s-…", Assert.Single(answer.GetProperty("queued").EnumerateArray()).GetProperty("input").GetString());
            var shown = await _rig.RunAsync("runs", "show", answer.GetProperty("run").GetString()!, "--json");
            Assert.Contains($"{song}/s-…", shown.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("SeCr3t", ran.All + shown.All);
        }

        Assert.All(Directory.EnumerateFiles(_rig.Data, "*.log*", SearchOption.AllDirectories), log => Assert.DoesNotContain("SeCr3t", File.ReadAllText(log)));
    }

    [Fact]
    public async Task AVideoKeepsItsIdInWhatIsShown()
    {
        var synced = await _rig.SyncAsync("https://youtu.be/dQw4w9WgXcQ?si=x");

        Assert.Equal("https://www.youtube.com/watch?v=dQw4w9WgXcQ", synced.Item.Input);
        var ran = await _rig.RunAsync("why", "https://music.youtube.com/watch?v=dQw4w9WgXcQ&list=RD", "--json");
        Assert.Single(JsonDocument.Parse(ran.Output).RootElement.GetProperty("runs").EnumerateArray());
    }
}
