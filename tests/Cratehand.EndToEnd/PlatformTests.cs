using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>
/// One recording from two platforms in one moment: what its uploader offers on SoundCloud, by the API, and the same on YouTube, by yt-dlp.
/// Other names, another codec, two processes: one entry. CRATEHAND_KILLS (as <c>make soak</c> sets it): twenty recordings instead of three.
/// </summary>
public sealed class PlatformTests
{
    static readonly int Recordings = RandomKillTests.Asked is null ? 3 : 20;

    /// <summary>Songs that may be downloaded on SoundCloud (those that end in 5) and are on the video site (not …6 of seven).</summary>
    static readonly IEnumerable<int> Songs = Enumerable.Range(0, 40).Select(n => 105 + (10 * n)).Where(song => song % 7 != 6).Take(Recordings);

    [Fact]
    public async Task OneRecordingFromTwoPlatformsAtOnceIsOneEntry()
    {
        await using var site = await SiteRig.StartAsync();
        site.Rig.Environment["CRATEHAND__SOUNDCLOUD__BASEADDRESS"] = site.Sandbox.Address("soundcloud")!;
        site.Rig.Environment["CRATEHAND__SOUNDCLOUD__ACCESSTOKEN"] = site.Sandbox.World.Options.SoundCloudToken;
        site.Rig.Environment["CRATEHAND__ACQUIRE__SOUNDCLOUDDOWNLOADS"] = "true";
        var filed = 0;
        foreach (var song in Songs)
        {
            string[] links = [site.SoundCloud(song).Permalink, $"https://www.youtube.com/watch?v={SiteRig.VideoId(song)}"];
            var both = await Task.WhenAll((filed % 2 == 0 ? links : links.Reverse()).Select(link => site.Rig.SyncAsync(link)));

            filed++;
            Assert.All(both, one => Assert.True(one.ExitCode == 0, one.Ran.All));
            Assert.Equal(["already-owned", "filed"], both.Select(one => one.Item.Outcome).Order(StringComparer.Ordinal));
            Assert.Equal(both[0].Item.Files[0].Path, both[1].Item.Files[0].Path);
            Assert.True((await site.ServedAsync(song)).Complete == 2, "each platform was fetched from");
            Assert.Equal(filed, site.Rig.Shelf.Files.Count);
            Assert.Equal(filed, (await site.Rig.TracksAsync()).Count);
        }

        Assert.Equal(Recordings, filed);
        Assert.Empty(site.Rig.Shelf.Strays);
        Assert.Empty(site.Rig.Orphans());
    }
}
