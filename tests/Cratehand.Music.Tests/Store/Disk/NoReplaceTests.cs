using Cratehand.Music.Store.Disk;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Store.Disk;

public sealed class NoReplaceTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AFileTakesAFreeName(bool withTheFlag)
    {
        var from = _folder.Write("from", "mine");

        Assert.True(Rename(withTheFlag, from, _folder.File("to")));

        Assert.Equal("mine", File.ReadAllText(_folder.File("to")));
        Assert.False(File.Exists(from));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ATakenNameIsLeftAsItIs(bool withTheFlag)
    {
        var from = _folder.Write("from", "mine");
        _folder.Write("to", "theirs");

        Assert.False(Rename(withTheFlag, from, _folder.File("to")));

        Assert.Equal("theirs", File.ReadAllText(_folder.File("to")));
        Assert.Equal("mine", File.ReadAllText(from));
    }

    [Fact]
    public void OfManyWhoWantANameExactlyOneGetsIt()
    {
        var all = Enumerable.Range(0, 64).Select(i => _folder.Write($"from{i}", $"{i}")).ToList();
        var won = new bool[all.Count];

        Parallel.For(0, all.Count, i => won[i] = NoReplace.TryRename(all[i], _folder.File("to")));

        Assert.Equal($"{Array.IndexOf(won, true)}", File.ReadAllText(_folder.File("to")));
        Assert.Single(won, w => w);
        Assert.Equal(63, all.Count(File.Exists));
    }

    [Fact]
    public void AMissingFolderIsNamed()
    {
        var from = _folder.Write("from", "mine");

        var error = Assert.Throws<DiskException>(() => NoReplace.TryRename(from, _folder.File("nowhere/to")));

        Assert.Equal(DiskTrouble.MissingFolder, error.Trouble);
        Assert.Contains("nowhere/to", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatVanishedIsNamed()
    {
        var error = Assert.Throws<DiskException>(() => NoReplace.TryRename(_folder.File("gone"), _folder.File("to")));

        Assert.StartsWith(_folder.File("gone"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherFileSystemIsRefused()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "no second file system");
        var from = _folder.Write("from", "mine");

        var error = Assert.Throws<DiskException>(() => NoReplace.TryRename(from, $"/dev/shm/cratehand-{Guid.NewGuid():N}"));

        Assert.Equal(DiskTrouble.OtherFileSystem, error.Trouble);
        Assert.True(File.Exists(from));
    }

    static bool Rename(bool withTheFlag, string from, string to) =>
        withTheFlag ? NoReplace.TryRename(from, to) : NoReplace.TryLink(from, to);
}
