using System.Diagnostics;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Songs;
using Cratehand.Sandbox.SoundCloud;
using Cratehand.Sandbox.Tests.Support;

namespace Cratehand.Sandbox.Tests.Media;

/// <summary>The real yt-dlp, with the test extractor: its own words are what later parts must read.</summary>
public sealed class YtDlpTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("cratehand-ytdlp-").FullName;

    [Theory]
    [InlineData("geo", "not available from your location due to geo restriction")]
    [InlineData("drm", "is DRM protected")]
    [InlineData("login", "only available for registered users")]
    [InlineData("removed", "Video unavailable")]
    [InlineData("private", "Private video. Sign in")]
    [InlineData("age", "Sign in to confirm your age")]
    [InlineData("bot", "Sign in to confirm you")]
    [InlineData("rate", "HTTP Error 429")]
    [InlineData("none", "Requested format is not available")]
    public async Task EveryTroubleIsToldInItsOwnWords(string trouble, string words)
    {
        await using var sandbox = await TasteSandbox.StartAsync();

        var (exit, _, error) = await RunAsync(sandbox, "-J", $"{Watch(sandbox)}&trouble={trouble}");

        Assert.Equal(1, exit);
        Assert.Contains(words, error);
    }

    [Fact]
    public async Task AWatchPageIsDownloadedWhole()
    {
        await using var sandbox = await TasteSandbox.StartAsync();

        var (exit, _, error) = await RunAsync(sandbox, "-o", Path.Combine(_folder, "%(id)s.%(ext)s"), Watch(sandbox));

        Assert.True(exit == 0, error);
        Assert.Equal($"{Ids.YouTube(Recording.Original(1))}.m4a", Path.GetFileName(Assert.Single(Directory.GetFiles(_folder))));
    }

    [Fact]
    public async Task APlainFileNeedsNoPlugin()
    {
        await using var sandbox = await TasteSandbox.StartAsync();

        var (exit, told, error) = await RunAsync(sandbox, "-J", sandbox.Address("media", $"/media/{Recording.Original(1).Name}.mp3"));

        Assert.True(exit == 0, error);
        Assert.Equal("Generic", JsonNode.Parse(told)!["extractor_key"]!.ToString());
    }

    [Theory]
    [InlineData(101, null)]
    [InlineData(103, "preview")]
    [InlineData(107, "geo restriction")]
    public async Task ASoundCloudLinkIsAnsweredByTheSandbox(int song, string? word)
    {
        await using var sandbox = await TasteSandbox.StartAsync();
        var link = new SoundCloudState(sandbox.World).Of(Recording.Original(song)).Permalink;

        var (exit, told, error) = await RunAsync(sandbox, "-J", link);

        Assert.Equal(word == "geo restriction" ? 1 : 0, exit);
        Assert.Contains(word ?? "http_0", told + error);
    }

    static string Watch(TasteSandbox sandbox) => sandbox.Address("media", $"/watch?v={Ids.YouTube(Recording.Original(1))}");

    static async Task<(int Exit, string Told, string Error)> RunAsync(TasteSandbox sandbox, params string[] arguments)
    {
        var start = new ProcessStartInfo("yt-dlp", ["--ignore-config", "--no-cache-dir", "--retries", "0", "--extractor-retries", "0", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PYTHONPATH"] = Path.Combine(Repository(), "conformance");
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["CRATEHAND_SANDBOX_MEDIA"] = sandbox.Address("media", "");
        using var ytDlp = Process.Start(start)!;
        var told = ytDlp.StandardOutput.ReadToEndAsync();
        var error = await ytDlp.StandardError.ReadToEndAsync();
        await ytDlp.WaitForExitAsync();
        return (ytDlp.ExitCode, await told, error);
    }

    static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Cratehand.slnx")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd('/'))!;
        }

        return folder;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
