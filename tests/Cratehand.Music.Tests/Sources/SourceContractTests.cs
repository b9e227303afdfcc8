using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Sources;
using Cratehand.Music.Sources.DropFolder;
using Cratehand.Music.Sources.SoundCloud;
using Cratehand.Music.Sources.Spotify;
using Cratehand.Music.Sources.YouTube;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Tests.Support;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Music.Tests.Sources;

public sealed class SpotifySavedSourceTests : SourceContract
{
    ISource? _source;

    protected override ISource Source => _source ??= new SpotifySavedSource(World.ReadySpotify());

    [Fact]
    public async Task LikesAreLikedAndDated() =>
        Assert.All(await ItemsAsync(), item => Assert.True(item is { Signal: Signal.Liked, At: not null, What.Isrc: not null } && item.Input.StartsWith("https://open.spotify.com/track/", StringComparison.Ordinal)));

    [Fact]
    public async Task ItTellsWhatWasTakenOffSpotifyFromWhatIsOnlyLikedNoMore()
    {
        var like = (await ItemsAsync())[0];
        Assert.True(await Source.IsStillThereAsync(like.Identity, like.Input, CancellationToken.None));
        Assert.False(await Source.IsStillThereAsync("spotify:track:zzzzzzzzzzzzzzzzzzzzzz", "https://open.spotify.com/track/zzzzzzzzzzzzzzzzzzzzzz", CancellationToken.None));
        Assert.Null(await Source.IsStillThereAsync("spotify:local:Me:Mine", "spotify:local:Me:Mine", CancellationToken.None));
        World.Fail(new Fault { Status = 400, Count = 0 });
        await Assert.ThrowsAsync<ProviderException>(() => Source.IsStillThereAsync(like.Identity, like.Input, CancellationToken.None));
    }
}

public sealed class SpotifyPlaylistsSourceTests : SourceContract
{
    ISource? _source;

    protected override ISource Source => _source ??= new SpotifyPlaylistsSource(World.ReadySpotify(), new(["friday CRATE"], "X"));

    [Fact]
    public async Task EachKindOfEntryHasItsEnd()
    {
        var pages = await PagesAsync(null);
        var items = pages.SelectMany(page => page.Items).ToList();
        Assert.True(pages[0].IsFirstSight);
        Assert.Equal((12, 1, 1), (
            items.Count(item => item.Unfit is null),
            items.Count(item => item.Unfit?.Contains("your own disk", StringComparison.Ordinal) == true),
            items.Count(item => item.Unfit?.Contains("podcast", StringComparison.Ordinal) == true)));
        Assert.Contains("1 taken off Spotify", pages[0].Left);
    }

    [Fact]
    public async Task AnUnchangedPlaylistIsNotRead()
    {
        var mark = (await PagesAsync(null))[0].Mark;
        var before = World.Now;
        Assert.Empty(await PagesAsync(mark));
        Assert.Equal(1, World.Now - before);
    }

    [Fact]
    public async Task AChangedOneIsReadOnceMoreAndIsNoFirstSight()
    {
        var mark = (await PagesAsync(null))[0].Mark;
        var id = (await World.ReadySpotify().PlaylistsAsync().ToListAsync()).Single(list => list.Name == "Friday crate").Id;
        await World.SeedAsync("spotify", $$"""{"playlists":[{"id":"{{id}}","name":"Friday crate","version":9,"items":[{"kind":"track","song":77,"addedAt":"2026-01-10T11:00:00Z"}]}]}""");
        var page = Assert.Single(await PagesAsync(mark));
        Assert.False(page.IsFirstSight);
        Assert.Single(page.Items);
    }

    [Fact]
    public async Task ANameThatNoPlaylistHasIsSaid()
    {
        var source = new SpotifyPlaylistsSource(World.ReadySpotify(), new(["No such list"], "X"));
        var page = await source.ReadAsync(new Reading(), CancellationToken.None).SingleAsync();
        Assert.Equal(["no playlist is called No such list"], page.Left);
    }

    [Fact]
    public async Task AForbiddenPlaylistIsNamedAndKeepsNobodyFromTheOthers()
    {
        var source = new SpotifyPlaylistsSource(World.ReadySpotify(), new(["Radio picks", "Friday crate"], "X"));
        var pages = await source.ReadAsync(new Reading(), CancellationToken.None).ToListAsync();
        Assert.Equal(12, pages.SelectMany(page => page.Items).Count(item => item.Unfit is null));
        Assert.Contains("the playlist Radio picks cannot be read", Assert.Single(pages[^1].Left), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutNamesItIsOffAndSaysWhichSettingToSet()
    {
        var source = new SpotifyPlaylistsSource(World.ReadySpotify(), new([], "THE_SETTING"));
        var off = await Assert.ThrowsAsync<SourceOffException>(async () => await source.ReadAsync(new Reading(), CancellationToken.None).ToListAsync());
        Assert.Contains("THE_SETTING", off.Message, StringComparison.Ordinal);
    }
}

public sealed class SpotifyPlayingSourceTests : SourceContract
{
    ISource? _source;

    protected override ISource Source => _source ??= new SpotifyPlayingSource(World.ReadySpotify());

    protected override Task PrepareAsync() => World.SeedAsync("spotify", """{"playing":{"song":31,"isPlaying":true,"progressMs":5000}}""");

    [Fact]
    public async Task SilenceIsNoError()
    {
        await World.SeedAsync("spotify", """{"playing":null}""");
        Assert.Equal(["nothing is playing"], (await PagesAsync(null))[0].Left);
    }
}

public sealed class SpotifyRecentSourceTests : SourceContract
{
    ISource? _source;

    protected override ISource Source => _source ??= new SpotifyRecentSource(World.ReadySpotify());

    protected override Task PrepareAsync() => World.SeedAsync("spotify", """{"plays":[{"song":31,"playedAt":"2026-01-10T11:00:00Z"},{"song":32,"playedAt":"2026-01-10T10:00:00Z"}]}""");

    [Fact]
    public async Task OnlyLaterPlaysAreShownNextTime()
    {
        var mark = (await PagesAsync(null))[0].Mark;
        await World.SeedAsync("spotify", """{"plays":[{"song":33,"playedAt":"2026-01-10T11:30:00Z"},{"song":31,"playedAt":"2026-01-10T11:00:00Z"}]}""");
        var page = Assert.Single(await PagesAsync(mark));
        Assert.False(page.IsFirstSight);
        Assert.Single(page.Items);
    }
}

public sealed class SoundCloudLikesSourceTests : SourceContract
{
    ISource? _source;

    protected override ISource Source => _source ??= new SoundCloudLikesSource(World.ReadySoundCloud(), _ => Task.FromResult(true), "", null);

    [Fact]
    public async Task WithoutASignInTheProfilesLikesAreListedThroughYtDlp()
    {
        string? asked = null;
        Task<FlatList> ListAsync(string link, CancellationToken cancel)
        {
            asked = link;
            return Task.FromResult<FlatList>(new([Entry]));
        }

        var page = await Profile(ListAsync).ReadAsync(new Reading(), CancellationToken.None).SingleAsync();
        Assert.Equal("https://soundcloud.com/some-dj/likes", asked);
        Assert.Equal((SourcePage.ReadToItsEnd, false), (page.Mark, page.IsCut));
        Assert.Equal(("soundcloud:tracks:123", Signal.Liked, 0), (page.Items[0].Identity, page.Items[0].Signal, page.Items[0].What.Artists.Count));
    }

    [Fact]
    public async Task WithoutSignInAndYtDlpItIsOff()
    {
        await Assert.ThrowsAsync<SourceOffException>(async () => await Profile(null).ReadAsync(new Reading(), CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task AProfileThatWasCutSaysSoAndWasNotReadToItsEnd()
    {
        var page = await Profile((_, _) => Task.FromResult<FlatList>(new([Entry], IsCut: true))).ReadAsync(new Reading(), CancellationToken.None).SingleAsync();
        Assert.Equal((null, true), (page.Mark, page.IsCut));
    }

    [Fact]
    public async Task ALikedSetIsNoTrackWhateverItsNumber()
    {
        var set = new FlatEntry("123", "https://soundcloud.com/a/sets/b", "A set", null, null);
        var items = (await Profile((_, _) => Task.FromResult<FlatList>(new([set, Entry]))).ReadAsync(new Reading(), CancellationToken.None).SingleAsync()).Items;
        Assert.Equal([("soundcloud:a/sets/b", "A set or playlist, no track."), ("soundcloud:tracks:123", null)], items.Select(item => (item.Identity, item.Unfit)));
    }

    [Fact]
    public async Task AProfileThatIsGoneIsNamedWithTheSetting()
    {
        var gone = Profile((_, _) => throw new FetchRefusedException(FetchRefusal.Gone, "soundcloud.com no longer has this."));
        var refused = await Assert.ThrowsAsync<FetchRefusedException>(async () => await gone.ReadAsync(new Reading(), CancellationToken.None).ToListAsync());
        Assert.Equal(
            (FetchRefusal.Gone, "The likes of soundcloud.com/some-dj cannot be read (soundcloud.com no longer has this): see whether SoundCloud:Profile is still its name and its likes are public."),
            (refused.Kind, refused.Message));
    }

    [Fact]
    public async Task ItTellsWhatItsUploaderDeletedFromWhatIsOnlyLikedNoMore()
    {
        var likes = await ItemsAsync();
        var secret = likes.First(item => item.Input.Contains("/s-", StringComparison.Ordinal));
        Assert.True(await Source.IsStillThereAsync(likes[0].Identity, likes[0].Input, CancellationToken.None));
        Assert.True(await Source.IsStillThereAsync(secret.Identity, secret.Input, CancellationToken.None));
        Assert.False(await Source.IsStillThereAsync("soundcloud:tracks:1", "https://soundcloud.com/nobody/nothing", CancellationToken.None));
        Assert.Null(await Profile(null).IsStillThereAsync(likes[0].Identity, likes[0].Input, CancellationToken.None));
        World.Fail(new Fault { Status = 400, Count = 0 });
        await Assert.ThrowsAsync<ProviderException>(() => Source.IsStillThereAsync(likes[0].Identity, likes[0].Input, CancellationToken.None));
    }

    static FlatEntry Entry => new("123", "https://soundcloud.com/a/b", "A - B", "label", TimeSpan.FromMinutes(3));

    SoundCloudLikesSource Profile(ListLink? list) => new(World.ReadySoundCloud(), _ => Task.FromResult(false), "some-dj", list);
}

public sealed class SoundCloudPlaylistsSourceTests : SourceContract
{
    ISource? _source;

    protected override ISource Source => _source ??= new SoundCloudPlaylistsSource(World.ReadySoundCloud(), new(["Late set"], "X"));

    protected override Task PrepareAsync() =>
        World.SeedAsync("soundcloud", """{"playlists":[{"id":77,"title":"Late set","tracks":[1900001120,1900001128]}]}""");
}

public sealed class SoundCloudRecentSourceTests : SourceContract
{
    ISource? _source;

    protected override ISource Source => _source ??= new SoundCloudRecentSource(World.ReadySoundCloud());

    protected override Task PrepareAsync() => World.SeedAsync("soundcloud", """{"plays":[{"track":1900001120,"at":"2026-01-10T11:00:00Z"}]}""");
}

public sealed class YouTubePlaylistsSourceTests : SourceContract
{
    bool _isBroken;

    protected override ISource Source => new YouTubePlaylistsSource(["https://www.youtube.com/playlist?list=PL1"], ListAsync);

    protected override Task BreakAsync()
    {
        _isBroken = true;
        return Task.CompletedTask;
    }

    [Fact]
    public async Task AVideoThatIsGoneIsSaidToBe() => Assert.Contains(await ItemsAsync(), item => item.Unfit == "The video is private or gone.");

    [Fact]
    public async Task AListThatIsGoneIsNamedAndKeepsNobodyFromTheOthers()
    {
        var source = new YouTubePlaylistsSource(["https://www.youtube.com/playlist?list=GONE", "https://www.youtube.com/playlist?list=PL1"], GoneOrThereAsync);
        var pages = await source.ReadAsync(new Reading(), CancellationToken.None).ToListAsync();
        Assert.Equal(2, pages.Sum(page => page.Items.Count));
        Assert.Equal(["the playlist https://www.youtube.com/playlist?list=GONE cannot be read: no such list"], pages[^1].Left);
    }

    [Fact]
    public async Task AListThatWasCutIsReadAsFarAsItGoesAndNamed()
    {
        var source = new YouTubePlaylistsSource(["https://www.youtube.com/playlist?list=PL1"], async (link, cancel) => await ListAsync(link, cancel) with { IsCut = true });
        var pages = await source.ReadAsync(new Reading(), CancellationToken.None).ToListAsync();
        Assert.Equal(2, pages.Sum(page => page.Items.Count));
        Assert.Equal(["the playlist https://www.youtube.com/playlist?list=PL1 may go on after its first 2 entries: no more are read"], pages[^1].Left);
    }

    [Fact]
    public async Task YtDlpNotAllowedThereIsNoListThatIsGone()
    {
        var source = new YouTubePlaylistsSource(["https://www.youtube.com/playlist?list=PL1"], (_, _) => throw new FetchRefusedException(FetchRefusal.NotSwitchedOn, "add www.youtube.com"));
        await Assert.ThrowsAsync<FetchRefusedException>(async () => await source.ReadAsync(new Reading(), CancellationToken.None).ToListAsync());
    }

    Task<FlatList> GoneOrThereAsync(string link, CancellationToken cancel) =>
        link.EndsWith("GONE", StringComparison.Ordinal) ? throw new FetchRefusedException(FetchRefusal.Gone, "no such list") : ListAsync(link, cancel);

    async Task<FlatList> ListAsync(string link, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await Task.Yield();
        return _isBroken
            ? throw new IOException("no network")
            : new([new("aaaaaaaaaaa", "https://www.youtube.com/watch?v=aaaaaaaaaaa", "A - B", "Channel", null), new("bbbbbbbbbbb", "https://www.youtube.com/watch?v=bbbbbbbbbbb", "[Private video]", null, null)]);
    }
}

public sealed class DropFolderContractTests : SourceContract
{
    readonly TempFolder _folder = new();

    protected override ISource Source => new DropFolderSource(new DropOptions(_folder.Path, _folder.Path + "-unpacked", TimeSpan.Zero), TimeProvider.System);

    protected override Task PrepareAsync()
    {
        _folder.Write("Artist - Title.wav", "music");
        return Task.CompletedTask;
    }

    protected override Task BreakAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(_folder.Path))
        {
            _folder.Dispose();
        }
    }
}

/// <summary>Or tests that use the fake would prove nothing.</summary>
public sealed class FakeSourceTests : SourceContract
{
    readonly FakeSource _source = new(SourceNames.SpotifySaved);

    protected override ISource Source => _source;

    protected override Task PrepareAsync()
    {
        _source.Fill(120);
        return Task.CompletedTask;
    }

    protected override Task BreakAsync()
    {
        _source.Trouble = new IOException("broken");
        return Task.CompletedTask;
    }
}
