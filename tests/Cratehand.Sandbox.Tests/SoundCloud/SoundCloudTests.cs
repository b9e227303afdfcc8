using System.Text.Json.Nodes;
using Cratehand.Sandbox.Songs;
using Cratehand.Sandbox.SoundCloud;
using Cratehand.Sandbox.Tests.Support;

namespace Cratehand.Sandbox.Tests.SoundCloud;

public sealed class SoundCloudTests
{
    [Fact]
    public async Task LikesAreWalkedByNextHrefAlone()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        await sandbox.SeedAsync("soundcloud", """{"likes":450}""");
        var (urns, last) = await WalkAsync(sandbox, "/me/likes/tracks?limit=200&linked_partitioning=true");

        Assert.Equal(450, urns.Distinct().Count());
        Assert.False(last.AsObject().ContainsKey("next_href"));
    }

    [Fact]
    public async Task ALikeMadeWhileWalkingDisturbsNothing()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var first = (await sandbox.SoundCloudAsync("/me/likes/tracks?limit=10&linked_partitioning=true")).Json!;
        await sandbox.ControlAsync("like", """{"source":"soundcloud"}""");

        var (rest, _) = await WalkAsync(sandbox, first["next_href"]!.ToString());

        Assert.Equal(30, rest.Count);
        Assert.DoesNotContain(first["collection"]![9]!["urn"]!.ToString(), rest);
    }

    [Fact]
    public async Task NoLikeSaysWhenItWasMade()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        await sandbox.AdvanceAsync(TimeSpan.FromHours(1));
        await sandbox.ControlAsync("like", """{"source":"soundcloud"}""");

        var track = (await sandbox.SoundCloudAsync("/me/likes/tracks?limit=1&linked_partitioning=true")).Json!["collection"]![0]!;

        Assert.Equal("track", track["kind"]!.ToString());
        Assert.DoesNotContain("2026", track.ToJsonString());
    }

    [Fact]
    public async Task TheLikesHoldAllKindsOfAccess()
    {
        await using var sandbox = await TasteSandbox.StartAsync();

        var likes = (await sandbox.SoundCloudAsync("/me/likes/tracks?limit=200&linked_partitioning=true")).Json!["collection"]!.AsArray();

        Assert.Equal(40, likes.Count);
        Assert.Equal(["blocked", "playable", "preview"], likes.Select(t => t!["access"]!.ToString()).Distinct().Order());
        Assert.Equal(4, likes.Count(t => t!["downloadable"]!.GetValue<bool>()));
        Assert.Equal(2, likes.Count(t => t!["sharing"]!.ToString() == "private"));
    }

    [Fact]
    public async Task AStreamLeadsToTheFile()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var streams = (await sandbox.SoundCloudAsync($"/tracks/{SoundCloudGuards.Urn(101)}/streams")).Json!;

        var file = await sandbox.SoundCloudAsync(streams["http_mp3_128_url"]!.ToString());
        var list = await sandbox.SoundCloudAsync(streams["hls_aac_160_url"]!.ToString());

        Assert.EndsWith($"/media/{Recording.Original(101).Name}.mp3", file.Location);
        Assert.Equal(200, (await sandbox.MediaAsync(file.Location!)).Status);
        Assert.Contains(".aac", await list.Response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("https://soundcloud.com/nobody/nothing-1")]
    [InlineData("https://example.com/x")]
    public async Task AnUnknownLinkIsNotFound(string link)
    {
        await using var sandbox = await TasteSandbox.StartAsync();

        var answer = await sandbox.SoundCloudAsync($"/resolve?url={Uri.EscapeDataString(link)}");

        Assert.Equal("404 - Not Found", answer.Json!["status"]!.ToString());
    }

    [Fact]
    public async Task AShortLinkAndASecretLinkResolve()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var secret = new SoundCloudState(sandbox.World).Of(Recording.Original(121));

        var shortened = await sandbox.SoundCloudAsync($"/resolve?url=https://on.soundcloud.com/{secret.ShortCode}");
        var whole = await sandbox.SoundCloudAsync($"/resolve?url={Uri.EscapeDataString(secret.Permalink)}");

        Assert.Contains($"secret_token={secret.Traits.Secret}", shortened.Location);
        Assert.Equal(shortened.Location, whole.Location);
        Assert.Equal(200, (await sandbox.SoundCloudAsync(whole.Location!)).Status);
    }

    [Fact]
    public async Task ASearchFindsTheSongAmongItsDecoys()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var there = SongBook.At(10);
        var missing = SongBook.At(14);

        var found = (await sandbox.SoundCloudAsync($"/tracks?linked_partitioning=true&q={Uri.EscapeDataString(there.Title)}")).Json!;
        var decoys = (await sandbox.SoundCloudAsync($"/tracks?linked_partitioning=true&q={Uri.EscapeDataString(missing.Title)}")).Json!;

        Assert.Equal(7, found["collection"]!.AsArray().Count);
        Assert.Single(found["collection"]!.AsArray(), t => t!["isrc"]?.ToString() == there.Isrc);
        Assert.Equal(6, decoys["collection"]!.AsArray().Count);
    }

    [Fact]
    public async Task AnAppsOwnTokenReadsTracksButNobodysLikes()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var answer = await sandbox.FormAsync("soundcloudAuth", "/oauth/token",
            ("client_id", TasteSandbox.Client), ("client_secret", TasteSandbox.Secret), ("grant_type", "client_credentials"));
        var token = $"OAuth {answer.Json!["access_token"]}";

        Assert.Equal(200, (await sandbox.SoundCloudAsync($"/tracks/{SoundCloudGuards.Urn(101)}", token)).Status);
        Assert.Equal(401, (await sandbox.SoundCloudAsync("/me/likes/tracks", token)).Status);
    }

    [Fact]
    public async Task ALikeIsWrittenAndTakenBack()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var path = $"/likes/tracks/{SoundCloudGuards.Urn(141)}";

        Assert.Equal(200, (await sandbox.SoundCloudAsync(path, method: "POST")).Status);
        Assert.Equal(41, (await sandbox.SoundCloudAsync("/me")).Json!["likes_count"]!.GetValue<int>());
        Assert.Equal(200, (await sandbox.SoundCloudAsync(path, method: "DELETE")).Status);
        Assert.Equal(404, (await sandbox.SoundCloudAsync(path, method: "DELETE")).Status);
    }

    [Fact]
    public async Task TheStateCanBeSownAgain()
    {
        await using var first = await TasteSandbox.StartAsync();
        await first.SignInAsync("soundcloudAuth");
        var state = (await first.SendAsync("GET", first.Address("control", "/_sandbox/state"))).Json!["soundcloud"]!.ToJsonString();
        await using var second = await TasteSandbox.StartAsync();

        await second.SeedAsync("soundcloud", state);

        Assert.Equal(state, (await second.SendAsync("GET", second.Address("control", "/_sandbox/state"))).Json!["soundcloud"]!.ToJsonString());
    }

    static async Task<(List<string> Urns, JsonNode Last)> WalkAsync(TasteSandbox sandbox, string path)
    {
        var (urns, page) = (new List<string>(), default(JsonNode));
        for (var next = path; next is not null; next = page["next_href"]?.ToString())
        {
            page = (await sandbox.SoundCloudAsync(next)).Json!;
            urns.AddRange(page["collection"]!.AsArray().Select(t => t!["urn"]!.ToString()));
        }

        return (urns, page!);
    }
}
