using System.IO.Compression;
using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Songs;

namespace Cratehand.EndToEnd;

/// <summary>A wish comes true: what is liked and cannot be fetched is on a list until the owner has it.</summary>
public sealed class WishTests(Studio studio)
{
    const int Song = 1;

    [Fact]
    [Scenario("S21")]
    public async Task AsShippedALikedTrackIsToBuyAndNoDownloaderIsStarted()
    {
        await using var world = await WishRig.ShippedAsync();
        var tripped = Path.Combine(world.Rig.Folder, "tripped");
        foreach (var tool in (string[])["FFMPEG", "FFPROBE", "YTDLP"])
        {
            world.Set("TOOLS__" + tool, world.Rig.Script("trip-" + tool, $"echo {tool} \"$@\" >> '{tripped}'\nexit 1"));
        }

        var item = (await world.Rig.SyncAsync(WishRig.Spotify(Song))).Ends(4, "to-buy");

        var song = SongBook.At(Song);
        Assert.Equal((song.Title, song.Artist), (item.Track!.Title, item.Track.Artists[0]));
        Assert.Contains("Wanted list", item.Reason);
        Assert.False(File.Exists(tripped), "a tool was started");
        Assert.All(await world.CallsAsync(), call => Assert.StartsWith("spotify ", call));
        Assert.Empty(await world.ServedAsync());
        Assert.Empty(world.Rig.Shelf.Files);
        var wish = (await world.AskAsync("wanted")).GetProperty("items")[0];
        Assert.Equal("open", wish.GetProperty("state").GetString());
        Assert.Contains(wish.GetProperty("shops").EnumerateArray(), shop =>
            shop.GetProperty("shop").GetString() == "Bandcamp" && shop.GetProperty("link").GetString()!.Contains(Uri.EscapeDataString(song.Title), StringComparison.Ordinal));
    }

    [Fact]
    [Scenario("S21")]
    public async Task ABoughtFileWithOtherNamesClosesTheRightWishAndARemixDoesNot()
    {
        await using var world = await WishRig.ShippedAsync();
        const int Other = 2;
        await world.Rig.SyncAsync(WishRig.Spotify(Song), WishRig.Spotify(Other));
        var title = SongBook.At(Song).Title;

        (await world.Rig.SyncAsync(await world.BuyAsync(studio, Song, "03_remix-web-320.flac", $"{title} (Hexagon Youth Remix)"))).Ends(0, "filed");
        Assert.Equal("open", (await world.WishesAsync())[WishRig.Identity(Song)]);

        var filed = (await world.Rig.SyncAsync(await world.BuyAsync(studio, Song, "01_track_web-flac.flac", $"{title} (Original Mix)"))).Ends(0, "filed");

        var wishes = await world.WishesAsync();
        Assert.Equal(("closed", "open"), (wishes[WishRig.Identity(Song)], wishes[WishRig.Identity(Other)]));
        Assert.Contains("Wanted list", filed.Reason);
        Assert.True(File.Exists(filed.Files[0].Path));
        (await world.Rig.SyncAsync(WishRig.Spotify(Song))).Ends(0, "already-owned");
        var why = await world.Rig.RunAsync("why", WishRig.Spotify(Song));
        Assert.Contains("closed since", why.Output);
    }

    // All of it, as shipped: only the music sync is run, and files are only ever dropped.
    [Fact]
    [Scenario("S21")]
    public async Task FromTheLikeToTheShopsArchiveTheRightWishComesTrue()
    {
        await using var world = await WishRig.ShippedAsync();
        world.Set("DETECTING__DROP_FOLDER__SETTLESECONDS", "0");
        await world.AskAsync("sync");
        const int Liked = 40;
        var (identity, title) = (WishRig.Identity(Liked), SongBook.At(Liked).Title);
        await world.LikeAsync("spotify", Ids.Spotify("track", Liked));
        var liked = (await world.AskAsync("sync")).GetProperty("items").EnumerateArray();
        Assert.Equal("to-buy", Assert.Single(liked).GetProperty("outcome").GetString());
        Assert.Equal(title, (await world.AskAsync("wanted")).GetProperty("items")[0].GetProperty("title").GetString());

        File.Copy(await world.BuyAsync(studio, Liked, "remix.flac", $"{title} (Hexagon Youth Remix)"), Path.Combine(world.Drop, "07 remix.flac"));
        Assert.Equal("filed", Assert.Single((await world.AskAsync("sync")).GetProperty("items").EnumerateArray()).GetProperty("outcome").GetString());
        Assert.Equal("open", (await world.WishesAsync())[identity]);

        using (var zip = ZipFile.Open(Path.Combine(world.Drop, "order-4711.zip"), ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(await world.BuyAsync(studio, Liked, "original.flac", $"{title} (Original Mix)"), "order/01_web-flac.flac");
        }

        var filed = Assert.Single((await world.AskAsync("sync")).GetProperty("items").EnumerateArray());
        Assert.Equal("filed", filed.GetProperty("outcome").GetString());
        Assert.Contains("it was on the Wanted list", filed.GetProperty("reason").GetString());
        Assert.Equal("closed", (await world.WishesAsync())[identity]);
        Assert.Contains("Nothing is wanted.", (await world.Rig.RunAsync("wanted")).Output);
        Assert.Equal(2, world.Rig.Shelf.Hashes().Count);
        Assert.Empty(world.SiteCalls);
    }

    [Fact]
    [Scenario("S21")]
    public async Task TheDaemonTakesWhatIsDroppedWithinAMinuteAndNothingIsTyped()
    {
        await using var world = await WishRig.ShippedAsync();
        await world.AskAsync("sync");
        await world.LikeAsync("spotify", Ids.Spotify("track", 40));
        await world.AskAsync("sync");
        world.Rig.Environment["MUSIC_SYNC_INTERVAL"] = "86400"; // no schedule falls due
        await using var daemon = await Serving.StartAsync(world.Rig);

        var order = await world.BuyAsync(studio, 40, "order.zip.flac", $"{SongBook.At(40).Title} (Original Mix)");
        var dropped = DateTimeOffset.UtcNow;
        Directory.CreateDirectory(Path.Combine(world.Drop, "new"));
        File.Copy(order, Path.Combine(world.Drop, "new", "01_web-flac.flac"));
        while ((await world.WishesAsync())[WishRig.Identity(40)] != "closed")
        {
            Assert.True(DateTimeOffset.UtcNow - dropped < TimeSpan.FromMinutes(1), "the wish is closed within a minute");
        }

        Assert.Single(world.Rig.Shelf.Hashes());
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    [Scenario("S21")]
    public async Task AFileThatLiesInTheDropFolderAlreadyIsTakenForTheLike()
    {
        await using var world = await WishRig.ShippedAsync();
        File.Copy(await world.BuyAsync(studio, Song, "x1.flac", SongBook.At(Song).Title), Path.Combine(world.Drop, "a shop's name.flac"));

        var item = (await world.Rig.SyncAsync(WishRig.Spotify(Song))).Ends(0, "filed");

        Assert.Equal("file", item.ObtainedBy);
        Assert.Single(world.Rig.Shelf.Hashes());
        Assert.True(File.Exists(Path.Combine(world.Drop, "a shop's name.flac")));
    }

    [Fact]
    public async Task WhatIsNeverWantedLeavesTheListAndIsNotLookedForAgain()
    {
        await using var world = await WishRig.ShippedAsync();
        await world.Rig.SyncAsync(WishRig.Spotify(Song));

        Assert.Equal(0, (await world.Rig.RunAsync("wanted", "never", SongBook.At(Song).Title)).ExitCode);

        Assert.Equal("never", (await world.WishesAsync())[WishRig.Identity(Song)]);
        var reason = (await world.Rig.SyncAsync(WishRig.Spotify(Song))).Ends(4, "to-buy").Reason;
        Assert.Contains("you never want it", reason);
        Assert.DoesNotContain("It is on the Wanted list", reason);
        Assert.Contains("Nothing is wanted.", (await world.Rig.RunAsync("wanted")).Output);
    }

    [Fact]
    public async Task WithoutASignInASpotifyLinkEndsWithTheReasonAndTheWayOut()
    {
        await using var world = await WishRig.ShippedAsync();
        world.Rig.Environment.Remove("CRATEHAND__SPOTIFY__ACCESSTOKEN");

        var item = (await world.Rig.SyncAsync(WishRig.Spotify(Song))).Ends(4, "unavailable");

        Assert.Equal("drm", item.Cause);
        Assert.Contains("cratehand auth spotify", item.Reason);
    }
}
