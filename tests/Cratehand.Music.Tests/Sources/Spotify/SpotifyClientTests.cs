using System.Text.Json;
using Cratehand.Jobs;
using Cratehand.Music.Sources.Spotify;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Store.Tokens;
using Cratehand.Music.Tests.Support;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Music.Tests.Sources.Spotify;

public sealed class SpotifyClientTests : IAsyncLifetime
{
    TasteWorld _world = null!;
    SpotifyClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await TasteWorld.StartAsync();
        _client = _world.ReadySpotify();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task LikesComeNewestFirstWithAllThatIsKnown()
    {
        var likes = await _client.SavedAsync().ToListAsync();
        Assert.Equal(30, likes.Count);
        Assert.Equal(likes.OrderByDescending(l => l.At), likes);
        Assert.All(likes, like => Assert.Equal(
            (SpotifyItemKind.Track, 22, 12, true, true),
            (like.Kind, like.Track!.Id!.Length, like.Track.Isrc!.Length, like.Track.Duration > TimeSpan.Zero, like.Track.Artists.Count > 0)));
    }

    [Fact]
    public async Task NoLikesAreAnEmptyList()
    {
        await _world.SeedAsync("spotify", """{"saved":0}""");
        Assert.Empty(await _client.SavedAsync().ToListAsync());
    }

    [Fact]
    public async Task FiveThousandLikesAreAHundredCallsAndOnePageOfMemory()
    {
        await _world.SeedAsync("spotify", """{"saved":5000}""");
        var seen = new List<WeakReference>();
        var ids = new HashSet<string>();
        await foreach (var like in _client.SavedAsync())
        {
            ids.Add(like.Track!.Id!);
            seen.Add(new WeakReference(like));
            if (ids.Count == 4_990)
            {
                // In the middle of the last page: whatever is still held, the walk holds.
                GC.Collect(2, GCCollectionMode.Forced, blocking: true);
                Assert.InRange(seen.Count(item => item.IsAlive), 1, 50);
            }
        }

        Assert.Equal((5000, 100), (ids.Count, _world.Calls("spotify").Count));
    }

    [Fact]
    public async Task OnlyWhatIsLookedAtIsAskedFor()
    {
        await _world.SeedAsync("spotify", """{"saved":5000}""");
        await foreach (var _ in _client.SavedAsync())
        {
            break;
        }

        Assert.Single(_world.Calls("spotify"));
    }

    [Fact]
    public async Task APlaylistHoldsTracksLocalFilesEpisodesAndWhatIsGone()
    {
        var crate = (await _client.PlaylistsAsync().ToListAsync()).Single(p => p.Name == "Friday crate");
        var items = await _client.PlaylistItemsAsync(crate.Id).ToListAsync();
        Assert.NotNull(crate.SnapshotId);
        Assert.Equal(15, items.Count);
        Assert.Equal(15, crate.Total);
        Assert.Equal(
            [(SpotifyItemKind.Track, 12), (SpotifyItemKind.LocalFile, 1), (SpotifyItemKind.Episode, 1), (SpotifyItemKind.Gone, 1)],
            items.GroupBy(i => i.Kind).Select(g => (g.Key, g.Count())).OrderBy(g => g.Key));
        Assert.Null(items.Single(i => i.Kind == SpotifyItemKind.LocalFile).Track!.Id);
    }

    [Fact]
    public async Task AnotherOnesPlaylistIsForbiddenAndNotEmpty()
    {
        var other = (await _client.PlaylistsAsync().ToListAsync()).Single(p => p.Name == "Radio picks");
        var failure = await Assert.ThrowsAsync<ProviderException>(async () => await _client.PlaylistItemsAsync(other.Id).ToListAsync());
        Assert.Equal(ProviderFailure.Forbidden, failure.Kind);

        // The old name was tried once, and answered as development mode does: never again.
        var before = _world.Now;
        await Assert.ThrowsAsync<ProviderException>(async () => await _client.PlaylistItemsAsync(other.Id).ToListAsync());
        Assert.Single(_world.Calls("spotify", before));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public async Task AServerThatKnowsOnlyTheOldNameIsFoundOutOnce(int status)
    {
        await _world.SeedAsync("spotify", """{"profile":"legacy"}""");
        _world.Fail(new Fault { Provider = "spotify", Path = "/playlists/*/items", Status = status, Count = 0 });
        var crate = (await _client.PlaylistsAsync().ToListAsync()).Single(p => p.Name == "Friday crate");

        Assert.Equal(15, (await _client.PlaylistItemsAsync(crate.Id).ToListAsync()).Count);
        var before = _world.Now;
        Assert.Equal(15, (await _client.PlaylistItemsAsync(crate.Id).ToListAsync()).Count);
        Assert.EndsWith("/tracks", Assert.Single(_world.Calls("spotify", before)).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingPlayingIsNothing() => Assert.Null(await _client.PlayingAsync(default));

    [Theory]
    [InlineData("""{"song":3,"isPlaying":true,"progressMs":5000}""", SpotifyItemKind.Track)]
    [InlineData("""{"episode":3,"isPlaying":true,"progressMs":5000}""", SpotifyItemKind.Episode)]
    [InlineData("""{"isPlaying":true,"progressMs":5000}""", SpotifyItemKind.Gone)]
    public async Task WhatPlaysIsTyped(string playing, SpotifyItemKind kind)
    {
        await _world.SeedAsync("spotify", $$"""{"playing":{{playing}}}""");
        var now = await _client.PlayingAsync(default);
        Assert.Equal((kind, true, TimeSpan.FromSeconds(5)), (now!.Item.Kind, now.IsPlaying, now.Progress));
    }

    [Fact]
    public async Task PlaysAreTheLastFiftyOrThoseAfterAMoment()
    {
        var plays = await _client.RecentlyPlayedAsync(null, default);
        Assert.Equal(50, plays.Count);
        Assert.Equal(10, (await _client.RecentlyPlayedAsync(plays[10].At, default)).Count);
    }

    [Fact]
    public async Task ATrackIsFoundByIdByIsrcOrNotAtAll()
    {
        var like = (await _client.SavedAsync().FirstAsync()).Track!;
        Assert.Equal(like.Isrc, (await _client.TrackAsync(like.Id!, default))!.Isrc);
        Assert.Equal(like.Id, Assert.Single(await _client.SearchAsync($"isrc:{like.Isrc}", 50, default)).Id);
        Assert.Empty(await _client.SearchAsync("isrc:ZZZZZ9999999 nothing", 10, default));
        Assert.Null(await _client.TrackAsync("0000000000000000000000", default));
    }

    [Theory]
    [InlineData(403, ProviderFailure.Forbidden, 1)]
    [InlineData(404, ProviderFailure.NotFound, 1)]
    [InlineData(400, ProviderFailure.Refused, 1)]
    [InlineData(500, ProviderFailure.Unavailable, 3)]
    [InlineData(502, ProviderFailure.Unavailable, 3)]
    public async Task AFailureIsNeverAnEmptyList(int status, ProviderFailure kind, int calls)
    {
        _world.Fail(new Fault { Provider = "spotify", Status = status, Count = 0 });
        var failure = await Assert.ThrowsAsync<ProviderException>(async () => await _client.SavedAsync().ToListAsync());
        Assert.Equal((kind, calls), (failure.Kind, _world.Calls("spotify").Count));
    }

    [Fact]
    public async Task ADroppedConnectionIsTriedAgain()
    {
        _world.Fail(new Fault { Provider = "spotify", Drop = true });
        Assert.Equal(30, (await _client.SavedAsync().ToListAsync()).Count);
        Assert.Equal(2, _world.Calls("spotify").Count);
    }

    [Theory]
    [InlineData("\"no page\"")]
    [InlineData("{}")]
    [InlineData("""{"items":{}}""")]
    [InlineData("""{"items":null}""")]
    public async Task APageOfAnotherFormIsUnreadableAndNotEmpty(string body)
    {
        _world.Fail(new Fault { Provider = "spotify", Status = 200, Body = System.Text.Json.Nodes.JsonNode.Parse(body) });
        var failure = await Assert.ThrowsAsync<ProviderException>(async () => await _client.SavedAsync().ToListAsync());
        Assert.Equal(ProviderFailure.Unreadable, failure.Kind);
    }

    [Fact]
    public async Task ABanOfADayMeansNoCallForADayAlsoAfterARestart()
    {
        await _world.SeedAsync("spotify", """{"ban":{"seconds":86400}}""");
        var later = await Assert.ThrowsAsync<RetryLaterException>(() => _client.MeAsync(default));
        Assert.Equal(TimeSpan.FromDays(1), later.After);

        await _world.AdvanceAsync(TimeSpan.FromHours(23));
        _world.Start();
        later = await Assert.ThrowsAsync<RetryLaterException>(() => _world.ReadySpotify().MeAsync(default));
        Assert.Equal((TimeSpan.FromHours(1), 1), (later.After, _world.Calls("spotify").Count));

        await _world.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.NotEmpty((await _world.ReadySpotify().MeAsync(default)).Id);
    }

    [Fact]
    public async Task AUsedUpQuotaSaysSo()
    {
        await _world.SeedAsync("spotify", """{"ban":{"seconds":3600,"reason":"QUOTA_EXCEEDED"}}""");
        var later = await Assert.ThrowsAsync<RetryLaterException>(() => _client.MeAsync(default));
        Assert.Contains("QUOTA_EXCEEDED", later.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AScopeThatWasNotGivenIsForbiddenAndNoMatterForARefresh()
    {
        _world.Fail(new Fault { Provider = "spotify", Status = 403 });
        await Assert.ThrowsAsync<ProviderException>(() => _client.MeAsync(default));
        Assert.Empty(_world.Calls("spotifyAccounts"));
    }

    [Theory]
    [InlineData("""{"added_at":7,"track":{"id":"x","name":"T","artists":"nobody","duration_ms":"1000","album":[],"external_ids":3,"new":{}}}""", SpotifyItemKind.Track)]
    [InlineData("""{"track":null}""", SpotifyItemKind.Gone)]
    [InlineData("""{}""", SpotifyItemKind.Gone)]
    [InlineData("""[]""", SpotifyItemKind.Gone)]
    [InlineData("""{"track":{"id":"x","name":5}}""", SpotifyItemKind.Unreadable)]
    [InlineData("""{"is_local":true,"track":{"id":null,"name":"Mine"}}""", SpotifyItemKind.LocalFile)]
    [InlineData("""{"item":{"type":"episode","id":"x","name":"Talk"}}""", SpotifyItemKind.Episode)]
    public void AnEntryWithWrongTypesIsStillAnEntry(string json, SpotifyItemKind kind)
    {
        var item = SpotifyItem.Read(JsonElement.Parse(json), "added_at");
        Assert.Equal((kind, null), (item.Kind, item.At));
    }

    [Fact]
    public async Task AClientWithoutASignInAsksNothing() =>
        await Assert.ThrowsAsync<SignInNeededException>(() => _world.Spotify.MeAsync(default));
}
