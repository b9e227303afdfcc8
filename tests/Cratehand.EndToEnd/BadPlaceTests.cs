using System.Text.Json;
using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>Disks that are full or read-only, by mounts of the test's own.</summary>
public sealed class BadPlaceTests(Studio studio) : IDisposable
{
    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData(400, "while it is copied")]
    [InlineData(1_600, "while it is rendered")]
    [InlineData(2_600, "while it is tagged")]
    public async Task AFullLibraryIsSaidAndOnceThereIsSpaceTheSameCommandFilesIt(int freeKilobytes, string moment)
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");

        var ran = await _rig.WithMountsAsync($"""
            mount -t tmpfs -o size=8m tmpfs "$CRATEHAND_LIBRARY"
            dd if=/dev/zero of="$CRATEHAND_LIBRARY/filler" bs=1024 count={8192 - freeKilobytes} 2> /dev/null
            run full sync --json "{wav}"
            run again sync --json "{wav}"
            rm "$CRATEHAND_LIBRARY/filler"
            run freed sync --json "{wav}"
            run list tracks list --json
            find "$CRATEHAND_LIBRARY" -mindepth 1 -type f > "{_rig.Folder}/files"
            find "$CRATEHAND_LIBRARY" -mindepth 1 -name ".*" >> "{_rig.Folder}/files"
            """);

        foreach (var full in (string[])["full", "again"])
        {
            var item = Synced.Of(ran[full]).Ends(1, "failed");
            Assert.True(item.Reason.Contains($"No space left in {_rig.Library}", StringComparison.Ordinal) && item.Reason.Contains("CRATEHAND_LIBRARY"), $"{moment}: {item.Reason}");
        }

        var filed = Synced.Of(ran["freed"]).Ends(0, "filed");
        Assert.Equal([filed.Files[0].Path], await File.ReadAllLinesAsync(Path.Combine(_rig.Folder, "files")));
        Assert.Equal(1, JsonDocument.Parse(ran["list"].Output).RootElement.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task AReadOnlyLibraryIsSaidAndOnceItCanBeWrittenTheSameCommandFilesIt()
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");

        var ran = await _rig.WithMountsAsync($"""
            mount --bind "$CRATEHAND_LIBRARY" "$CRATEHAND_LIBRARY"
            mount -o remount,bind,ro "$CRATEHAND_LIBRARY"
            run readonly sync --json "{wav}"
            umount "$CRATEHAND_LIBRARY"
            run writable sync --json "{wav}"
            """);

        var item = Synced.Of(ran["readonly"]).Ends(1, "failed");
        Assert.Contains(_rig.Library, item.Reason);
        Assert.Contains("CRATEHAND_LIBRARY", item.Reason);
        Synced.Of(ran["writable"]).Ends(0, "filed");
        Assert.Equal(["One/One - Song.aiff"], _rig.Shelf.Files);
        Assert.Empty(_rig.Shelf.Strays);
    }

    [Fact]
    public async Task AReadOnlyDataFolderIsSaidInWords()
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");

        var ran = await _rig.WithMountsAsync($"""
            run before tracks list --json
            mount --bind "$CRATEHAND_DATA" "$CRATEHAND_DATA"
            mount -o remount,bind,ro "$CRATEHAND_DATA"
            run empty sync "{wav}"
            umount "$CRATEHAND_DATA"
            run writable sync --json "{wav}"
            mount --bind "$CRATEHAND_DATA" "$CRATEHAND_DATA"
            mount -o remount,bind,ro "$CRATEHAND_DATA"
            run used sync "{wav}"
            """);

        SaysTheDataFolder(ran["empty"]);
        SaysTheDataFolder(ran["used"]);
        Synced.Of(ran["writable"]).Ends(0, "filed");
        Assert.Equal(["One/One - Song.aiff"], _rig.Shelf.Files);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(300)]
    public async Task AFullDataFolderIsSaidInWordsAndOnceThereIsSpaceTheSameCommandFilesIt(int freeKilobytes)
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");

        var ran = await _rig.WithMountsAsync($"""
            mount -t tmpfs -o size=8m tmpfs "$CRATEHAND_DATA"
            dd if=/dev/zero of="$CRATEHAND_DATA/filler" bs=1024 count={8192 - freeKilobytes} 2> /dev/null || true
            run full sync "{wav}"
            rm "$CRATEHAND_DATA/filler"
            run freed sync --json "{wav}"
            """);

        SaysTheDataFolder(ran["full"]);
        Synced.Of(ran["freed"]).Ends(0, "filed");
        Assert.Equal(["One/One - Song.aiff"], _rig.Shelf.Files);
        Assert.Empty(_rig.Shelf.Strays);
    }

    void SaysTheDataFolder(Ran ran)
    {
        Assert.True(ran.ExitCode == 1, ran.All);
        Assert.True(ran.Error.Contains(_rig.Data, StringComparison.Ordinal) && ran.Error.Contains("CRATEHAND_DATA", StringComparison.Ordinal), ran.All);
        Assert.DoesNotContain("   at ", ran.Error);
    }
}
