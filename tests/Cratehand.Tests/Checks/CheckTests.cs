using Cratehand.Checks;
using Cratehand.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Tests.Checks;

public sealed class CheckTests : IDisposable
{
    readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task AFolderThatCanBeWrittenIsLeftAsItWas()
    {
        Assert.True((await Run(new FolderCheck("library folder", _home.Folder))).Ok);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_home.Folder));
    }

    [Theory]
    [InlineData("/proc", "cannot be written")]
    [InlineData("/nowhere/at/all", "does not exist")]
    public async Task AFolderThatCannotBeUsedIsTold(string folder, string words)
    {
        var result = await Run(new FolderCheck("library folder", folder));
        Assert.False(result.Ok);
        Assert.Contains(words, result.Cause, StringComparison.Ordinal);
        Assert.NotNull(result.Fix);
    }

    [Theory]
    [InlineData(1_024_000_000, true)]
    [InlineData(1_023_000_000, false)]
    public async Task AFullDiskIsTold(long free, bool ok) =>
        Assert.Equal(ok, (await Run(new FreeSpaceCheck("free space", "/nowhere", _ => free))).Ok);

    [Fact]
    public async Task AMissingToolNamesItsPackageAndItsSetting()
    {
        _home.Tools.Missing.Add("kid3-cli");
        var result = await Run(new ToolCheck("kid3-cli", "Tools:Kid3", "kid3-cli", "kid3-cli", ["-h"], _home.Tools));
        Assert.Equal("kid3-cli was not found.", result.Cause);
        Assert.Contains("Tools:Kid3", result.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnFfmpegWithoutFingerprintsIsTold()
    {
        _home.Tools.Muxers = "  E aiff            Audio IFF";
        Assert.False((await Run(new FingerprintCheck("ffmpeg", _home.Tools))).Ok);
    }

    [Theory]
    [InlineData(false, "", true, "off (Acquire:YtDlp)")]
    [InlineData(true, "2026.11.01", true, "yt-dlp 2026.11.01, for youtube.com")]
    [InlineData(true, "2026.11.01.232808", true, "yt-dlp 2026.11.01, for youtube.com")]
    [InlineData(true, "2023.03.04", false, "yt-dlp 2023.03.04 is 1362 days old.")]
    [InlineData(true, "what?", false, "yt-dlp does not tell its version.")]
    [InlineData(true, null, false, "yt-dlp was not found, and Acquire:YtDlp is on.")]
    public async Task YtDlpMustBeYoungIfItIsOn(bool isOn, string? version, bool ok, string cause)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
        var result = await Run(new YtDlpCheck(isOn, "yt-dlp", ["youtube.com"], new Telling(version), clock));
        Assert.Equal((ok, cause), (result.Ok, result.Cause));
        Assert.Equal(ok, result.Fix is null);
    }

    sealed class Telling(string? text) : IToolProbe
    {
        public Task<string?> AskAsync(string command, IReadOnlyList<string> arguments, CancellationToken cancel) => Task.FromResult(text);
    }

    static Task<CheckResult> Run(ICheck check) => check.RunAsync(CancellationToken.None);
}
