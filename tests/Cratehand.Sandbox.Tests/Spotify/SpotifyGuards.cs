using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;
using Cratehand.Sandbox.Tests.Support;

namespace Cratehand.Sandbox.Tests.Spotify;

/// <summary>For each rule of the Spotify stand-in, what a caller meets while it holds.</summary>
static class SpotifyGuards
{
    const string Accounts = "spotifyAccounts";

    public static IReadOnlyDictionary<string, Func<TasteSandbox, Task>> All { get; } = new Dictionary<string, Func<TasteSandbox, Task>>
    {
        [Rules.SpotifyBearer.Name] = AnotherSchemeIsRefused,
        [Rules.SpotifyTokenExpires.Name] = AnAccessTokenEndsAfterAnHour,
        [Rules.SpotifyScope.Name] = ACallNeedsItsScope,
        [Rules.SpotifyVerifier.Name] = AnotherVerifierGetsNoToken,
        [Rules.SpotifyCodeOnce.Name] = ACodeIsTradedOnce,
        [Rules.SpotifyRedirect.Name] = LocalhostIsNoRedirect,
        [Rules.SpotifySixMonths.Name] = ARefreshTokenEndsAfterSixMonths,
        [Rules.SpotifyRotation.Name] = ARotatedTokenIsRevoked,
        [Rules.SpotifyLimit.Name] = APageHoldsFifty,
        [Rules.SpotifySearchLimit.Name] = ASearchGivesTen,
        [Rules.SpotifyRemoved.Name] = WhatLeftDevelopmentModeIsForbidden,
        [Rules.SpotifyOwnPlaylists.Name] = OthersPlaylistsKeepTheirItems,
        [Rules.SpotifyNothing.Name] = NothingPlayingHasNoBody,
        [Rules.SpotifyCursors.Name] = TwoCursorsAreRefused,
        [Rules.SpotifyLibraryUris.Name] = TheLibraryTakesForty,
        [Rules.SpotifySnapshot.Name] = AnEditChangesTheSnapshot,
        [Rules.SpotifyWindow.Name] = TooManyCallsMustWait,
    };

    static async Task AnotherSchemeIsRefused(TasteSandbox sandbox) =>
        Assert.Equal(400, (await sandbox.SpotifyAsync("/v1/me", $"OAuth {sandbox.World.Options.SpotifyToken}")).Status);

    static async Task AnAccessTokenEndsAfterAnHour(TasteSandbox sandbox)
    {
        var token = (await sandbox.SignInAsync(Accounts)).Json!["access_token"]!.ToString();
        await sandbox.AdvanceAsync(TimeSpan.FromMinutes(61));

        var answer = await sandbox.SpotifyAsync("/v1/me", $"Bearer {token}");

        Assert.Equal("""{"error":{"status":401,"message":"The access token expired"}}""", answer.Json?.ToJsonString());
    }

    static async Task ACallNeedsItsScope(TasteSandbox sandbox)
    {
        var token = (await sandbox.SignInAsync(Accounts)).Json!["access_token"]!.ToString();

        Assert.Equal(403, (await sandbox.SpotifyAsync("/v1/me/player/recently-played", $"Bearer {token}")).Status);
    }

    static async Task AnotherVerifierGetsNoToken(TasteSandbox sandbox) =>
        Assert.Equal("invalid_grant", (await sandbox.SignInAsync(Accounts, verifier: "another")).Json!["error"]?.ToString());

    static async Task ACodeIsTradedOnce(TasteSandbox sandbox)
    {
        var code = TasteSandbox.CodeOf(await sandbox.AuthorizeAsync(Accounts));
        await sandbox.ExchangeAsync(Accounts, code);

        Assert.Equal("invalid_grant", (await sandbox.ExchangeAsync(Accounts, code)).Json!["error"]?.ToString());
    }

    static async Task LocalhostIsNoRedirect(TasteSandbox sandbox) =>
        Assert.Equal("400", await sandbox.AuthorizeAsync(Accounts, "http://localhost:4567/callback"));

    static async Task ARefreshTokenEndsAfterSixMonths(TasteSandbox sandbox)
    {
        var first = (await sandbox.SignInAsync(Accounts)).Json!["refresh_token"]!.ToString();
        await sandbox.AdvanceAsync(TimeSpan.FromDays(179));
        var second = (await sandbox.RefreshAsync(Accounts, first)).Json!["refresh_token"]!.ToString();
        await sandbox.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.Equal("invalid_grant", (await sandbox.RefreshAsync(Accounts, second)).Json!["error"]?.ToString());
    }

    static async Task ARotatedTokenIsRevoked(TasteSandbox sandbox)
    {
        var first = (await sandbox.SignInAsync(Accounts)).Json!["refresh_token"]!.ToString();
        await sandbox.RefreshAsync(Accounts, first);

        Assert.Equal("invalid_grant", (await sandbox.RefreshAsync(Accounts, first)).Json!["error"]?.ToString());
    }

    static async Task APageHoldsFifty(TasteSandbox sandbox) =>
        Assert.Equal("Invalid limit", (await sandbox.SpotifyAsync("/v1/me/tracks?limit=51")).Json!["error"]?["message"]?.ToString());

    static async Task ASearchGivesTen(TasteSandbox sandbox) =>
        Assert.Equal(400, (await sandbox.SpotifyAsync("/v1/search?q=river&type=track&limit=11")).Status);

    static async Task WhatLeftDevelopmentModeIsForbidden(TasteSandbox sandbox)
    {
        var id = (await sandbox.SpotifyAsync("/v1/me/playlists")).Json!["items"]![0]!["id"]!.ToString();

        Assert.Equal(403, (await sandbox.SpotifyAsync($"/v1/playlists/{id}/tracks")).Status);
    }

    static async Task OthersPlaylistsKeepTheirItems(TasteSandbox sandbox)
    {
        var id = (await sandbox.SpotifyAsync("/v1/me/playlists")).Json!["items"]![2]!["id"]!.ToString();

        Assert.Equal(403, (await sandbox.SpotifyAsync($"/v1/playlists/{id}/items")).Status);
    }

    static async Task NothingPlayingHasNoBody(TasteSandbox sandbox)
    {
        var answer = await sandbox.SpotifyAsync("/v1/me/player/currently-playing");

        Assert.Equal(204, answer.Status);
        Assert.Empty(await answer.Response.Content.ReadAsByteArrayAsync());
    }

    static async Task TwoCursorsAreRefused(TasteSandbox sandbox) =>
        Assert.Equal(400, (await sandbox.SpotifyAsync("/v1/me/player/recently-played?after=1&before=2")).Status);

    static async Task TheLibraryTakesForty(TasteSandbox sandbox)
    {
        var uris = string.Join(',', Enumerable.Range(0, 41).Select(i => $"spotify:track:{Ids.Spotify("track", i)}"));

        Assert.Equal(400, (await sandbox.SpotifyAsync($"/v1/me/library/contains?uris={uris}")).Status);
    }

    static async Task AnEditChangesTheSnapshot(TasteSandbox sandbox)
    {
        var playlist = (await sandbox.SpotifyAsync("/v1/me/playlists")).Json!["items"]![0]!;
        var body = new JsonObject { ["uris"] = new JsonArray($"spotify:track:{Ids.Spotify("track", 5)}") };

        var edited = await sandbox.SpotifyAsync($"/v1/playlists/{playlist["id"]}/items", method: "POST", body: body);

        Assert.Equal(201, edited.Status);
        Assert.NotEqual(playlist["snapshot_id"]!.ToString(), edited.Json!["snapshot_id"]!.ToString());
    }

    static async Task TooManyCallsMustWait(TasteSandbox sandbox)
    {
        await sandbox.SeedAsync("spotify", """{"callsPerWindow":2}""");
        await sandbox.SpotifyAsync("/v1/me");
        await sandbox.AdvanceAsync(TimeSpan.FromSeconds(10));
        await sandbox.SpotifyAsync("/v1/me");

        var third = await sandbox.SpotifyAsync("/v1/me");

        Assert.Equal(429, third.Status);
        Assert.Equal("20", third.Header("Retry-After"));
    }
}
