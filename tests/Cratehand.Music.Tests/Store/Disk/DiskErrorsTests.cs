using Cratehand.Music.Store.Disk;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Store.Disk;

public sealed class DiskErrorsTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFullDiskTellsWhatIsFreeAndWhatToDo()
    {
        var full = new IOException("No space left on device", Libc.ENOSPC);

        var error = DiskErrors.Explain(full, _folder.File("a.aiff"), "CRATEHAND_LIBRARY", needed: 52_000_000)!;

        Assert.Equal(DiskTrouble.NoSpace, error.Trouble);
        Assert.Matches($@"^No space left in {_folder.Path} \(52 MB needed, [\d.]+ (MB|GB|TB) free\): free some space or point CRATEHAND_LIBRARY elsewhere\.$", error.Message);
    }

    [Fact]
    public void AReadOnlyDiskIsNamed()
    {
        var error = DiskErrors.Explain(new IOException("x", Libc.EROFS), _folder.Path, "CRATEHAND_LIBRARY")!;

        Assert.Equal($"{_folder.Path} is read-only: mount it writable or point CRATEHAND_LIBRARY elsewhere.", error.Message);
    }

    [Fact]
    public void OtherErrorsAreNotTheDisks() => Assert.Null(DiskErrors.Explain(new InvalidOperationException(), _folder.Path));

    /// <summary>What .NET really throws, on a disk that is really full.</summary>
    [Fact]
    public void ARealFullDiskIsKnown()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "no /dev/full");
        var error = Assert.ThrowsAny<IOException>(() =>
        {
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
            full.Write([1]);
        });

        Assert.Equal(DiskTrouble.NoSpace, DiskErrors.Explain(error, _folder.Path)!.Trouble);
    }

    [Theory]
    [InlineData(999, "999 bytes")]
    [InlineData(3_140_000, "3.1 MB")]
    [InlineData(2L << 30, "2.1 GB")]
    public void SizesAreReadable(long bytes, string text) => Assert.Equal(text, DiskErrors.Size(bytes));
}
