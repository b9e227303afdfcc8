using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>However often the same recording comes, and however many come at once: one entry.</summary>
public sealed class TwiceTests(Studio studio) : IDisposable
{
    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task TheSameFileAByteCopyAndTheLibrarysOwnFileAreAlreadyOwned()
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");
        var copy = _rig.Own(wav, "Other - Name.wav");
        var filed = (await _rig.SyncAsync(wav)).Ends(0, "filed").Files[0].Path;

        foreach (var again in (string[])[wav, copy, filed])
        {
            Assert.Equal(filed, (await _rig.SyncAsync(again)).Ends(0, "already-owned").Files[0].Path);
        }

        await OneEntryAsync("One/One - Song.aiff");
    }

    [Fact]
    public async Task TenProcessesAtOnceOnOneFileMakeOneEntryAndOneSaysFiled()
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _rig.SyncAsync(wav)));

        Assert.All(all, one => Assert.True(one.ExitCode == 0, one.Ran.All));
        Assert.Equal(1, all.Count(one => one.Item.Outcome == "filed"));
        Assert.Equal(9, all.Count(one => one.Item.Outcome == "already-owned"));
        await OneEntryAsync("One/One - Song.aiff");
    }

    [Fact]
    public async Task TenTimesInOneCommandIsFiledOnce()
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");

        var synced = await _rig.SyncAsync([.. Enumerable.Repeat(wav, 10)]);

        Assert.Equal(0, synced.ExitCode);
        Assert.Equal(["filed", .. Enumerable.Repeat("already-owned", 9)], synced.Items.Select(item => item.Outcome));
        await OneEntryAsync("One/One - Song.aiff");
    }

    [Fact]
    public async Task FiveByteCopiesUnderFiveNamesAtOnceMakeOneEntry()
    {
        var wav = await studio.WavAsync(Studio.Brief);
        var copies = Enumerable.Range(1, 5).Select(n => _rig.Own(wav, $"Artist {n} - Song.wav")).ToList();

        var all = await Task.WhenAll(copies.Select(copy => _rig.SyncAsync(copy)));

        Assert.All(all, one => Assert.True(one.ExitCode == 0, one.Ran.All));
        Assert.Equal(1, all.Count(one => one.Item.Outcome == "filed"));
        Assert.Equal(4, all.Count(one => one.Item.Outcome == "already-owned"));
        await OneEntryAsync(Assert.Single(_rig.Shelf.Files));
    }

    [Fact]
    public async Task AFileThatWasDeletedFromTheLibraryIsFiledAgainInItsEntry()
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");
        File.Delete((await _rig.SyncAsync(wav)).Ends(0, "filed").Files[0].Path);

        (await _rig.SyncAsync(wav)).Ends(0, "filed");

        await OneEntryAsync("One/One - Song.aiff");
    }

    [Fact]
    public async Task TwoRecordingsOfOneNameLieSideBySide()
    {
        var first = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");
        var second = _rig.Own(await studio.WavAsync(Studio.Brief with { Seed = 5 }), "01. One - Song.wav");

        (await _rig.SyncAsync(first)).Ends(0, "filed");
        var path = (await _rig.SyncAsync(second)).Ends(0, "filed").Files[0].Path;

        Assert.Matches(@"One - Song \[[0-9a-f]{8}\]\.aiff$", path);
        Assert.Equal(2, _rig.Shelf.Files.Count);
    }

    async Task OneEntryAsync(string file)
    {
        var track = Assert.Single(await _rig.TracksAsync());
        Assert.True(track.Shelved && track.Files.All(x => x.Exists));
        Assert.Equal([file], _rig.Shelf.Files);
        Assert.Empty(_rig.Shelf.Strays);
        Assert.Empty(_rig.Orphans());
    }
}
