using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>Settings, tools and signals that keep a run from its end: what is said, and that nothing is lost.</summary>
public sealed class BadUseTests(Studio studio) : IDisposable
{
    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("FFMPEG", "ffmpeg")]
    [InlineData("FFPROBE", "ffmpeg")]
    [InlineData("KID3", "kid3-cli")]
    [InlineData("BPM", "bpm-tools")]
    public async Task AMissingToolIsNamedWithItsPackageAndSettingAndTheSameCommandGoesOnOnceItIsThere(string tool, string package)
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");
        _rig.Environment[$"CRATEHAND__TOOLS__{tool}"] = "/nonexistent";

        var item = (await _rig.SyncAsync(wav)).Ends(1, "failed");

        Assert.Contains($"apt install {package}", item.Reason);
        Assert.Contains($"CRATEHAND__TOOLS__{tool}", item.Reason);
        Assert.Contains("run the same command again", item.Reason);
        Assert.Empty(_rig.Shelf.Hashes());
        _rig.Environment.Remove($"CRATEHAND__TOOLS__{tool}");
        Assert.Equal(item.Run, (await _rig.SyncAsync(wav)).Ends(0, "filed").Run);
        Assert.Equal(["One/One - Song.aiff"], _rig.Shelf.Files);
        Assert.Empty(_rig.Shelf.Strays);
    }

    [Fact]
    public async Task AnInvalidSettingKeepsEverythingFromStarting()
    {
        _rig.Environment["CRATEHAND__JOBS__WORKERS"] = "many";

        var ran = await _rig.RunAsync("sync", _rig.Write("a.wav", [1]));

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("CRATEHAND__JOBS__WORKERS", ran.Error);
        Assert.Contains("whole number from 1 to 64", ran.Error);
        Assert.False(Directory.Exists(_rig.Data));
    }

    [Fact]
    public async Task AnUnknownSettingIsAWarningThatNamesTheNearestAndAnErrorForTheCheck()
    {
        _rig.Environment["CRATEHAND__ACQUIRE__HOST"] = "example.org";

        var sync = await _rig.RunAsync("sync", _rig.Music);
        var check = await _rig.RunAsync("config", "check");

        Assert.Equal((0, 2), (sync.ExitCode, check.ExitCode));
        Assert.All([sync, check], ran => Assert.Contains("CRATEHAND__ACQUIRE__HOSTS", ran.Output + ran.Error));
    }

    [Fact]
    public async Task WithNothingSetUpTheMusicSyncSaysAtEachSourceWhatItWants()
    {
        var ran = await _rig.RunAsync("sync");

        Assert.Equal(0, ran.ExitCode);
        Assert.All((string[])["cratehand auth spotify", "cratehand auth soundcloud", "CRATEHAND_DROP"], way => Assert.Contains(way, ran.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("error", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADamagedDatabaseIsRefusedUntouchedWithTheWayOut()
    {
        Directory.CreateDirectory(_rig.Data);
        var database = Path.Combine(_rig.Data, "cratehand.db");
        var garbage = Enumerable.Range(0, 20_000).Select(i => (byte)(i * 31)).ToArray();
        await File.WriteAllBytesAsync(database, garbage);

        var ran = await _rig.RunAsync("sync", _rig.Own(await studio.WavAsync(Studio.Brief)));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(database, ran.Error);
        Assert.DoesNotContain("   at ", ran.Error);
        Assert.Equal(garbage, await File.ReadAllBytesAsync(database));
        Assert.Empty(_rig.Shelf.Files);
    }

    [Fact]
    public async Task AnInterruptedRunEndsAtOnceLeavesNoProgramBehindAndIsTakenUpAgain()
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");
        var reached = Path.Combine(_rig.Folder, "reached");
        _rig.Environment["CRATEHAND__TOOLS__FFMPEG"] = _rig.Script("slow-ffmpeg", $"touch '{reached}'\nsleep 60");
        using var process = _rig.Start("sync", wav);
        await Until.TrueAsync(() => File.Exists(reached), "ffmpeg was started");

        await Shell.SignalAsync(process.Id, "INT");
        var ran = await Shell.EndOfAsync(process);

        Assert.Equal(130, ran.ExitCode);
        Assert.Empty(_rig.Orphans());
        Assert.Empty(_rig.Shelf.Hashes());
        _rig.Environment.Remove("CRATEHAND__TOOLS__FFMPEG");
        (await _rig.SyncAsync(wav)).Ends(0, "filed");
        Assert.Empty(_rig.Shelf.Strays);
    }
}
