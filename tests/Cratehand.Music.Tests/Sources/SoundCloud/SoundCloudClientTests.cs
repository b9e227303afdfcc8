using System.Text.Json;
using System.Text.Json.Nodes;
using Cratehand.Jobs;
using Cratehand.Music.Sources.SoundCloud;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Tests.Support;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Music.Tests.Sources.SoundCloud;

public sealed class SoundCloudClientTests : IAsyncLifetime
{
    TasteWorld _world = null!;
    SoundCloudClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await TasteWorld.StartAsync();
        _client = _world.ReadySoundCloud();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task LikesSayWhatMayBeHeard()
    {
        var likes = await _client.LikesAsync().ToListAsync();
        Assert.Equal(40, likes.Count);
        Assert.All(likes, like => Assert.StartsWith("soundcloud:tracks:", like.Urn, StringComparison.Ordinal));
        Assert.All(likes, like => Assert.NotNull(like.Uploader));
        Assert.Equal(
            [SoundCloudAccess.Playable, SoundCloudAccess.Preview, SoundCloudAccess.Blocked],
            likes.Select(l => l.Access).Distinct().Order());
        Assert.Contains(likes, l => l.IsDownloadable);
        Assert.Contains(likes, l => l.SecretToken is not null);
    }

    [Fact]
    public async Task NoLikesAreAnEmptyList()
    {
        await _world.SeedAsync("soundcloud", """{"likes":0}""");
        Assert.Empty(await _client.LikesAsync().ToListAsync());
    }

    [Fact]
    public async Task FiveThousandLikesAreTwentyFiveCalls()
    {
        await _world.SeedAsync("soundcloud", """{"likes":5000}""");
        Assert.Equal(5000, await _client.LikesAsync().Select(l => l.Urn).Distinct().CountAsync());
        Assert.Equal(25, _world.Calls("soundcloud").Count);
    }

    [Fact]
    public async Task ACursorThatComesAgainEndsTheWalk()
    {
        var page = new JsonObject { ["collection"] = new JsonArray(), ["next_href"] = _world.Sandbox.Address("soundcloud") + "/me/likes/tracks?cursor=same" };
        _world.Fail(new Fault { Provider = "soundcloud", Status = 200, Body = page, Count = 0 });
        Assert.Empty(await _client.LikesAsync().ToListAsync());
        Assert.Equal(2, _world.Calls("soundcloud").Count);
    }

    [Fact]
    public async Task ATokenIsNotSentWhereANextPageWouldHaveIt()
    {
        var page = new JsonObject { ["collection"] = new JsonArray(), ["next_href"] = _world.Sandbox.Address("spotify") + "/me/likes/tracks" };
        _world.Fail(new Fault { Provider = "soundcloud", Status = 200, Body = page });
        await Assert.ThrowsAsync<ProviderException>(async () => await _client.LikesAsync().ToListAsync());
        Assert.Empty(_world.Calls("spotify"));
    }

    [Fact]
    public async Task PlaysAndSetsAreListed()
    {
        Assert.Equal(25, (await _client.RecentlyPlayedAsync(default)).Count);
        var sets = await _client.PlaylistsAsync().ToListAsync();
        Assert.Equal([("Warm up", 6), ("Peak time", 8)], sets.Select(s => (s.Title, s.TrackCount!.Value)));
        Assert.Equal(8, (await _client.PlaylistTracksAsync(sets[1].Urn).ToListAsync()).Count);
    }

    [Fact]
    public async Task ALinkLeadsToATrackASetAUserOrNothing()
    {
        var like = await _client.LikesAsync().FirstAsync();
        Assert.Equal(like.Urn, (await _client.ResolveAsync(like.Link!, default))!.Track!.Urn);
        Assert.Equal("Warm up", (await _client.ResolveAsync(new Uri("https://soundcloud.com/sandbox-listener/sets/warm-up"), default))!.Playlist!.Title);
        Assert.NotNull((await _client.ResolveAsync(new Uri("https://soundcloud.com/sandbox-listener"), default))!.User);
        Assert.Null(await _client.ResolveAsync(new Uri("https://soundcloud.com/nobody/nothing"), default));
    }

    [Fact]
    public async Task ALinkToASecretTrackLeadsThere()
    {
        var secret = await _client.LikesAsync().FirstAsync(l => l.SecretToken is not null);
        Assert.Equal(secret.Urn, (await _client.ResolveAsync(secret.Link!, default))!.Track!.Urn);
        Assert.NotNull(await _client.TrackAsync(secret.Urn, secret.SecretToken, default));
        Assert.Null(await _client.TrackAsync(secret.Urn, null, default));
    }

    [Fact]
    public async Task AResolvedLinkIsNotFollowedToAnotherHost()
    {
        _world.Fail(new Fault
        {
            Provider = "soundcloud", Status = 302, Body = new JsonObject(),
            Headers = new Dictionary<string, string> { ["Location"] = _world.Sandbox.Address("media") + "/tracks/1" },
        });
        var failure = await Assert.ThrowsAsync<ProviderException>(() => _client.ResolveAsync(new Uri("https://soundcloud.com/a/b"), default));
        Assert.Equal(ProviderFailure.Unreadable, failure.Kind);
        Assert.Empty(_world.Calls("media"));
    }

    [Fact]
    public async Task StreamsAreWhatTheAccessAllows()
    {
        var likes = await _client.LikesAsync().Where(l => l.SecretToken is null).ToListAsync();
        var playable = await _client.StreamsAsync(likes.First(l => l.Access == SoundCloudAccess.Playable).Urn, null, default);
        var preview = await _client.StreamsAsync(likes.First(l => l.Access == SoundCloudAccess.Preview).Urn, null, default);
        Assert.NotNull(playable!.HlsAac160);
        Assert.Equal((null, true), (preview!.HlsAac160, preview.Preview is not null));
        Assert.Null(await _client.StreamsAsync(likes.First(l => l.Access == SoundCloudAccess.Blocked).Urn, null, default));
    }

    [Fact]
    public async Task TheDownloadOfWhatIsOfferedLiesAtTheHostOfTheFilesAndNothingElseDoes()
    {
        var likes = await _client.LikesAsync().ToListAsync();
        var file = await _client.DownloadAsync(likes.First(l => l.IsDownloadable), default);
        Assert.Equal(new Uri(_world.Sandbox.Address("media")!).Authority, file!.Authority);
        Assert.Empty(_world.Calls("media"));
        Assert.Null(await _client.DownloadAsync(likes.First(l => !l.IsDownloadable && l.SecretToken is null), default));
    }

    [Theory]
    [InlineData("""{"title":"T","urn":"soundcloud:tracks:1","downloadable":true}""", true)]
    [InlineData("""{"title":"T","urn":"soundcloud:tracks:1","downloadable":true,"has_downloads_left":true}""", true)]
    [InlineData("""{"title":"T","urn":"soundcloud:tracks:1","downloadable":true,"has_downloads_left":false}""", false)]
    [InlineData("""{"title":"T","urn":"soundcloud:tracks:1"}""", false)]
    public async Task ATrackIsOfferedWhileDownloadsAreLeft(string json, bool isOffered)
    {
        _world.Fail(new Fault { Provider = "soundcloud", Status = 200, Body = JsonNode.Parse(json) });
        Assert.Equal(isOffered, (await _client.TrackAsync("soundcloud:tracks:1", null, default))!.IsDownloadable);
    }

    [Theory]
    [InlineData(403, ProviderFailure.Forbidden, 1)]
    [InlineData(404, ProviderFailure.NotFound, 1)]
    [InlineData(500, ProviderFailure.Unavailable, 3)]
    public async Task AFailureIsNeverAnEmptyList(int status, ProviderFailure kind, int calls)
    {
        _world.Fail(new Fault { Provider = "soundcloud", Status = status, Count = 0 });
        var failure = await Assert.ThrowsAsync<ProviderException>(async () => await _client.LikesAsync().ToListAsync());
        Assert.Equal((kind, calls), (failure.Kind, _world.Calls("soundcloud").Count));
    }

    [Fact]
    public async Task TooManyRequestsMeanNoneUntilTheTimeThatWasNamed()
    {
        _world.Fail(new Fault { Provider = "soundcloud", Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "86400" } });
        await Assert.ThrowsAsync<RetryLaterException>(() => _client.MeAsync(default));
        _world.Start();
        await Assert.ThrowsAsync<RetryLaterException>(() => _world.ReadySoundCloud().MeAsync(default));
        Assert.Single(_world.Calls("soundcloud"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"collection":"none"}""")]
    public async Task APageOfAnotherFormIsUnreadableAndNotEmpty(string body)
    {
        _world.Fail(new Fault { Provider = "soundcloud", Status = 200, Body = JsonNode.Parse(body) });
        var failure = await Assert.ThrowsAsync<ProviderException>(async () => await _client.LikesAsync().ToListAsync());
        Assert.Equal(ProviderFailure.Unreadable, failure.Kind);
    }

    [Fact]
    public void ATrackWithWrongTypesIsStillATrack()
    {
        var track = SoundCloudTrack.Read(JsonElement.Parse("""{"id":42,"title":"T","duration":"long","user":7,"access":"sometimes","bpm":"128","permalink_url":5,"downloadable":"yes","new":[]}"""));
        Assert.Equal(
            ("soundcloud:tracks:42", SoundCloudAccess.Unknown, 128d, null, null, false),
            (track!.Urn, track.Access, track.Bpm, track.Duration, track.Link, track.IsDownloadable));
    }

    [Theory]
    [InlineData("""{"urn":"soundcloud:tracks:1"}""")]
    [InlineData("""{"title":"T"}""")]
    [InlineData("""7""")]
    public void WhatHasNoTitleOrIdentityIsNoTrack(string json) => Assert.Null(SoundCloudTrack.Read(JsonElement.Parse(json)));
}
