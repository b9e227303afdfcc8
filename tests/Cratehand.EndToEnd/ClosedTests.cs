using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>Files and folders that this user may not read, for a user without root's rights.</summary>
public sealed class ClosedTests(Studio studio) : IDisposable
{
    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task AFileThatMayNotBeReadIsNamedAndKeepsNobodyElseWaiting()
    {
        var closed = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Closed.wav");
        var folder = Path.Combine(_rig.Music, "closed folder");
        _rig.Own(await studio.WavAsync(Studio.Brief with { Seed = 3 }), "Two - Open.wav");
        Directory.CreateDirectory(folder);

        var ran = await _rig.WithMountsAsync($"""
            by='{Rig.LikeAnyUser}'
            chmod 000 '{closed}' '{folder}'
            run file sync --json '{closed}'
            run folder sync '{_rig.Music}'
            chmod 755 '{folder}'
            """);

        var item = Synced.Of(ran["file"]).Ends(1, "failed");
        Assert.True(item.Reason.Contains(closed, StringComparison.Ordinal) && !item.Reason.Contains("CRATEHAND_LIBRARY", StringComparison.Ordinal), item.Reason);
        Assert.True(ran["folder"].ExitCode == 1 && ran["folder"].Output.Contains($"{folder} cannot be read", StringComparison.Ordinal), ran["folder"].All);
        Assert.Equal(["Two/Two - Open.aiff"], _rig.Shelf.Files);
    }

    // The folder that mkfs makes at the root of a disk, open to root alone, is nobody's music; any other closed one may hold what is looked for.
    [Fact]
    public async Task ADisksOwnFolderIsPassedOverAndAnyOtherEndsTheScan()
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");

        var ran = await _rig.WithMountsAsync($"""
            by='{Rig.LikeAnyUser}'
            run filed sync --json '{wav}'
            mkdir -p -m 000 "$CRATEHAND_LIBRARY/lost+found" "$CRATEHAND_DROP/lost+found"
            run scan library scan
            run drop sync
            mkdir -m 000 "$CRATEHAND_LIBRARY/Closed"
            run closed library scan
            rm "$CRATEHAND_LIBRARY/One/One - Song.aiff"
            run away sync --json '{wav}'
            chmod 755 "$CRATEHAND_LIBRARY/Closed"
            run again sync --json '{wav}'
            """);

        Synced.Of(ran["filed"]).Ends(0, "filed");
        Assert.True(ran["scan"].ExitCode == 0 && ran["scan"].Output.Contains("1 as filed", StringComparison.Ordinal), ran["scan"].All);
        Assert.True(ran["drop"].ExitCode == 0 && !ran["drop"].All.Contains("lost+found", StringComparison.Ordinal), ran["drop"].All);
        Assert.True(ran["closed"].ExitCode == 1 && ran["closed"].Error.Contains($"{_rig.Library}/Closed", StringComparison.Ordinal), ran["closed"].All);
        Assert.Contains("Let this user read that.", Synced.Of(ran["away"]).Ends(1, "failed").Reason, StringComparison.Ordinal);
        Synced.Of(ran["again"]).Ends(0, "filed");
    }

    [Fact]
    public async Task AFileOnTheShelfThatMayNotBeReadIsKeptByAnUndoAndNamed()
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");

        var ran = await _rig.WithMountsAsync($"""
            by='{Rig.LikeAnyUser}'
            run filed sync --json '{wav}'
            chmod 000 "$CRATEHAND_LIBRARY/One/One - Song.aiff"
            run list runs list --json
            id=$(tr ',' '\n' < '{_rig.Folder}/results/list.out' | grep -o '"id": *"[^"]*"' | head -n 1 | grep -o '[0-9a-f-]*"$' | tr -d '"')
            run undo undo "$id"
            chmod 644 "$CRATEHAND_LIBRARY/One/One - Song.aiff"
            run again undo "$id"
            """);

        Synced.Of(ran["filed"]).Ends(0, "filed");
        Assert.True(ran["undo"].ExitCode == 3 && ran["undo"].Output.Contains("One/One - Song.aiff: it cannot be read", StringComparison.Ordinal), ran["undo"].All);
        Assert.True(ran["again"].ExitCode == 0 && ran["again"].Output.Contains("1 file put away", StringComparison.Ordinal), ran["again"].All);
    }
}
