using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;

namespace Cratehand.EndToEnd;

/// <summary>Originals that uploaders offer on SoundCloud, by its own API: only where the owner switched that on.</summary>
public sealed class OriginalTests : IAsyncLifetime
{
    const int Offered = 145;
    const int NotOffered = 141;
    TasteRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _rig = await TasteRig.StartAsync();
        _rig.Set("CRATEHAND__DETECTING__CHAIN", "soundcloud-likes");
        _rig.Set("CRATEHAND__LOG__LEVEL", "debug");
        _rig.AllowDownloads();
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    [Scenario("S23")]
    public async Task ALikeThatMayBeDownloadedIsOnDiskAfterTheNextSync()
    {
        await _rig.RunAsync("sync");
        await _rig.LikeOnSoundCloudAsync(Offered);

        var synced = await _rig.RunAsync("sync");

        var item = Assert.Single(synced.GetProperty("items").EnumerateArray());
        Assert.Equal(("filed", "download offered on SoundCloud"), (TasteRig.Text(item, "outcome"), TasteRig.Text(item, "obtainedBy")));
        var song = SongBook.At(Offered);
        var file = Assert.Single(_rig.Rig.Shelf.Files);
        var heard = await Witness.OfAsync(Path.Combine(_rig.Rig.Library, file));
        Assert.Equal((song.Title, song.Artist), (heard.Tags["title"], heard.Tags["artist"].Split(';')[0].Trim()));
        Assert.Equal(song.Duration.TotalSeconds, heard.Seconds, 0.5);
        Assert.Equal(302, Assert.Single(Downloads()).Status);

        // The host of the file was told nothing of the owner, and nobody wrote the token down.
        var fetch = Assert.Single(_rig.Calls("media"));
        Assert.Null(fetch.Token);
        Assert.DoesNotContain("authorization", fetch.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.False(IsWrittenSomewhere(_rig.Sandbox.World.Options.SoundCloudToken));

        Assert.Equal(0, (await _rig.RunAsync("sync")).GetProperty("items").GetArrayLength());
        Assert.Single(Downloads());
    }

    [Fact]
    public async Task ALikeThatIsNotOfferedIsToBuyAndTheReasonSaysSo()
    {
        await _rig.RunAsync("sync");
        var title = await _rig.LikeOnSoundCloudAsync(NotOffered);

        var item = Assert.Single((await _rig.RunAsync("sync")).GetProperty("items").EnumerateArray());

        Assert.Equal("to-buy", TasteRig.Text(item, "outcome"));
        var wish = Assert.Single((await _rig.RunAsync("wanted")).GetProperty("items").EnumerateArray());
        Assert.Equal(title, TasteRig.Text(wish, "title"));
        Assert.Contains("offers no download", TasteRig.Text(wish, "reason"), StringComparison.Ordinal);
        Assert.Contains("offers no download", (await _rig.Rig.RunAsync("why", title)).Output, StringComparison.Ordinal);
        Assert.Empty(Downloads());
        Assert.Empty(_rig.Calls("media"));
    }

    // Spotify gives no audio; the same song lies on SoundCloud, offered.
    [Fact]
    public async Task WhatIsLikedElsewhereIsFoundThereByTheSearch()
    {
        var item = (await _rig.Rig.SyncAsync(WishRig.Spotify(Offered))).Ends(0, "filed");

        Assert.Equal("download offered on SoundCloud", item.ObtainedBy);
        var missed = (await _rig.Rig.SyncAsync(WishRig.Spotify(NotOffered))).Ends(4, "to-buy");
        Assert.Contains("soundcloud has it, but its uploader offers no download", missed.Reason, StringComparison.Ordinal);
    }

    // "Nobody has it" would be no truth while nobody can be asked, and final.
    [Fact]
    public async Task WithASignInThatIsRefusedASearchWaitsAndThenFinds()
    {
        const string Token = "CRATEHAND__SOUNDCLOUD__ACCESSTOKEN";
        var right = _rig.Rig.Environment[Token];
        _rig.Rig.Environment[Token] = "refused";
        await _rig.Rig.RunAsync("sync", WishRig.Spotify(Offered));
        Assert.Empty((await _rig.RunAsync("wanted")).GetProperty("items").EnumerateArray());
        Assert.Empty(_rig.Rig.Shelf.Files);
        Assert.Contains("SoundCloud needs you to sign in", (await _rig.Rig.RunAsync("why", WishRig.Spotify(Offered))).Output, StringComparison.Ordinal);

        _rig.Rig.Environment[Token] = right;
        (await _rig.Rig.SyncAsync(WishRig.Spotify(Offered))).Ends(0, "filed");
    }

    [Fact]
    public async Task AsShippedNothingIsAskedForADownload()
    {
        _rig.Rig.Environment.Remove("CRATEHAND__ACQUIRE__SOUNDCLOUDDOWNLOADS");
        await _rig.RunAsync("sync");
        await _rig.LikeOnSoundCloudAsync(Offered);

        var item = Assert.Single((await _rig.RunAsync("sync")).GetProperty("items").EnumerateArray());

        Assert.Equal("to-buy", TasteRig.Text(item, "outcome"));
        Assert.All(_rig.Calls("soundcloud"), call => Assert.Equal("/me/likes/tracks", call.Path));
        Assert.Empty(_rig.Calls("media"));
    }

    [Fact]
    public async Task AHostInAPrivateNetworkIsTheOwnersAloneToAllow()
    {
        _rig.Rig.Environment.Remove("CRATEHAND__ACQUIRE__HOSTS");

        var item = (await _rig.Rig.SyncAsync(_rig.SoundCloud(Offered).Permalink)).Ends(4, "unavailable");

        Assert.Contains("CRATEHAND__ACQUIRE__HOSTS", item.Reason, StringComparison.Ordinal);
        Assert.Empty(_rig.Calls("media"));
    }

    [Theory]
    [InlineData(403, 4, "unavailable", "not-offered", "offers no download", 1)]
    [InlineData(404, 4, "unavailable", "not-offered", "offers no download", 1)]
    [InlineData(401, 4, "unavailable", "blocked", "cratehand auth soundcloud", 1)]
    [InlineData(429, 1, "failed", null, "is left alone until", 1)]
    [InlineData(500, 1, "failed", null, "is not well", 3)]
    public async Task EachTroubleHasItsOwnEnd(int status, int exit, string outcome, string? cause, string words, int calls)
    {
        _rig.Set("CRATEHAND__JOBS__MAXATTEMPTS", "1");
        _rig.Fail(new Fault
        {
            Provider = "soundcloud", Path = "/download", Status = status, Count = 0,
            Headers = status == 429 ? new Dictionary<string, string> { ["Retry-After"] = "3600" } : [],
        });

        var item = (await _rig.Rig.SyncAsync(_rig.SoundCloud(Offered).Permalink)).Ends(exit, outcome);

        Assert.Equal(cause, item.Cause);
        Assert.Contains(words, item.Reason, StringComparison.Ordinal);
        Assert.Equal(calls, Downloads().Count);
        Assert.Empty(_rig.Calls("media"));
    }

    [Fact]
    public async Task AFailureThatPassesCostsNothing()
    {
        _rig.Fail(new Fault { Provider = "soundcloud", Path = "/download", Status = 502, Count = 2 });

        (await _rig.Rig.SyncAsync(_rig.SoundCloud(Offered).Permalink)).Ends(0, "filed");

        Assert.Equal([502, 502, 302], Downloads().Select(call => call.Status));
    }

    List<Call> Downloads() => [.. _rig.Calls("soundcloud").Where(call => call.Path.EndsWith("/download", StringComparison.Ordinal))];

    bool IsWrittenSomewhere(string secret) =>
        Directory.EnumerateFiles(_rig.Rig.Data, "*", SearchOption.AllDirectories).Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) >= 0);
}
