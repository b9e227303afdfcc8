using System.Diagnostics;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;
using Cratehand.Sandbox.Tests.Support;

namespace Cratehand.Sandbox.Tests.Media;

public sealed class MediaTests
{
    static readonly Recording Song = Recording.Original(2);

    [Fact]
    public async Task AFileIsThereInEveryFormatAndAsLongAsItsSong()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        foreach (var extension in (string[])["wav", "flac", "mp3", "m4a", "opus"])
        {
            var probed = await ProbeAsync(sandbox.Address("media", $"/media/{Song.Name}.{extension}"));

            Assert.InRange(probed, Song.Duration.TotalSeconds - 0.1, Song.Duration.TotalSeconds + 0.1);
        }
    }

    [Theory]
    [InlineData("missing", 404)]
    [InlineData("gone", 410)]
    [InlineData("forbidden", 403)]
    [InlineData("busy", 429)]
    [InlineData("blocked", 451)]
    [InlineData("broken", 500)]
    [InlineData("moved", 302)]
    [InlineData("elsewhere", 302)]
    [InlineData("inside", 302)]
    [InlineData("forever", 302)]
    [InlineData("no-such-manner", 404)]
    public async Task EveryMannerHasItsStatus(string manner, int status)
    {
        await using var sandbox = await TasteSandbox.StartAsync();

        Assert.Equal(status, (await sandbox.MediaAsync($"/media/{manner}/{Song.Name}.mp3")).Status);
    }

    [Fact]
    public async Task AnotherHostIsAnotherName()
    {
        await using var sandbox = await TasteSandbox.StartAsync();

        var elsewhere = new Uri((await sandbox.MediaAsync($"/media/elsewhere/{Song.Name}.wav")).Location!);

        Assert.Equal("localhost", elsewhere.Host);
        Assert.Equal(200, (await sandbox.MediaAsync(elsewhere.ToString())).Status);
    }

    [Fact]
    public async Task APageComesUnderAnAudioFilesName()
    {
        await using var sandbox = await TasteSandbox.StartAsync();

        var answer = await sandbox.MediaAsync($"/media/page/{Song.Name}.mp3");

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("<!doctype html>", await answer.Response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task WithoutFfmpegThereIsWavAndAWordAboutTheRest()
    {
        var folder = Directory.CreateTempSubdirectory("cratehand-media-").FullName;
        await using var sandbox = await TasteSandbox.StartAsync(new SandboxOptions { Ffmpeg = "no-such-ffmpeg", MediaFolder = folder });

        var mp3 = await sandbox.MediaAsync($"/media/{Song.Name}.mp3");

        Assert.Equal(501, mp3.Status);
        Assert.Contains("Install ffmpeg", await mp3.Response.Content.ReadAsStringAsync());
        Assert.Equal(200, (await sandbox.MediaAsync($"/media/{Song.Name}.wav")).Status);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task AnUnsizedBodyIsWholeAllTheSame()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var sized = await sandbox.MediaAsync($"/media/{Song.Name}.wav");
        using var unsized = await sandbox.Http.GetAsync(sandbox.Address("media", $"/media/unsized/{Song.Name}.wav"), HttpCompletionOption.ResponseHeadersRead);

        Assert.Null(unsized.Content.Headers.ContentLength);
        Assert.Equal(await sized.Response.Content.ReadAsByteArrayAsync(), await unsized.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task TheLogTellsWholeDownloadsFromParts()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var path = $"/media/{Song.Name}.wav";
        var whole = await sandbox.MediaAsync(path);
        await sandbox.SendAsync("GET", sandbox.Address("media", path), range: "bytes=0-9");

        var log = (await sandbox.SendAsync("GET", sandbox.Address("control", "/_sandbox/state"))).Json!["media"]!["downloads"]![0]!;

        Assert.Equal((2, 1, 1), (log["requests"]!.GetValue<int>(), log["complete"]!.GetValue<int>(), log["partial"]!.GetValue<int>()));
        Assert.Equal(whole.Response.Content.Headers.ContentLength + 10, log["bytesSent"]!.GetValue<long>());
    }

    [Fact]
    public async Task AFileKnownAlreadyIsNotSentAgain()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var tag = (await sandbox.MediaAsync($"/media/{Song.Name}.wav")).Header("ETag")!;
        using var request = new HttpRequestMessage(HttpMethod.Get, sandbox.Address("media", $"/media/{Song.Name}.wav"));
        request.Headers.Add("If-None-Match", tag);

        using var answer = await sandbox.Http.SendAsync(request);

        Assert.Equal(304, (int)answer.StatusCode);
    }

    [Fact]
    public async Task AnHourMixIsAnHour()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var mix = new Recording(Song.Song, Variant.HourMix);

        var head = await sandbox.SendAsync("HEAD", sandbox.Address("media", $"/media/{mix.Name}.wav"));

        Assert.InRange(head.Response.Content.Headers.ContentLength!.Value, 3600 * 8000 * 2, (3600 * 8000 * 2) + 200);
    }

    [Fact]
    public async Task ASearchFindsTheSongAmongItsDecoys()
    {
        await using var sandbox = await TasteSandbox.StartAsync();

        var items = (await sandbox.MediaAsync($"/search?q={Uri.EscapeDataString($"{Song.Song.Artist} {Song.Song.Title}")}")).Json!["items"]!.AsArray();

        Assert.Equal(7, items.Count);
        Assert.Single(items, i => Math.Abs(i!["durationSeconds"]!.GetValue<double>() - Song.Duration.TotalSeconds) < 2);
        Assert.Contains(items, i => i!["durationSeconds"]!.GetValue<double>() == 3600);
    }

    [Fact]
    public async Task ASongThatIsNotThereLeavesOnlyDecoys()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var missing = Recording.Original(6);

        var items = (await sandbox.MediaAsync($"/search?q={Uri.EscapeDataString(missing.Title)}")).Json!["items"]!.AsArray();

        Assert.Equal(6, items.Count);
        Assert.DoesNotContain(items, i => i!["title"]!.ToString().Contains("Official Audio"));
    }

    [Fact]
    public async Task AShortLinkRedirectsToThePage()
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var track = new Cratehand.Sandbox.SoundCloud.SoundCloudState(sandbox.World).Of(Recording.Original(101));

        var answer = await sandbox.MediaAsync($"/on.soundcloud.com/{track.ShortCode}");

        Assert.Equal(302, answer.Status);
        Assert.StartsWith(track.Permalink + "?si=", answer.Location);
    }

    static async Task<double> ProbeAsync(string address)
    {
        string[] arguments = ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", address];
        using var ffprobe = Process.Start(new ProcessStartInfo("ffprobe", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return double.Parse(await ffprobe.StandardOutput.ReadToEndAsync());
    }
}
