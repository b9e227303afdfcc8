using System.Text.Json;
using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Media;

namespace Cratehand.EndToEnd;

/// <summary>What the library has it has once; what its owner does in the folder is found; what a run did can be taken back.</summary>
public sealed class LibraryTests(Studio studio) : IDisposable
{
    static readonly Piece Piece = new(124, Tonic: 4, IsMinor: true, Seconds: 20) { Seed = 21 };

    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    [Scenario("S16")]
    public async Task OneRecordingInTwentyEncodingsUnderTwentyNamesAtOnceIsOneEntry()
    {
        var encoded = new List<string>();
        foreach (var level in (string[])["0", "1", "2", "3", "4", "5"])
        {
            encoded.Add(_rig.Own(await studio.AsAsync($"twenty-{level}.flac", Piece, "-compression_level", level), $"Artist {encoded.Count} - Flac.flac"));
        }

        foreach (var rate in (string[])["96k", "112k", "128k", "160k", "192k", "224k", "256k", "320k"])
        {
            encoded.Add(_rig.Own(await studio.AsAsync($"twenty-{rate}.mp3", Piece, "-b:a", rate), $"Somebody {encoded.Count} - Whatever.mp3"));
        }

        foreach (var rate in (string[])["64k", "96k", "112k", "128k", "160k", "192k"])
        {
            encoded.Add(_rig.Own(await studio.AsAsync($"twenty-{rate}.opus", Piece, "-b:a", rate), $"Track {encoded.Count:00}.opus"));
        }

        Assert.Equal(20, encoded.Select(Shelf.Hash).Distinct().Count());
        var all = await Task.WhenAll(encoded.Select(file => _rig.SyncAsync(file)));

        Assert.All(all, one => Assert.True(one.ExitCode == 0, one.Ran.All));
        var filed = Assert.Single(all, one => one.Item.Outcome == "filed");
        Assert.All(
            all.Except([filed]),
            one => Assert.Matches(@"^(the library has the same recording|another run filed the same recording meanwhile): fingerprint agrees [01]\.\d\d at offset -?\d+$", one.Item.Reason));
        Assert.Single(await _rig.TracksAsync());
        Assert.Single(_rig.Shelf.Files);
        Assert.Empty(_rig.Shelf.Strays);

        // Once judged by its sound, known by its bytes: nothing is decoded again.
        var again = (await _rig.SyncAsync(encoded[^1])).Ends(0, "already-owned");
        Assert.DoesNotContain(again.Steps, step => step.Name == "render");
    }

    [Fact]
    [Scenario("S16")]
    public async Task AnInstrumentalAndARemixOfTheSameSoundAreOtherTracks()
    {
        await FileAsync(await studio.AsAsync("song.flac", Piece), "Artist - Song.flac");
        await FileAsync(await studio.AsAsync("song-256.mp3", Piece, "-b:a", "256k"), "Artist - Song (Instrumental).mp3");
        await FileAsync(await studio.AsAsync("song-192.mp3", Piece, "-b:a", "192k"), "Artist - Song (Other Remix).mp3");

        Assert.Equal(3, _rig.Shelf.Files.Count);
        var (report, ran) = await JsonAsync(0, "library", "duplicates", "--json");
        Assert.True(report.GetProperty("groups").GetArrayLength() == 0 && report.GetProperty("compared").GetInt32() == 3, ran.All);
    }

    [Fact]
    public async Task AScanFindsWhatItsOwnerDidAndChangesNothing()
    {
        var moved = await FileAsync(await studio.WavAsync(Studio.Brief), "One - Moved.wav");
        var missing = await FileAsync(await studio.WavAsync(Studio.Brief with { Seed = 3 }), "Two - Missing.wav");
        var tagged = await FileAsync(await studio.WavAsync(Studio.Brief with { Seed = 5 }), "Three - Tagged.wav");
        await FileAsync(await studio.WavAsync(Studio.Brief with { Seed = 6 }), "Four - Stays.wav");
        Directory.CreateDirectory(Path.Combine(_rig.Library, "Sets"));
        var to = Path.Combine(_rig.Library, "Sets", "opener.aiff");
        await Shell.OutputAsync("mv", moved, to);
        File.Delete(missing);
        await Shell.OutputAsync("kid3-cli", "-c", "set Comment 'played'", tagged);
        File.Copy(await studio.AsAsync("stranger.mp3", Studio.Brief), Path.Combine(_rig.Library, "stranger.mp3"));
        var before = _rig.Shelf.Hashes();

        var (scan, ran) = await JsonAsync(0, "library", "scan", "--json");

        Assert.Equal(before, _rig.Shelf.Hashes());
        var report = scan.GetProperty("report");
        Assert.True(report.GetProperty("unchanged").GetInt32() == 1, ran.All);
        Assert.Equal("Sets/opener.aiff", report.GetProperty("moved").GetProperty("items")[0].GetProperty("to").GetString());
        Assert.Equal("Three/Three - Tagged.aiff", report.GetProperty("changed").GetProperty("items")[0].GetString());
        Assert.Equal("Two/Two - Missing.aiff", report.GetProperty("missing").GetProperty("items")[0].GetString());
        Assert.Equal("stranger.mp3", report.GetProperty("untracked").GetProperty("items")[0].GetString());
        var shown = (await _rig.RunAsync("runs", "show", scan.GetProperty("run").GetProperty("id").GetString()!)).Output;
        Assert.Contains("moved-by-owner: One/One - Moved.aiff → Sets/opener.aiff\n", shown, StringComparison.Ordinal);
        (await _rig.SyncAsync(Path.Combine(_rig.Music, "One - Moved.wav"))).Ends(0, "already-owned"); // the entry followed its file
        (await _rig.SyncAsync(Path.Combine(_rig.Music, "Three - Tagged.wav"))).Ends(0, "already-owned");
        (await _rig.SyncAsync(Path.Combine(_rig.Music, "Two - Missing.wav"))).Ends(0, "filed");
    }

    // No scan comes between: it is found when its track is asked for, by its link or bytes, and by its sound in other clothes.
    [Fact]
    public async Task WhatItsOwnerMovedIsOwnedBeforeAnyScan()
    {
        var filed = await FileAsync(await studio.AsAsync("moved.flac", Piece), "One - Song.flac");
        Directory.CreateDirectory(Path.Combine(_rig.Library, "Sets"));
        var to = Path.Combine(_rig.Library, "Sets", "opener.aiff");
        await Shell.OutputAsync("mv", filed, to);
        Assert.Contains("the library has it already", (await _rig.RunAsync("sync", "--dry-run", Path.Combine(_rig.Music, "One - Song.flac"))).Output, StringComparison.Ordinal);

        var again = (await _rig.SyncAsync(Path.Combine(_rig.Music, "One - Song.flac"))).Ends(0, "already-owned");

        Assert.Equal(to, Assert.Single(again.Files).Path);
        await Shell.OutputAsync("mv", to, filed);
        (await _rig.SyncAsync(_rig.Own(await studio.AsAsync("moved-256.mp3", Piece, "-b:a", "256k"), "Track 7.mp3"))).Ends(0, "already-owned");
        Assert.Single(_rig.Shelf.Hashes());
        Assert.Contains("1 as filed", (await _rig.RunAsync("library", "scan")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSecondScanOpensNoAudioFile()
    {
        await FileAsync(await studio.WavAsync(Studio.Brief), "One - Song.wav");
        File.Copy(await studio.AsAsync("stranger.mp3", Studio.Brief), Path.Combine(_rig.Library, "stranger.mp3"));

        Assert.Contains("One - Song.aiff", await OpenedAsync(), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\.aiff|\.mp3", await OpenedAsync());
    }

    [Fact]
    public async Task ALibraryThatIsNotMountedIsAnErrorAndNothingIsMissing()
    {
        await FileAsync(await studio.WavAsync(Studio.Brief), "One - Song.wav");
        await Shell.OutputAsync("mv", _rig.Library, _rig.Library + ".away");
        Directory.CreateDirectory(_rig.Library);

        var ran = await _rig.RunAsync("library", "scan");

        Assert.True(ran.ExitCode == 1 && ran.Error.Contains("is its disk mounted?", StringComparison.Ordinal), ran.All);

        // Neither is what is owned filed again, nor what is new beneath the disk that is mounted later.
        string[] inputs = [Path.Combine(_rig.Music, "One - Song.wav"), _rig.Own(await studio.WavAsync(Studio.Brief with { Seed = 3 }), "Two - New.wav")];
        foreach (var input in inputs)
        {
            Assert.Contains("is its disk mounted?", (await _rig.SyncAsync(input)).Ends(1, "failed").Reason, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.EnumerateFiles(_rig.Library, "*", SearchOption.AllDirectories));
        Directory.Delete(_rig.Library, recursive: true);
        await Shell.OutputAsync("mv", _rig.Library + ".away", _rig.Library);
        Assert.Contains("1 as filed", (await _rig.RunAsync("library", "scan")).Output, StringComparison.Ordinal);
        (await _rig.SyncAsync(inputs[0])).Ends(0, "already-owned");
        (await _rig.SyncAsync(inputs[1])).Ends(0, "filed");
    }

    [Fact]
    public async Task AnUndoneRunIsGoneByteForByteAndItsInputCanBeFiledAgain()
    {
        _rig.Environment["CRATEHAND__FORMATS__LOSSLESS"] = "aiff,flac";
        await FileAsync(await studio.WavAsync(Studio.Brief with { Seed = 3 }), "Kept - Song.wav");
        var before = _rig.Shelf.Hashes();
        var input = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");
        var owners = Shelf.Hash(input);
        var item = (await _rig.SyncAsync(input)).Ends(0, "filed");
        var files = item.Files.Select(file => file.Sha256).Order();

        var ran = await _rig.RunAsync("undo", item.Run!.Value.ToString("N")[^8..]);

        Assert.True(ran.ExitCode == 0 && ran.Output.Contains("2 files put away", StringComparison.Ordinal) && ran.Output.Contains("30 days", StringComparison.Ordinal), ran.All);
        Assert.Equal(before, _rig.Shelf.Hashes());
        Assert.False(Directory.Exists(Path.Combine(_rig.Library, "One")));
        Assert.Equal(files, _rig.Shelf.Files.Where(file => file.StartsWith(".cratehand/undone/", StringComparison.Ordinal)).Select(file => Shelf.Hash(_rig.Shelf.Absolute(file))).Order());
        Assert.Equal(owners, Shelf.Hash(input));
        Assert.Single(await _rig.TracksAsync());
        Assert.Matches(@"20\d\d-\d\d-\d\d \d\d:\d\d  put-away: One/One - Song\.aiff → \.cratehand/undone/\S", (await _rig.RunAsync("runs", "show", $"{item.Run}")).Output);
        Assert.Contains("nothing left to undo", (await _rig.RunAsync("undo", $"{item.Run}")).Output, StringComparison.Ordinal);
        Assert.Equal(files, (await _rig.SyncAsync(input)).Ends(0, "filed").Files.Select(file => file.Sha256).Order());
    }

    [Fact]
    public async Task AFileChangedSinceIsKeptAndTheOwnerIsTold()
    {
        var input = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");
        var item = (await _rig.SyncAsync(input)).Ends(0, "filed");
        await Shell.OutputAsync("kid3-cli", "-c", "set Comment 'mine'", item.Files[0].Path);
        var changed = Shelf.Hash(item.Files[0].Path);

        var ran = await _rig.RunAsync("undo", $"{item.Run}");

        Assert.True(ran.ExitCode == 3 && ran.Output.Contains("changed since it was filed", StringComparison.Ordinal), ran.All);
        Assert.Equal(changed, Shelf.Hash(item.Files[0].Path));
        Assert.Single(await _rig.TracksAsync());
    }

    [Fact]
    public async Task ARunThatFailedIsRetriedAsARunOfItsOwn()
    {
        var path = _rig.Write("One - Song.wav", "no music"u8.ToArray());
        var failed = (await _rig.SyncAsync(path)).Ends(1, "failed").Run!.Value;
        File.Copy(await studio.WavAsync(Studio.Brief), path, overwrite: true);

        var (again, ran) = await JsonAsync(0, "runs", "retry", $"{failed}", "--json");

        Assert.Equal("filed", again.GetProperty("items")[0].GetProperty("outcome").GetString());
        Assert.Equal(failed, again.GetProperty("run").GetProperty("retryOf").GetGuid());
        Assert.NotEqual(failed, again.GetProperty("run").GetProperty("id").GetGuid());
        var whole = await _rig.RunAsync("runs", "retry", again.GetProperty("run").GetProperty("id").GetString()!);
        Assert.True(whole.ExitCode == 0 && whole.Output.Contains("ended well: filed", StringComparison.Ordinal), whole.All + ran.All);
    }

    [Fact]
    public async Task WhereNothingWasEverDoneTheCommandsSaySo()
    {
        Assert.Contains("No tracks yet", (await _rig.RunAsync("library", "duplicates")).Output, StringComparison.Ordinal);
        Assert.Contains("0 files", (await _rig.RunAsync("library", "scan")).Output, StringComparison.Ordinal);
        foreach (var command in (string[][])[["undo", "12345678"], ["runs", "retry", "12345678"]])
        {
            var ran = await _rig.RunAsync(command);
            Assert.True(ran.ExitCode == 2 && ran.Error.Contains("There is no run 12345678", StringComparison.Ordinal), ran.All);
        }
    }

    async Task<string> FileAsync(string shared, string name) => (await _rig.SyncAsync(_rig.Own(shared, name))).Ends(0, "filed").Files[0].Path;

    async Task<(JsonElement Answer, Ran Ran)> JsonAsync(int exitCode, params string[] arguments)
    {
        var ran = await _rig.RunAsync(arguments);
        Assert.True(ran.ExitCode == exitCode, ran.All);
        return (JsonDocument.Parse(ran.Output).RootElement, ran);
    }

    // Every file that a scan opened, as the kernel saw it.
    async Task<string> OpenedAsync()
    {
        var log = Path.Combine(_rig.Folder, Guid.NewGuid().ToString());
        var ran = await Shell.EndOfAsync(Shell.Start(
            "strace", ["-f", "-qq", "-o", log, "--seccomp-bpf", "-e", "trace=open,openat,openat2", Rig.ProgramPath, "library", "scan"], _rig.Environment, _rig.Folder));
        Assert.True(ran.ExitCode == 0, ran.All);
        return await File.ReadAllTextAsync(log);
    }
}
