using System.Text.Json;
using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Songs;

namespace Cratehand.EndToEnd;

/// <summary>From a like that gives no audio to the right audio, or to none.</summary>
public sealed class FindingTests
{
    // 1 is on both sites; 4 on YouTube only; 6 on SoundCloud only; 34 on neither: there are only decoys of it.
    [Theory]
    [Scenario("S13")]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    public async Task TheRightOneIsTakenAmongDecoysWithItsScore(int number)
    {
        await using var world = await WishRig.StartAsync();
        var song = SongBook.At(number);

        var synced = await world.Rig.SyncAsync(WishRig.Spotify(number));

        var item = synced.Ends(0, "filed");
        Assert.InRange(item.Track!.DurationSeconds!.Value, song.Duration.TotalSeconds - 2, song.Duration.TotalSeconds + 2);
        Assert.Equal((song.Title, song.Artist), (item.Track.Title, item.Track.Artists[0]));
        Assert.Equal(Recording.Original(number).Name, Assert.Single((await world.ServedAsync()).Distinct()));
        var tags = (await Witness.OfAsync(item.Files[0].Path)).Tags;
        Assert.Equal((song.Title, song.Artist), (tags["title"], tags["artist"].Split(';')[0].Trim()));
        var chosen = JsonDocument.Parse(synced.Ran.Output).RootElement.GetProperty("items")[0].GetProperty("chosen");
        Assert.InRange(chosen.GetProperty("score").GetDouble(), 0.8, 1);

        var search = (await world.AskAsync("why", WishRig.Spotify(number))).GetProperty("searches")[0];
        var standings = search.GetProperty("candidates").EnumerateArray().Select(x => x.GetProperty("standing").GetString()).ToList();
        Assert.True(standings.Count(x => x == "different") >= 5, search.ToString());
        Assert.All(search.GetProperty("candidates").EnumerateArray(), x => Assert.NotEqual(0, x.GetProperty("reasons").GetArrayLength()));
    }

    [Fact]
    [Scenario("S13")]
    public async Task WithTheRightOneAbsentTheOwnerIsAskedAndNothingIsFetched()
    {
        await using var world = await WishRig.StartAsync();

        (await world.Rig.SyncAsync(WishRig.Spotify(34))).Ends(3, "needs-review");

        Assert.Empty(await world.ServedAsync());
        Assert.Empty(world.Rig.Shelf.Files);
        Assert.Empty(await world.Rig.TracksAsync());
        var review = Assert.Single(await world.ReviewsAsync());
        Assert.NotEqual(0, review.GetProperty("candidates").GetArrayLength());

        Assert.Equal(0, (await world.Rig.RunAsync("review", "never", "1")).ExitCode);
        (await world.Rig.SyncAsync(WishRig.Spotify(34))).Ends(4, "to-buy");
        Assert.Empty(await world.ReviewsAsync());
        Assert.Equal("open", (await world.WishesAsync())[WishRig.Identity(34)]);
    }

    [Fact]
    [Scenario("S13")]
    public async Task WhatTheOwnerAcceptsIsFiledAndRememberedForEver()
    {
        await using var world = await WishRig.StartAsync();
        (await world.Rig.SyncAsync(WishRig.Spotify(34))).Ends(3, "needs-review");
        var candidates = (await world.ReviewsAsync())[0].GetProperty("candidates").EnumerateArray().ToList();
        var live = candidates.Single(x => x.GetProperty("title").GetString()!.Contains("Live", StringComparison.Ordinal) && x.GetProperty("origin").GetString() == "youtube");

        var accepted = Synced.Of(await world.Rig.RunAsync("review", "accept", "1", live.GetProperty("number").ToString(), "--json"));

        var item = accepted.Ends(0, "filed");
        Assert.Equal(new Recording(SongBook.At(34), Variant.Live).Duration.TotalSeconds, item.Track!.DurationSeconds!.Value, 0.5);
        Assert.Empty(await world.ReviewsAsync());
        (await world.Rig.SyncAsync(WishRig.Spotify(34))).Ends(0, "already-owned");
        Assert.Contains("you said accepted", (await world.Rig.RunAsync("why", WishRig.Spotify(34))).Output);
    }

    // The clear winner turns out to be none: the next clear one is tried, each try a step of its own.
    [Theory]
    [Scenario("S14")]
    [InlineData("drm")]
    [InlineData("geo")]
    [InlineData("removed")]
    public async Task WhatIsRefusedThereIsTakenElsewhere(string trouble)
    {
        await using var world = await WishRig.StartAsync();
        await world.TroubleAsync(Ids.SoundCloud(Recording.Original(1)).ToString(System.Globalization.CultureInfo.InvariantCulture), trouble);

        var item = (await world.Rig.SyncAsync(WishRig.Spotify(1))).Ends(0, "filed");

        Assert.Equal("yt-dlp from youtube.com", item.ObtainedBy);
        Assert.Contains(item.Steps, step => step.Name == "refuse");
        Assert.Contains(item.Steps, step => step.Name == "acquire-2");
    }

    [Fact]
    [Scenario("S14")]
    public async Task WithEveryOfferRefusedNothingIsFiledAndAllReasonsAreTold()
    {
        await using var world = await WishRig.StartAsync();
        await world.TroubleAsync(Ids.SoundCloud(Recording.Original(1)).ToString(System.Globalization.CultureInfo.InvariantCulture), "drm");
        await world.TroubleAsync(Ids.YouTube(Recording.Original(1)), "geo");

        var item = (await world.Rig.SyncAsync(WishRig.Spotify(1))).Ends(4, "to-buy");

        Assert.Contains("DRM", item.Reason);
        Assert.Contains("your country", item.Reason);
        Assert.Empty(world.Rig.Shelf.Files);
        Assert.Equal("open", (await world.WishesAsync())[WishRig.Identity(1)]);
    }

    // SoundCloud's is refused, and YouTube cannot be reached: it may have it.
    [Fact]
    [Scenario("S14")]
    public async Task AnOutageIsNoAnswerWhenWhatTheOthersHaveIsRefused()
    {
        await using var world = await WishRig.StartAsync();
        await world.TroubleAsync(Ids.SoundCloud(Recording.Original(1)).ToString(System.Globalization.CultureInfo.InvariantCulture), "drm");
        var script = world.Rig.Environment["CRATEHAND__TOOLS__YTDLP"];
        world.Set("TOOLS__YTDLP", world.Rig.Script("half-out", $"case \"$*\" in *ytsearch*) echo 'ERROR: Unable to download API page: HTTP Error 503' >&2; exit 1 ;; esac\nexec '{script}' \"$@\""));

        var item = (await world.Rig.SyncAsync(WishRig.Spotify(1))).Ends(1, "failed");

        Assert.Contains("503", item.Reason, StringComparison.Ordinal);
        Assert.Empty(await world.WishesAsync());
        world.Set("TOOLS__YTDLP", script);
        Assert.Equal("yt-dlp from youtube.com", (await world.Rig.SyncAsync(WishRig.Spotify(1))).Ends(0, "filed").ObtainedBy);
        var asked = (await world.AskAsync("why", WishRig.Spotify(1))).GetProperty("searches")[0].GetProperty("asked").EnumerateArray();
        Assert.Equal("asked", asked.Single(x => x.GetProperty("origin").GetString() == "youtube").GetProperty("state").GetString());
    }

    // Song 103 is a mere preview on SoundCloud, and whole on YouTube.
    [Fact]
    [Scenario("S14")]
    public async Task APreviewIsPreviewAndByPolicyLookedForElsewhere()
    {
        await using var world = await WishRig.StartAsync();
        var link = world.SoundCloud(103);
        Assert.Equal("preview", (await world.Rig.SyncAsync(link)).Ends(4, "unavailable").Cause);

        world.Set("ACQUIRE__ALTERNATIVES", "true");
        var item = (await world.Rig.SyncAsync(link)).Ends(0, "filed");

        Assert.Equal("yt-dlp from youtube.com", item.ObtainedBy);
        Assert.Equal(SongBook.At(103).Duration.TotalSeconds, item.Track!.DurationSeconds!.Value, 0.5);
    }

    [Fact]
    public async Task KilledBetweenTheChoiceAndTheDownloadTheSameChoiceIsFetchedWithoutAnotherSearch()
    {
        await using var world = await WishRig.StartAsync();
        var script = world.Rig.Environment["CRATEHAND__TOOLS__YTDLP"];
        world.Set("TOOLS__YTDLP", world.Rig.Script("killer", $"case \"$*\" in *flat-playlist*) exec '{script}' \"$@\" ;; esac\nkill -KILL $PPID\nexit 1"));
        Assert.Equal(137, (await world.Rig.RunAsync("sync", WishRig.Spotify(1))).ExitCode);
        var before = (await world.CallsAsync()).Count(call => call.Contains("/tracks", StringComparison.Ordinal) && call.StartsWith("soundcloud", StringComparison.Ordinal));
        var searches = world.SiteCalls.Count(call => call.Contains("flat-playlist", StringComparison.Ordinal));
        Assert.True(searches > 0 && before > 0, $"{searches} searches by yt-dlp, {before} by the API");
        world.Set("TOOLS__YTDLP", script);

        var item = (await world.Rig.SyncAsync(WishRig.Spotify(1))).Ends(0, "filed");

        Assert.Equal("remembered", item.Steps.Single(step => step.Name == "find-candidate").Outcome);
        Assert.Equal(searches, world.SiteCalls.Count(call => call.Contains("flat-playlist", StringComparison.Ordinal)));
        Assert.Equal(before, (await world.CallsAsync()).Count(call => call.Contains("/tracks", StringComparison.Ordinal) && call.StartsWith("soundcloud", StringComparison.Ordinal)));
        Assert.Single(await world.Rig.TracksAsync());
    }
}
