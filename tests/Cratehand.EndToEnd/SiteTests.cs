using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Songs;

namespace Cratehand.EndToEnd;

/// <summary>Links of music sites, by yt-dlp: filed whole, or not at all and told why.</summary>
public sealed class SiteTests : IAsyncLifetime
{
    const int Song = 1;
    SiteRig _site = null!;

    Rig Rig => _site.Rig;

    public async ValueTask InitializeAsync() => _site = await SiteRig.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task ALinkIsFiledAndTheReceiptSaysByWhatItWasObtained()
    {
        var synced = await Rig.SyncAsync(_site.Page(Song));

        var item = synced.Ends(0, "filed");
        var song = SongBook.At(Song);
        Assert.Contains("yt-dlp is switched on, for", synced.Ran.Error);
        Assert.Equal($"yt-dlp from {_site.Authority}", item.ObtainedBy);
        Assert.Equal(song.Artists, item.Track!.Artists);
        Assert.Contains(song.Title, item.Track.Title);
        Assert.Equal(song.Duration.TotalSeconds, item.Track.DurationSeconds!.Value, 0.2);
        Assert.True(File.Exists(Assert.Single(item.Files).Path));
        Assert.Empty(Rig.Shelf.Strays);
        Assert.Equal("already-owned", (await Rig.SyncAsync(_site.Page(Song))).Item.Outcome);
        Assert.Equal(1, (await _site.ServedAsync(Song)).Complete);
    }

    [Theory]
    [Scenario("S14")]
    [InlineData("geo", "geo", "your country")]
    [InlineData("drm", "drm", "DRM")]
    [InlineData("removed", "gone", "no longer has this")]
    [InlineData("login", "blocked", "signed in")]
    [InlineData("private", "blocked", "signed in")]
    [InlineData("age", "blocked", "signed in")]
    [InlineData("none", "blocked", "does not give this away")]
    public async Task WhatASiteRefusesIsAnEndWithItsCause(string trouble, string cause, string words)
    {
        var item = (await Rig.SyncAsync(_site.Page(Song, $"&trouble={trouble}"))).Ends(4, "unavailable");

        Assert.Equal(cause, item.Cause);
        Assert.Contains(words, item.Reason);
        await NothingIsLeftAsync();
    }

    [Theory]
    [InlineData("rate")]
    [InlineData("bot")]
    public async Task ASiteThatWantsToBeLeftAloneIsLeftAloneAndTheRunRests(string trouble)
    {
        var item = (await Rig.SyncAsync(_site.Page(Song, $"&trouble={trouble}"))).Ends(1, "failed");
        var calls = _site.Calls;

        var again = (await Rig.SyncAsync(_site.Page(Song))).Ends(1, "failed");

        Assert.Contains("is left alone for 5 minutes", item.Reason);
        Assert.Contains("is left alone for 5 minutes", again.Reason);
        Assert.Equal(calls, _site.Calls);
        Assert.Empty(Rig.Shelf.Hashes());
    }

    [Fact]
    [Scenario("S14")]
    public async Task APreviewOfAWholeTrackIsRefusedByItsLength()
    {
        var item = (await Rig.SyncAsync(_site.Page(Song, "&manner=preview"))).Ends(4, "unavailable");

        Assert.Equal("preview", item.Cause);
        Assert.Contains("0:30", item.Reason);
        await NothingIsLeftAsync();
    }

    [Fact]
    [Scenario("S14")]
    public async Task ARealTrackOfFourteenMinutesIsAccepted()
    {
        var item = (await Rig.SyncAsync(_site.Page(SongBook.LongSong))).Ends(0, "filed");

        Assert.Equal(14 * 60, item.Track!.DurationSeconds!.Value, 0.5);
    }

    [Fact]
    [Scenario("S14")]
    public async Task OnSoundCloudAPreviewIsRefusedBeforeAByteIsDownloaded()
    {
        var item = (await Rig.SyncAsync(_site.SoundCloud(103).Permalink)).Ends(4, "unavailable");

        Assert.Equal("preview", item.Cause);
        Assert.Equal(0, (await _site.ServedAsync(103)).Requests);
        Assert.Equal("geo", (await Rig.SyncAsync(_site.SoundCloud(107).Permalink)).Ends(4, "unavailable").Cause);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task SwitchedOffNothingIsStartedAndBothSwitchesAreNamed()
    {
        Rig.Environment.Remove("CRATEHAND__ACQUIRE__YTDLP");
        Rig.Environment.Remove("CRATEHAND__ACQUIRE__HOSTS");

        var item = (await Rig.SyncAsync($"https://www.youtube.com/watch?v={SiteRig.VideoId(Song)}")).Ends(4, "unavailable");

        Assert.Equal("blocked", item.Cause);
        Assert.Contains("CRATEHAND__ACQUIRE__YTDLP=true", item.Reason);
        Assert.Contains("add youtube.com to CRATEHAND__ACQUIRE__HOSTS", item.Reason);
        Assert.Equal(0, _site.Calls);
    }

    [Fact]
    [Scenario("S12")]
    public async Task EverySpellingOfAVideoIsOneTrackFetchedOnce()
    {
        var id = SiteRig.VideoId(Song);
        string[] spellings =
        [
            $"https://www.youtube.com/watch?v={id}&si=AbCdEf&feature=share&t=12", $"https://youtu.be/{id}?si=x", $"https://music.youtube.com/watch?v={id}&list=RDAMVM{id}",
            $"https://m.youtube.com/watch?app=desktop&v={id}",
        ];

        var first = (await Rig.SyncAsync(spellings[0])).Ends(0, "filed");
        foreach (var other in spellings.Skip(1))
        {
            Assert.Equal(first.Files[0].Path, (await Rig.SyncAsync(other)).Ends(0, "already-owned").Files[0].Path);
        }

        Assert.Equal("yt-dlp from youtube.com", first.ObtainedBy);
        Assert.Equal(1, (await _site.ServedAsync(Song)).Complete);
        Assert.Single(await Rig.TracksAsync());
    }

    [Fact]
    [Scenario("S12")]
    public async Task AShortLinkAndThePageBehindItAreOneTrack()
    {
        var track = _site.SoundCloud(101);

        (await Rig.SyncAsync($"https://on.soundcloud.com/{track.ShortCode}")).Ends(0, "filed");

        (await Rig.SyncAsync(track.Permalink + "?si=abc&utm_source=clipboard&in=x/sets/y")).Ends(0, "already-owned");
        Assert.Equal(1, (await _site.ServedAsync(101)).Complete);
        Assert.Equal("blocked", (await OffAsync($"https://on.soundcloud.com/{track.ShortCode}")).Cause);
    }

    [Fact]
    [Scenario("S12")]
    public async Task ASecretLinkReachesItsTrackAndItsTokenIsWrittenNowhere()
    {
        var track = _site.SoundCloud(121);

        var synced = await Rig.SyncAsync(track.Permalink + "?si=abc");

        synced.Ends(0, "filed");
        Assert.False(_site.IsWrittenSomewhere(track.Traits.Secret!, synced.Ran), synced.Ran.All);
    }

    [Fact]
    public async Task KilledInTheMiddleOfADownloadItGoesOnWhereItWas()
    {
        var link = _site.Page(Song, "&manner=stall");
        using (var process = Rig.Start("sync", "--json", link))
        {
            Assert.True(await SaysAsync(process.StandardError, "downloading from 127.0.0.1"), "its progress was shown");
            var end = Shell.EndOfAsync(process);
            var whole = (await new HttpClient().GetByteArrayAsync($"{_site.Media}/media/{Recording.Original(Song).Name}.m4a")).Length;
            await Until.TrueAsync(() => end.IsCompleted || Parts().Any(file => new FileInfo(file).Length >= whole / 3), "half of it is here");
            process.Kill();
            await end;
        }

        var part = Assert.Single(Parts());
        var had = new FileInfo(part).Length;
        var before = await _site.ServedAsync(Song);
        await _site.SwitchOffAsync("media.stall-never-ends");

        (await Rig.SyncAsync(link)).Ends(0, "filed");

        var after = await _site.ServedAsync(Song);
        Assert.Equal(before.Complete, after.Complete); // it was never sent whole: the rest was asked for
        // The first answer, which stalled half-way, is counted when its connection ends: that may be after the kill.
        var size = new FileInfo(await MusicAsync()).Length;
        Assert.InRange(after.Bytes - before.Bytes, 1, (size / 2) + size - had);
        Assert.Empty(Rig.Shelf.Strays);
        Assert.Empty(Rig.Orphans());
    }

    static async Task<bool> SaysAsync(StreamReader told, string words)
    {
        while (await told.ReadLineAsync() is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    IEnumerable<string> Parts() =>
        Directory.Exists(Path.Combine(Rig.Library, ".cratehand")) ? Directory.EnumerateFiles(Path.Combine(Rig.Library, ".cratehand"), "*.part", SearchOption.AllDirectories) : [];

    async Task<string> MusicAsync()
    {
        var path = Path.Combine(Rig.Folder, "whole.m4a");
        await File.WriteAllBytesAsync(path, await new HttpClient().GetByteArrayAsync($"{_site.Media}/media/{Recording.Original(Song).Name}.m4a"));
        return path;
    }

    async Task<Item> OffAsync(string link)
    {
        using var rig = new Rig();
        return (await rig.SyncAsync(link)).Ends(4, "unavailable");
    }

    async Task NothingIsLeftAsync()
    {
        Assert.Empty(Rig.Shelf.Files);
        Assert.Empty(Rig.Shelf.Strays);
        Assert.Empty(await Rig.TracksAsync());
    }
}
