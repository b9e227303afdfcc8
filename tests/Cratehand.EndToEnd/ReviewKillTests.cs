using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Songs;
using Microsoft.Data.Sqlite;

namespace Cratehand.EndToEnd;

/// <summary>The owner's answer, the program killed while it takes it: it counts once or not at all.</summary>
public sealed class ReviewKillTests(Studio studio, ITestOutputHelper output)
{
    const string InData = @"sync\(\d+<[^>]*/data";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task KilledWhileItTakesAnAnswerTheAnswerCountsOnce(int nth)
    {
        await using var world = await WishRig.ShippedAsync();
        await DoubtAsync(world);

        var call = await Strace.KillAtAsync(world.Rig.Traced("review", "accept", "1"), InData, nth);
        var open = (await world.ReviewsAsync()).Count;
        output.WriteLine($"killed at {call}: {open} open, {Count(world, "match_decision")} decided, {Count(world, "job WHERE kind = 'sync-track'")} jobs");
        Assert.Equal(1 - open, Count(world, "match_decision"));
        Assert.Equal(2 - open, Count(world, "job WHERE kind = 'sync-track'"));

        if (open == 1)
        {
            Assert.Equal(0, (await world.Rig.RunAsync("review", "accept", "1")).ExitCode);
        }

        var synced = await world.Rig.SyncAsync(WishRig.Spotify(1));
        Assert.True(synced.Item.Outcome is "filed" or "already-owned", synced.Ran.All);
        await world.Rig.RunAsync("sync", "--json", WishRig.Spotify(1));
        Assert.Single(await world.Rig.TracksAsync());
        Assert.Empty(await world.ReviewsAsync());
        Assert.Equal(1, Count(world, "match_decision"));
        Assert.Equal("closed", (await world.WishesAsync())[WishRig.Identity(1)]);
        Assert.Empty(world.Rig.Shelf.Strays);
    }

    // A file by nobody: the title fits, and who plays it, nothing says.
    async Task DoubtAsync(WishRig world)
    {
        var song = SongBook.At(1);
        var file = await studio.WavAsync(Studio.Brief with { Seconds = song.Duration.TotalSeconds });
        File.Copy(file, Path.Combine(world.Drop, $"{song.Title}.wav"));
        (await world.Rig.SyncAsync(WishRig.Spotify(1))).Ends(3, "needs-review");
    }

    static long Count(WishRig world, string table)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(world.Rig.Data, "cratehand.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }
}
