using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Tests.Support;
using Cratehand.Music.Tracks;
using Cratehand.Sandbox.Songs;
using Cratehand.Sandbox.SoundCloud;

namespace Cratehand.Music.Tests.Audio.Fetching;

[Scenario("S12")]
public sealed class ShortLinksTests
{
    [Theory]
    [InlineData(101)]
    [InlineData(121)] // secret
    public async Task AShortLinkIsTheLinkBehindIt(int song)
    {
        await using var world = await SiteWorld.StartAsync();
        var track = new SoundCloudState(world.Sandbox.World).Of(Recording.Original(song));

        var behind = await ExpandAsync(world, track.ShortCode, new Uri(world.Media).Authority);

        Assert.Equal(TrackLink.Parse(track.Permalink), behind);
        Assert.Equal(track.Permalink, behind.Canonical);
    }

    [Fact]
    public async Task AShortLinkNobodyKnowsIsGone()
    {
        await using var world = await SiteWorld.StartAsync();

        var refused = await Assert.ThrowsAsync<FetchRefusedException>(() => ExpandAsync(world, "nowhere", new Uri(world.Media).Authority));

        Assert.Equal("gone", refused.Cause);
    }

    [Fact]
    public async Task AShortenerThatIsNotSwitchedOnIsNotAsked()
    {
        await using var world = await SiteWorld.StartAsync();

        var refused = await Assert.ThrowsAsync<FetchRefusedException>(() => ExpandAsync(world, "nowhere"));

        Assert.Equal(FetchRefusal.NotSwitchedOn, refused.Kind);
    }

    [Fact]
    public void WhoeverIsSwitchedOnMayBeAskedForItsShortLinks()
    {
        Assert.True(new AddressPolicy(["soundcloud.com"]).Check(new Uri("https://on.soundcloud.com/x")).Allowed);
        Assert.False(new AddressPolicy(["youtube.com"]).Check(new Uri("https://on.soundcloud.com/x")).Allowed);
    }

    static async Task<TrackLink> ExpandAsync(SiteWorld world, string code, params string[] hosts)
    {
        using var http = new MediaHttp(new AddressPolicy(hosts), new());
        var shorts = new ShortLinks(http, new(), TimeProvider.System, new Uri(world.Media + "/on.soundcloud.com"));
        return await shorts.ExpandAsync(
            new TrackLink(LinkSite.SoundCloud, LinkKind.Shortened, $"soundcloud:short:{code}", $"https://on.soundcloud.com/{code}"), CancellationToken.None);
    }
}
