using Cratehand.Cli.Syncing;

namespace Cratehand.Tests.Cli;

public sealed class InputListTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cratehand-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void AnEmptyArgumentIsNotTheWorkingFolder(string typed)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "a.mp3"), "");
        var input = Assert.Single(InputList.Read([typed], _folder.FullName));
        Assert.Null(input.Input);
        Assert.Contains("names nothing", input.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderIsGoneThroughOnceThoughALinkInItLeadsBack()
    {
        var inner = _folder.CreateSubdirectory("b");
        File.WriteAllText(Path.Combine(inner.FullName, "2.flac"), "");
        File.WriteAllText(Path.Combine(_folder.FullName, "1.mp3"), "");
        File.WriteAllText(Path.Combine(_folder.FullName, "cover.jpg"), "");
        Directory.CreateSymbolicLink(Path.Combine(inner.FullName, "up"), "..");
        Assert.Equal(["1.mp3", "b/2.flac"], InputList.Read(["."], _folder.FullName).Select(input => Path.GetRelativePath(_folder.FullName, input.Input!)));
    }
}
