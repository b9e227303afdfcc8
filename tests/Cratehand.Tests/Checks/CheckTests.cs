using Cratehand.Checks;
using Cratehand.Tests.Support;

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

    static Task<CheckResult> Run(ICheck check) => check.RunAsync(CancellationToken.None);
}
