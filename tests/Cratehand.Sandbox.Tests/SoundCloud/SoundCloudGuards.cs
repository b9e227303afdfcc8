using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;
using Cratehand.Sandbox.SoundCloud;
using Cratehand.Sandbox.Tests.Support;

namespace Cratehand.Sandbox.Tests.SoundCloud;

/// <summary>For each rule of the SoundCloud stand-in, what a caller meets while it holds.</summary>
static class SoundCloudGuards
{
    const string Auth = "soundcloudAuth";

    public static IReadOnlyDictionary<string, Func<TasteSandbox, Task>> All { get; } = new Dictionary<string, Func<TasteSandbox, Task>>
    {
        [Rules.SoundCloudScheme.Name] = BearerIsRefused,
        [Rules.SoundCloudTokenExpires.Name] = AnAccessTokenEndsAfterAnHour,
        [Rules.SoundCloudRefreshOnce.Name] = ARefreshTokenIsGoodForOneUse,
        [Rules.SoundCloudVerifier.Name] = ThereIsNoSignInWithoutPkce,
        [Rules.SoundCloudSecret.Name] = TheSecretIsAskedFor,
        [Rules.SoundCloudCursor.Name] = AnOffsetOfOnesOwnIsNotHeard,
        [Rules.SoundCloudLimit.Name] = APageHoldsTwoHundred,
        [Rules.SoundCloudAccess.Name] = SetsLeaveBlockedTracksOut,
        [Rules.SoundCloudLinked.Name] = WithoutLinkingAListIsBare,
        [Rules.SoundCloudResolve.Name] = ResolvingRedirects,
        [Rules.SoundCloudSecretTrack.Name] = ASecretTrackNeedsItsToken,
        [Rules.SoundCloudBlocked.Name] = ABlockedTrackHasNoStream,
        [Rules.SoundCloudStreamToken.Name] = AStreamNeedsTheToken,
        [Rules.SoundCloudDownload.Name] = OnlyWhatIsOfferedCanBeDownloaded,
        [Rules.SoundCloudPlays.Name] = PlaysAreTwentyFiveTracks,
    };

    public static string Urn(int song) => $"soundcloud:tracks:{Ids.SoundCloud(Recording.Original(song))}";

    static async Task BearerIsRefused(TasteSandbox sandbox) =>
        Assert.Equal(401, (await sandbox.SoundCloudAsync("/me", $"Bearer {sandbox.World.Options.SoundCloudToken}")).Status);

    static async Task AnAccessTokenEndsAfterAnHour(TasteSandbox sandbox)
    {
        var token = (await sandbox.SignInAsync(Auth)).Json!["access_token"]!.ToString();
        await sandbox.AdvanceAsync(TimeSpan.FromMinutes(61));

        Assert.Equal(401, (await sandbox.SoundCloudAsync("/me", $"OAuth {token}")).Status);
    }

    static async Task ARefreshTokenIsGoodForOneUse(TasteSandbox sandbox)
    {
        var token = (await sandbox.SignInAsync(Auth)).Json!["refresh_token"]!.ToString();
        await sandbox.RefreshAsync(Auth, token);

        Assert.Equal("invalid_grant", (await sandbox.RefreshAsync(Auth, token)).Json!["error"]?.ToString());
    }

    static async Task ThereIsNoSignInWithoutPkce(TasteSandbox sandbox)
    {
        Assert.Contains("error=invalid_request", await sandbox.AuthorizeAsync(Auth, withPkce: false));
        Assert.Equal("invalid_grant", (await sandbox.SignInAsync(Auth, verifier: "another")).Json!["error"]?.ToString());
    }

    static async Task TheSecretIsAskedFor(TasteSandbox sandbox)
    {
        var answer = await sandbox.FormAsync(Auth, "/oauth/token", ("client_id", TasteSandbox.Client), ("grant_type", "client_credentials"));

        Assert.Equal(401, answer.Status);
    }

    static async Task AnOffsetOfOnesOwnIsNotHeard(TasteSandbox sandbox)
    {
        var first = (await sandbox.SoundCloudAsync("/me/likes/tracks?limit=2&linked_partitioning=true")).Json!["collection"]![0]!["urn"]!.ToString();
        var offset = (await sandbox.SoundCloudAsync("/me/likes/tracks?limit=2&linked_partitioning=true&offset=2")).Json!["collection"]![0]!["urn"]!.ToString();

        Assert.Equal(first, offset);
        Assert.Equal(400, (await sandbox.SoundCloudAsync("/me/likes/tracks?linked_partitioning=true&cursor=5")).Status);
    }

    static async Task APageHoldsTwoHundred(TasteSandbox sandbox) =>
        Assert.Equal(400, (await sandbox.SoundCloudAsync("/me/likes/tracks?linked_partitioning=true&limit=201")).Status);

    static async Task SetsLeaveBlockedTracksOut(TasteSandbox sandbox)
    {
        var set = (await sandbox.SoundCloudAsync("/me/playlists?linked_partitioning=true")).Json!["collection"]![1]!;
        var tracks = await sandbox.SoundCloudAsync($"/playlists/{set["urn"]}/tracks?linked_partitioning=true");

        Assert.Equal(8, set["track_count"]!.GetValue<int>());
        Assert.DoesNotContain(tracks.Json!["collection"]!.AsArray(), t => t!["access"]!.ToString() == "blocked");
    }

    static async Task WithoutLinkingAListIsBare(TasteSandbox sandbox) =>
        Assert.Equal(50, (await SeedAndListAsync(sandbox)).AsArray().Count);

    static async Task<System.Text.Json.Nodes.JsonNode> SeedAndListAsync(TasteSandbox sandbox)
    {
        await sandbox.SeedAsync("soundcloud", """{"likes":60}""");
        var list = (await sandbox.SoundCloudAsync("/me/likes/tracks")).Json!;
        Assert.IsType<System.Text.Json.Nodes.JsonArray>(list);
        return list;
    }

    static async Task ResolvingRedirects(TasteSandbox sandbox)
    {
        var link = new SoundCloudState(sandbox.World).Of(Recording.Original(101)).Permalink;
        var answer = await sandbox.SoundCloudAsync($"/resolve?url={Uri.EscapeDataString(link + "?si=abc&in=somebody/sets/x")}");

        Assert.Equal(302, answer.Status);
        Assert.EndsWith($"/tracks/{Urn(101)}", answer.Location);
        Assert.Equal(answer.Location, answer.Json!["location"]!.ToString());
    }

    static async Task ASecretTrackNeedsItsToken(TasteSandbox sandbox)
    {
        var secret = SoundCloudTraits.Of(Recording.Original(121)).Secret;

        Assert.Equal(200, (await sandbox.SoundCloudAsync($"/tracks/{Urn(121)}?secret_token={secret}")).Status);
        Assert.Equal(404, (await sandbox.SoundCloudAsync($"/tracks/{Urn(121)}")).Status);
    }

    static async Task ABlockedTrackHasNoStream(TasteSandbox sandbox)
    {
        var preview = await sandbox.SoundCloudAsync($"/tracks/{Urn(103)}/streams");

        Assert.Equal(404, (await sandbox.SoundCloudAsync($"/tracks/{Urn(107)}/streams")).Status);
        Assert.Equal(["preview_mp3_128_url"], preview.Json!.AsObject().Select(p => p.Key));
    }

    static async Task AStreamNeedsTheToken(TasteSandbox sandbox)
    {
        var streams = (await sandbox.SoundCloudAsync($"/tracks/{Urn(101)}/streams")).Json!;

        Assert.Equal(302, (await sandbox.SoundCloudAsync(streams["http_mp3_128_url"]!.ToString())).Status);
        Assert.Equal(401, (await sandbox.SendAsync("GET", streams["http_mp3_128_url"]!.ToString())).Status);
    }

    static async Task OnlyWhatIsOfferedCanBeDownloaded(TasteSandbox sandbox)
    {
        Assert.Equal(302, (await sandbox.SoundCloudAsync($"/tracks/{Urn(105)}/download")).Status);
        Assert.Equal(403, (await sandbox.SoundCloudAsync($"/tracks/{Urn(101)}/download")).Status);
    }

    static async Task PlaysAreTwentyFiveTracks(TasteSandbox sandbox)
    {
        var plays = (await sandbox.SoundCloudAsync("/me/recently-played/tracks?limit=100")).Json!["collection"]!.AsArray();

        Assert.Equal(25, plays.Select(t => t!["urn"]!.ToString()).Distinct().Count());
        Assert.Equal(25, plays.Count);
    }
}
