using Cratehand.Jobs;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Tests.Support;
using Cratehand.Music.Tracks;
using Cratehand.Sandbox.Songs;

namespace Cratehand.Music.Tests.Audio.Fetching;

public sealed class SiteFetcherTests
{
    [Fact]
    public async Task SwitchedOffItNamesBothSwitches()
    {
        await using var world = await SiteWorld.StartAsync();

        var off = world.Fetcher(isOn: false).Check(YouTube(1));
        var hostOff = world.Fetcher().Check(YouTube(1));

        Assert.Equal("youtube.com can only be downloaded from by yt-dlp, which is not switched on: if you may download this, set CRATEHAND__ACQUIRE__YTDLP=true and add youtube.com to CRATEHAND__ACQUIRE__HOSTS.", off.Reason);
        Assert.Equal("Fetching from youtube.com is not switched on: if you may download from there, add youtube.com to CRATEHAND__ACQUIRE__HOSTS.", hostOff.Reason);
        Assert.True(world.Fetcher(hosts: "youtube.com").Check(YouTube(1)).Allowed);
        Assert.True(world.Fetcher(hosts: "www.youtube.com").Check(YouTube(1)).Allowed);
        Assert.False(world.Fetcher(hosts: "youtube.com").Check(new TrackLink(LinkSite.SoundCloud, LinkKind.Track, "soundcloud:x", "https://soundcloud.com/a/b")).Allowed);
    }

    [Fact]
    public async Task ALinkIsDescribed()
    {
        await using var world = await SiteWorld.StartAsync();
        var song = SongBook.At(1);

        var info = await world.Fetcher(hosts: "youtube.com").ProbeAsync(YouTube(1), "test:1", CancellationToken.None);

        Assert.Equal(song.Artists, info.Describe().Artists);
        Assert.Equal((long)song.Duration.TotalMilliseconds, info.Describe().DurationMs);
        Assert.False(info.IsPreview);
    }

    // An album's page: yt-dlp would make one file of it, under the album's name.
    [Fact]
    public async Task TheOneLinkOfManyTracksIsRefusedBeforeAnythingIsDownloaded()
    {
        await using var world = await SiteWorld.StartAsync();
        world.Play("""
            #!/bin/sh
            case "$*" in *-J*|*--dump-single-json*) echo '{"_type":"playlist","id":"x","title":"Album","entries":[{"id":"1"},{"id":"2"}]}' ;; *) echo downloaded >&2; exit 1 ;; esac
            """);

        var refused = await Assert.ThrowsAsync<DiscardException>(() => world.Fetcher(hosts: "youtube.com").FetchAsync(YouTube(1), world.Folder, "test:1", new Heard(), CancellationToken.None));

        Assert.Equal("This is the page of a list at youtube.com (Album): give the links of its tracks.", refused.Message);
    }

    [Fact]
    public async Task ADownloadIsWholeAndShowsItsProgress()
    {
        await using var world = await SiteWorld.StartAsync();
        var heard = new Heard();

        var fetched = await world.Fetcher(hosts: "youtube.com").FetchAsync(YouTube(1), world.Folder, "test:1", heard, CancellationToken.None);

        var served = await new HttpClient().GetByteArrayAsync($"{world.Media}/media/{Recording.Original(1).Name}.m4a", TestContext.Current.CancellationToken);
        Assert.Equal(served, await File.ReadAllBytesAsync(fetched.Path, TestContext.Current.CancellationToken));
        Assert.Equal("youtube.com", fetched.Host);
        Assert.Equal(heard.Last!.Total, heard.Last.Received);
        Assert.Equal(served.Length, heard.Last.Received);
    }

    [Theory]
    [InlineData("geo", "geo")]
    [InlineData("drm", "drm")]
    [InlineData("removed", "gone")]
    [InlineData("login", "blocked")]
    [InlineData("private", "blocked")]
    [InlineData("age", "blocked")]
    [InlineData("none", "blocked")]
    public async Task WhatItRefusesIsNeverHad(string trouble, string cause)
    {
        await using var world = await SiteWorld.StartAsync();

        var refused = await Assert.ThrowsAsync<FetchRefusedException>(() => DownloadAsync(world, $"&trouble={trouble}"));

        Assert.Equal(cause, refused.Cause);
    }

    [Theory]
    [InlineData("rate")]
    [InlineData("bot")]
    public async Task WhoWantsToBeLeftAloneIsNotAskedAgainNotEvenAfterARestart(string trouble)
    {
        await using var world = await SiteWorld.StartAsync();
        var later = await Assert.ThrowsAsync<RetryLaterException>(() => DownloadAsync(world, $"&trouble={trouble}"));
        Assert.Equal(5, later.After.TotalMinutes);

        var again = await Assert.ThrowsAsync<RetryLaterException>(() => DownloadAsync(world, ""));

        Assert.InRange(again.After.TotalMinutes, 4, 5);
        Assert.Contains("wants fewer requests", again.Message);
        Assert.Single(await world.Cooldowns.ListAsync(CancellationToken.None), c => c.Provider == "yt-dlp:" + new Uri(world.Media).Authority);
    }

    [Fact]
    public async Task ATooLargeFileIsRefusedBeforeItFillsTheDisk()
    {
        await using var world = await SiteWorld.StartAsync();
        var fetcher = world.Fetcher(limits: new FetchOptions { MaxBytes = 10_000 });

        var refused = await Assert.ThrowsAsync<FetchRefusedException>(
            () => fetcher.FetchAsync(Page(world, ""), world.Folder, "test:1", new Heard(), CancellationToken.None));

        Assert.Equal(FetchRefusal.TooLarge, refused.Kind);
    }

    [Fact]
    public async Task WhatIsRefusedOnTheWayEndsAtOnceAndKeepsItsReason()
    {
        await using var world = await SiteWorld.StartAsync();
        var fetcher = world.Fetcher(limits: new FetchOptions { StallTimeout = TimeSpan.FromSeconds(5) });
        world.Play("""
            #!/bin/sh
            case "$*" in *" -J "*) echo '{"id":"x","title":"T"}'; exit;; esac
            echo '{"downloaded_bytes":1024,"total_bytes":999999999999}'
            sleep 600
            """);
        var started = TimeProvider.System.GetTimestamp();

        var refused = await Assert.ThrowsAsync<FetchRefusedException>(
            () => fetcher.FetchAsync(Page(world, ""), world.Folder, "test:1", new Heard(), CancellationToken.None));

        Assert.Equal(FetchRefusal.TooLarge, refused.Kind);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0, 15); // a stall would be noticed after 20
    }

    [Fact]
    public async Task AServerThatStallsIsWeather()
    {
        await using var world = await SiteWorld.StartAsync();
        var fetcher = world.Fetcher(limits: new FetchOptions { StallTimeout = TimeSpan.FromSeconds(1) });

        await Assert.ThrowsAsync<FetchFailedException>(
            () => fetcher.FetchAsync(Page(world, "&manner=stall"), world.Folder, "test:1", new Heard(), CancellationToken.None));
    }

    [Theory]
    [InlineData(LinkSite.YouTube, "youtube.com")]
    [InlineData(LinkSite.SoundCloud, "soundcloud.com")]
    public async Task ASearchGivesWhatTheSiteOffersInItsOrder(LinkSite site, string host)
    {
        await using var world = await SiteWorld.StartAsync();
        var song = SongBook.At(1);

        var found = await world.Fetcher(hosts: host).SearchAsync(site, $"{song.Artist} {song.Title}", 5, "test:1", CancellationToken.None);

        Assert.Equal(5, found.Count);
        Assert.Contains(found, e => e.Seconds == song.Duration.TotalSeconds && e.Describe().Artists.SequenceEqual([song.Artist]));
        Assert.All(found, e => Assert.StartsWith("https://", e.Link));
    }

    [Fact]
    public async Task AListIsReadInItsOrderAndNoLongerThanWanted()
    {
        await using var world = await SiteWorld.StartAsync();
        var likes = new TrackLink(LinkSite.SoundCloud, LinkKind.List, "soundcloud:sandbox-listener/likes", "https://soundcloud.com/sandbox-listener/likes");
        var fetcher = world.Fetcher(hosts: "soundcloud.com");

        var all = await fetcher.ListAsync(likes, 100, "test:1", CancellationToken.None);
        var some = await fetcher.ListAsync(likes, 3, "test:1", CancellationToken.None);

        Assert.Equal(40, all.Count);
        Assert.Equal(all.Take(3).Select(e => e.Id), some.Select(e => e.Id));
    }

    [Fact]
    public async Task AListThatCannotBeReadIsNoEmptyList()
    {
        await using var world = await SiteWorld.StartAsync();
        var nobody = new TrackLink(LinkSite.SoundCloud, LinkKind.List, "soundcloud:nobody/likes", "https://soundcloud.com/nobody/likes");

        var refused = await Assert.ThrowsAsync<FetchRefusedException>(() => world.Fetcher(hosts: "soundcloud.com").ListAsync(nobody, 3, "test:1", CancellationToken.None));

        Assert.Equal("gone", refused.Cause);
    }

    [Fact]
    public async Task AQueryIsNoOption()
    {
        await using var world = await SiteWorld.StartAsync();

        var found = await world.Fetcher(hosts: "youtube.com").SearchAsync(LinkSite.YouTube, "--exec touch\n-o x", 2, "test:1", CancellationToken.None);

        Assert.Empty(found);
    }

    static Task<SiteFetched> DownloadAsync(SiteWorld world, string more) =>
        world.Fetcher().FetchAsync(Page(world, more), world.Folder, "test:1", new Heard(), CancellationToken.None);

    static TrackLink YouTube(int song)
    {
        var id = Ids.YouTube(Recording.Original(song));
        return new TrackLink(LinkSite.YouTube, LinkKind.Track, $"youtube:{id}", $"https://www.youtube.com/watch?v={id}");
    }

    static TrackLink Page(SiteWorld world, string more)
    {
        var link = $"{world.Media}/watch?v={Ids.YouTube(Recording.Original(1))}{more}";
        return new TrackLink(LinkSite.Direct, LinkKind.Track, link, link);
    }

    sealed class Heard : IProgress<FetchProgress>
    {
        public FetchProgress? Last { get; private set; }

        public void Report(FetchProgress value) => Last = value;
    }
}
