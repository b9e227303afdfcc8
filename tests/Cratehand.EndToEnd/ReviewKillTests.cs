using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Songs;
using Microsoft.Data.Sqlite;

namespace Cratehand.EndToEnd;

/// <summary>The owner's answer, the program killed while it takes it: it counts once or not at all.</summary>
public sealed class ReviewKillTests(Doubt doubt, ITestOutputHelper output) : IClassFixture<Doubt>
{
    const string InData = @"sync\(\d+<[^>]*/data";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task KilledWhileItTakesAnAnswerTheAnswerCountsOnce(int nth)
    {
        var world = doubt.World;
        await world.Rig.PutBackAsync();
        Assert.Equal((0, 1), (Count(world, "match_decision"), Count(world, "job WHERE kind = 'sync-track'")));

        var call = await Strace.KillAtAsync(world.Rig.Traced("review", "accept", "1"), InData, nth);
        Assert.True(call is not null || nth > 2, "it was killed");
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

    static long Count(WishRig world, string table)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(world.Rig.Data, "cratehand.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }
}

/// <summary>A file by nobody, about which the owner is asked: the title fits, and who plays it, nothing says. Each test puts that back.</summary>
public sealed class Doubt(Studio studio) : IAsyncLifetime
{
    internal WishRig World { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await WishRig.ShippedAsync();
        var song = SongBook.At(1);
        var file = await studio.WavAsync(Studio.Brief with { Seconds = song.Duration.TotalSeconds });
        File.Copy(file, Path.Combine(World.Drop, $"{song.Title}.wav"));
        (await World.Rig.SyncAsync(WishRig.Spotify(1))).Ends(3, "needs-review");
        Directory.CreateDirectory(World.Rig.Library);
        await World.Rig.KeepAsync();
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
