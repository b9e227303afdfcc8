using Cratehand.Music.Store.Disk;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Store.Disk;

public sealed class DurabilityTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheHashIsThatOfTheBytes() =>
        Assert.Equal(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            await ContentHash.Sha256Async(_folder.Write("abc", "abc"), CancellationToken.None));

    [Fact]
    public void FilesAndFoldersCanBeSynced()
    {
        Fsync.File(_folder.Write("a", "a"));
        Fsync.Folder(_folder.Path);
    }

    [Fact]
    public void SyncingWhatIsGoneFails() =>
        Assert.Equal(DiskTrouble.MissingFolder, Assert.Throws<DiskException>(() => Fsync.File(_folder.File("gone/a"))).Trouble);
}
