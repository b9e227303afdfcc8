using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>A detection, killed at a write of the database and started again: nothing lost, nothing twice.</summary>
public sealed class DetectionKillTests(ITestOutputHelper output)
{
    const string InData = @"sync\(\d+<[^>]*/data";
    const int Likes = 3;

    static readonly bool IsAll = Environment.GetEnvironmentVariable("CRATEHAND_KILLS") == "all";

    [Fact]
    public async Task KilledAtAnyWriteItTakesEachTrackOnce()
    {
        await using var rig = await PreparedAsync();
        var count = (await Strace.CallsAsync(rig.Rig.Traced("detect", "--json"), 0)).Count(call => Strace.Is(call, InData));
        Holds(rig, "nothing");

        Assert.True(count > 3, $"{count} syncs of the data folder");
        foreach (var nth in Enumerable.Range(0, IsAll ? count : Math.Min(count, 6)).Select(i => 1 + (i * (count - 1) / Math.Max(1, (IsAll ? count : Math.Min(count, 6)) - 1))).Distinct())
        {
            await rig.Rig.PutBackAsync();
            Assert.Empty(rig.Rows("SELECT id FROM job WHERE kind = 'sync-track'"));
            var call = await Strace.KillAtAsync(rig.Rig.Traced("detect", "--json"), InData, nth);
            await rig.RunAsync("detect");
            Holds(rig, $"{nth} of {count}, {call}");
            output.WriteLine($"killed at {nth} of {count}, {call}: {rig.Rows("SELECT COUNT(*) FROM job WHERE kind = 'detect-tracks'")[0]} detections on record");
        }
    }

    // Connected, and then liked three times at each.
    static async Task<TasteRig> PreparedAsync()
    {
        var rig = await TasteRig.StartAsync();
        rig.Set("CRATEHAND__DETECTING__CHAIN", "spotify-saved,soundcloud-likes");
        await rig.RunAsync("detect");
        for (var i = 0; i < Likes; i++)
        {
            await rig.LikeAsync("spotify");
            await rig.LikeAsync("soundcloud");
        }

        Directory.CreateDirectory(rig.Rig.Library);
        await rig.Rig.KeepAsync();
        return rig;
    }

    static void Holds(TasteRig rig, string killed)
    {
        Assert.True(rig.Rows("SELECT identity FROM detection WHERE state IN ('taken', 'ended', 'waiting') AND tries = 1").Count == 2 * Likes, $"killed at {killed}: {string.Join("; ", rig.Rows("SELECT identity, state, tries FROM detection WHERE state <> 'known-before'"))}");
        Assert.True(rig.Rows("SELECT id FROM job WHERE kind = 'sync-track'").Count == 2 * Likes, $"killed at {killed}: {string.Join("; ", rig.Rows("SELECT args, state FROM job"))}");
    }
}
