using System.Text.Json.Nodes;
using Cratehand.Sandbox.Songs;
using Cratehand.Sandbox.Tests.Support;

namespace Cratehand.Sandbox.Tests.Spotify;

public sealed class SpotifyTests
{
    const string Accounts = "spotifyAccounts";

    [Fact]
    public async Task LikesAreWalkedToTheEndNewestFirst()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        await sandbox.SeedAsync("spotify", """{"saved":120}""");
        var times = new List<string>();
        for (var next = "/v1/me/tracks?limit=50"; next is not null;)
        {
            var page = (await sandbox.SpotifyAsync(next)).Json!;
            times.AddRange(page["items"]!.AsArray().Select(i => i!["added_at"]!.ToString()));
            next = page["next"]?.ToString();
        }

        Assert.Equal(120, times.Count);
        Assert.Equal(times.OrderDescending(), times);
    }

    [Fact]
    public async Task ANewLikeStandsFirst()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        await sandbox.AdvanceAsync(TimeSpan.FromHours(2));

        var liked = (await sandbox.ControlAsync("like", """{"source":"spotify"}""")).Json!;

        var first = (await sandbox.SpotifyAsync("/v1/me/tracks?limit=1")).Json!;
        Assert.Equal(liked["id"]!.ToString(), first["items"]![0]!["track"]!["id"]!.ToString());
        Assert.Equal("2026-01-10T14:00:00Z", first["items"]![0]!["added_at"]!.ToString());
        Assert.Equal(31, first["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task FiveThousandLikesCostNothingUntilTheyAreRead()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        await sandbox.SeedAsync("spotify", """{"saved":5000}""");

        var last = (await sandbox.SpotifyAsync("/v1/me/tracks?limit=50&offset=4950")).Json!;

        Assert.Equal(50, last["items"]!.AsArray().Count);
        Assert.Null(last["next"]);
    }

    [Fact]
    public async Task ATrackHasItsIsrcAndIsFoundByIt()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var song = SongBook.At(5017);

        var track = (await sandbox.SpotifyAsync($"/v1/tracks/{Ids.Spotify("track", 5017)}")).Json!;
        var found = (await sandbox.SpotifyAsync($"/v1/search?q=isrc:{song.Isrc}&type=track&limit=1")).Json!;

        Assert.Equal(song.Isrc, track["external_ids"]!["isrc"]!.ToString());
        Assert.Equal(track["id"]!.ToString(), found["tracks"]!["items"]![0]!["id"]!.ToString());
    }

    [Fact]
    public async Task ASearchUnderstandsFields()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var song = SongBook.At(12);

        var found = (await sandbox.SpotifyAsync($"/v1/search?type=track&q={Uri.EscapeDataString($"track:\"{song.Title}\" artist:\"{song.Artist}\"")}")).Json!;

        Assert.Equal(song.Title, Assert.Single(found["tracks"]!["items"]!.AsArray())!["name"]!.ToString());
    }

    [Fact]
    public async Task APlaylistHoldsWhatRealOnesHold()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var id = (await sandbox.SpotifyAsync("/v1/me/playlists")).Json!["items"]![0]!["id"]!;

        var items = (await sandbox.SpotifyAsync($"/v1/playlists/{id}/items")).Json!["items"]!.AsArray();
        var knowing = (await sandbox.SpotifyAsync($"/v1/playlists/{id}/items?additional_types=track,episode")).Json!["items"]!.AsArray();

        Assert.Equal(15, items.Count);
        Assert.StartsWith("spotify:local:", Assert.Single(items, i => i!["is_local"]!.GetValue<bool>())!["item"]!["uri"]!.ToString());
        Assert.Single(items, i => i!["item"] is null);
        Assert.True(Assert.Single(items, i => i!["item"]?["type"]?.ToString() == "episode")!["item"]!["episode"]!.GetValue<bool>());
        Assert.NotNull(Assert.Single(knowing, i => i!["item"]?["type"]?.ToString() == "episode")!["item"]!["show"]);
    }

    [Fact]
    public async Task TheLegacyProfileSpeaksOfTracks()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        await sandbox.SeedAsync("spotify", """{"profile":"legacy"}""");
        var playlist = (await sandbox.SpotifyAsync("/v1/me/playlists")).Json!["items"]![0]!;

        var tracks = await sandbox.SpotifyAsync($"/v1/playlists/{playlist["id"]}/tracks");

        Assert.Equal(15, playlist["tracks"]!["total"]!.GetValue<int>());
        Assert.NotNull(tracks.Json!["items"]![0]!["track"]!["available_markets"]);
    }

    [Fact]
    public async Task PlaysAreWalkedBackwards()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var seen = new List<string>();
        for (var next = "/v1/me/player/recently-played?limit=20"; next is not null;)
        {
            var page = (await sandbox.SpotifyAsync(next)).Json!;
            seen.AddRange(page["items"]!.AsArray().Select(i => i!["played_at"]!.ToString()));
            next = page["next"]?.ToString();
        }

        Assert.Equal(50, seen.Distinct().Count());
        Assert.Equal("2026-01-10T11:56:00.000Z", seen[0]);
    }

    [Fact]
    public async Task AfterIsExclusive()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var cursor = (await sandbox.SpotifyAsync("/v1/me/player/recently-played?limit=3")).Json!["cursors"]!["before"]!;

        var newer = (await sandbox.SpotifyAsync($"/v1/me/player/recently-played?after={cursor}")).Json!;

        Assert.Equal(2, newer["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task WhatPlaysIsToldAndAnAdvertisementHasNoItem()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        await sandbox.SeedAsync("spotify", """{"playing":{"song":3,"isPlaying":true,"progressMs":1000}}""");
        var song = (await sandbox.SpotifyAsync("/v1/me/player/currently-playing")).Json!;
        await sandbox.SeedAsync("spotify", """{"playing":{"song":null,"isPlaying":true,"progressMs":0}}""");
        var ad = (await sandbox.SpotifyAsync("/v1/me/player/currently-playing")).Json!;

        Assert.Equal(SongBook.At(3).Title, song["item"]!["name"]!.ToString());
        Assert.Equal("ad", ad["currently_playing_type"]!.ToString());
        Assert.Null(ad["item"]);
    }

    [Fact]
    public async Task AnEpisodeIsShownOnlyToThoseWhoAskForEpisodes()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        await sandbox.SeedAsync("spotify", """{"playing":{"episode":7,"isPlaying":true,"progressMs":1000}}""");

        var plain = (await sandbox.SpotifyAsync("/v1/me/player/currently-playing")).Json!;
        var knowing = (await sandbox.SpotifyAsync("/v1/me/player/currently-playing?additional_types=track,episode")).Json!;

        Assert.Equal(("episode", null), (plain["currently_playing_type"]!.ToString(), plain["item"]));
        Assert.Equal("episode", knowing["item"]!["type"]!.ToString());
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(86_400, "QUOTA_EXCEEDED")]
    public async Task ABanCountsDownAndEnds(int seconds, string? reason)
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        await sandbox.SeedAsync("spotify", new JsonObject { ["ban"] = new JsonObject { ["seconds"] = seconds, ["reason"] = reason } }.ToJsonString());
        await sandbox.AdvanceAsync(TimeSpan.FromSeconds(2));

        var refused = await sandbox.SpotifyAsync("/v1/me");
        await sandbox.AdvanceAsync(TimeSpan.FromSeconds(seconds - 2));

        Assert.Equal(429, refused.Status);
        Assert.Equal($"{seconds - 2}", refused.Header("Retry-After"));
        Assert.Equal(reason, refused.Json!["error"]!["reason"]?.ToString());
        Assert.Equal(200, (await sandbox.SpotifyAsync("/v1/me")).Status);
    }

    [Fact]
    public async Task WithoutRotationTheOldRefreshTokenIsKept()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        await sandbox.SeedAsync("spotify", """{"rotates":false}""");
        var token = (await sandbox.SignInAsync(Accounts)).Json!["refresh_token"]!.ToString();

        var refreshed = await sandbox.RefreshAsync(Accounts, token);

        Assert.Null(refreshed.Json!["refresh_token"]);
        Assert.Equal(200, (await sandbox.RefreshAsync(Accounts, token)).Status);
    }

    [Fact]
    public async Task AListenerWhoTakesTheRightBackEndsTheRefreshTokens()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var token = (await sandbox.SignInAsync(Accounts)).Json!["refresh_token"]!.ToString();
        await sandbox.SeedAsync("spotify", """{"revoke":true}""");

        Assert.Equal("invalid_grant", (await sandbox.RefreshAsync(Accounts, token)).Json!["error"]!.ToString());
    }

    [Fact]
    public async Task DecliningComesBackAsAnError()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        await sandbox.SeedAsync("spotify", """{"declines":true}""");

        Assert.Equal($"{TasteSandbox.Redirect}?error=access_denied&state=xyz", await sandbox.AuthorizeAsync(Accounts));
    }

    [Fact]
    public async Task TheLibraryIsWrittenByUri()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var uri = $"spotify:track:{Ids.Spotify("track", 50)}";

        await sandbox.SpotifyAsync($"/v1/me/library?uris={uri}", method: "PUT");
        var added = (await sandbox.SpotifyAsync($"/v1/me/library/contains?uris={uri}")).Json!.ToJsonString();
        await sandbox.SpotifyAsync($"/v1/me/library?uris={uri}", method: "DELETE");
        var removed = (await sandbox.SpotifyAsync($"/v1/me/library/contains?uris={uri}")).Json!.ToJsonString();

        Assert.Equal(("[true]", "[false]"), (added, removed));
    }

    [Fact]
    public async Task TheStateCanBeSownAgain()
    {
        await using var first = await TasteSandbox.StartAsync();
        await first.SignInAsync(Accounts);
        var state = (await first.SendAsync("GET", first.Address("control", "/_sandbox/state"))).Json!["spotify"]!.ToJsonString();
        await using var second = await TasteSandbox.StartAsync();

        await second.SeedAsync("spotify", state);

        Assert.Equal(state, (await second.SendAsync("GET", second.Address("control", "/_sandbox/state"))).Json!["spotify"]!.ToJsonString());
    }
}
