using Cratehand.Jobs;
using Cratehand.Music.Libraries;
using Cratehand.Music.Libraries.Scanning;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Libraries.Scanning;

public sealed class LibraryScanTests
{
    [Fact]
    public async Task WhatWasFiledIsReadOnceAndNeverAgainWhileItStaysAsItIs()
    {
        await using var shelf = await Shelf.CreateAsync();
        await shelf.FileAsync("One", "One", Some.Hash("1"));
        await shelf.FileAsync("Two", "Two", Some.Hash("2"));
        await File.WriteAllTextAsync(Path.Combine(shelf.Root, "stranger.mp3"), "of a size that nothing has");

        var first = await ScanAsync(shelf);
        var second = await ScanAsync(shelf);

        Assert.Equal((3, 2, 2, 1), (first.Files, first.Unchanged, first.Read, first.Untracked.Count));
        Assert.Equal((3, 2, 0, 0L), (second.Files, second.Unchanged, second.Read, second.BytesRead));
        Assert.Equal(["stranger.mp3"], second.Untracked.Items);
    }

    // An original is kept under whatever ending is its own.
    [Fact]
    public async Task WhatWasFiledIsSeenWhateverItsEnding()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = (await shelf.FileAsync("One", "One", Some.Hash("1"))).Files[0].Path;
        var path = Path.ChangeExtension(filed, ".spx");
        Shell.Run("mv", shelf.Library.Absolute(filed), shelf.Library.Absolute(path));
        await shelf.ExecuteAsync($"UPDATE entry_file SET path = '{path}'");
        await File.WriteAllTextAsync(Path.Combine(shelf.Root, "notes.txt"), "no audio");

        var report = await ScanAsync(shelf);

        Assert.Equal((1, 1, 0), (report.Files, report.Unchanged, report.Missing.Count));
    }

    [Fact]
    public async Task AFileItsOwnerMovedIsStillOwned()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("One", "One", Some.Hash("1"));
        Directory.CreateDirectory(Path.Combine(shelf.Root, "Sets", "2026"));
        var to = Path.Combine(shelf.Root, "Sets", "2026", "opener.aiff");
        Shell.Run("mv", shelf.Library.Absolute(filed.Files[0].Path), to);

        var report = await ScanAsync(shelf);

        Assert.Equal([new MovedFile("Artist/Artist - One.aiff", "Sets/2026/opener.aiff")], report.Moved.Items);
        Assert.Equal((0, 0), (report.Missing.Count, report.Untracked.Count));
        Assert.Equal(filed.Entry, (await shelf.Library.FindAsync([Some.Hash("1")], default))?.Id);
        Assert.Equal(1, await shelf.CountAsync("journal WHERE op = 'moved-by-owner' AND to_path = 'Sets/2026/opener.aiff'"));
        Assert.Equal(1, (await ScanAsync(shelf)).Unchanged);
    }

    [Fact]
    public async Task AFileWithNewTagsIsStillOwnedAndSaidToBeChanged()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("One", "One", Some.Hash("1"));
        await ScanAsync(shelf);
        await File.AppendAllTextAsync(shelf.Library.Absolute(filed.Files[0].Path), " with a cover");
        Assert.Equal(filed.Entry, (await shelf.Library.FindAsync([Some.Hash("1")], default))?.Id); // before a scan, too: else it would be filed a second time

        var report = await ScanAsync(shelf);

        Assert.Equal([filed.Files[0].Path], report.Changed.Items);
        Assert.Equal(filed.Entry, (await shelf.Library.FindAsync([Some.Hash("1")], default))?.Id);
        Assert.Equal(filed.Entry, (await shelf.Library.FindAsync([new(EvidenceKind.FileHash, Some.Sha256("One with a cover"))], default))?.Id);
        Assert.Equal(0, (await ScanAsync(shelf)).Changed.Count);
    }

    [Fact]
    public async Task WhatIsGoneOrEmptyIsMissingAndHiddenThingsAndLinksAreNotLookedAt()
    {
        await using var shelf = await Shelf.CreateAsync();
        var gone = await shelf.FileAsync("Gone", "Gone", Some.Hash("1"));
        var emptied = await shelf.FileAsync("Emptied", "Emptied", Some.Hash("2"));
        await shelf.FileAsync("Stays", "Stays", Some.Hash("3"));
        File.Delete(shelf.Library.Absolute(gone.Files[0].Path));
        await File.WriteAllTextAsync(shelf.Library.Absolute(emptied.Files[0].Path), "");
        Directory.CreateDirectory(Path.Combine(shelf.Root, ".trash"));
        await File.WriteAllTextAsync(Path.Combine(shelf.Root, ".trash", "a.mp3"), "Gone");
        File.CreateSymbolicLink(Path.Combine(shelf.Root, "loop"), shelf.Root);
        File.CreateSymbolicLink(Path.Combine(shelf.Root, "link.mp3"), Path.Combine(shelf.Root, ".trash", "a.mp3"));

        var report = await ScanAsync(shelf);

        Assert.Equal(["Artist/Artist - Emptied.aiff", "Artist/Artist - Gone.aiff"], report.Missing.Items);
        Assert.Equal((2, 1, 0), (report.Files, report.Unchanged, report.Untracked.Count));
    }

    // A server's bin is a folder like any other on Linux: what was deleted into it was not moved there.
    [Fact]
    public async Task WhatAServerKeepsForItselfIsNotLookedAtAndAnArtistOfSuchANameIs()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("One", "One", Some.Hash("1"));
        Directory.CreateDirectory(Path.Combine(shelf.Root, "#recycle"));
        Shell.Run("mv", shelf.Library.Absolute(filed.Files[0].Path), Path.Combine(shelf.Root, "#recycle", "Artist - One.aiff"));
        Directory.CreateDirectory(Path.Combine(shelf.Root, "lost+found"));
        await File.WriteAllTextAsync(Path.Combine(shelf.Root, "lost+found", "song.mp3"), "of an artist of that name");

        var report = await ScanAsync(shelf);

        Assert.Equal(filed.Files[0].Path, Assert.Single(report.Missing.Items));
        Assert.Equal(["lost+found/song.mp3"], report.Untracked.Items);
        Assert.Null(await shelf.Library.FindAsync([Some.Hash("1")], default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AVolumeThatIsNotThereIsAnErrorAndNothingIsMissing(bool folderRemains)
    {
        await using var shelf = await Shelf.CreateAsync();
        await shelf.FileAsync("One", "One", Some.Hash("1"));
        await ScanAsync(shelf);
        var away = shelf.Root + ".away";
        Shell.Run("mv", shelf.Root, away);
        if (folderRemains)
        {
            Directory.CreateDirectory(shelf.Root);
        }

        var refused = await Assert.ThrowsAsync<DiscardException>(() => ScanAsync(shelf));

        Assert.Contains("is its disk mounted?", refused.Message, StringComparison.Ordinal);
        Shell.Run("rm", "-rf", shelf.Root);
        Shell.Run("mv", away, shelf.Root);
        var after = await ScanAsync(shelf);
        Assert.Equal((1, 0, 0), (after.Unchanged, after.Read, after.Missing.Count));
    }

    [Fact]
    public async Task OfTwoCopiesOfAMovedFileOneIsFollowed()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("One", "One", Some.Hash("1"));
        await shelf.FileAsync("Two", "Two", Some.Hash("2"));
        await File.WriteAllTextAsync(Path.Combine(shelf.Root, "a.aiff"), "One");
        await File.WriteAllTextAsync(Path.Combine(shelf.Root, "b.aiff"), "One");
        File.Delete(shelf.Library.Absolute(filed.Files[0].Path));

        var report = await ScanAsync(shelf);

        Assert.Equal([new MovedFile(filed.Files[0].Path, "a.aiff")], report.Moved.Items);
        Assert.Equal(["b.aiff"], report.Untracked.Items);
    }

    [Fact]
    public async Task TwoFilesThatExchangedTheirNamesAreFollowedAndNotTakenForNewTags()
    {
        await using var shelf = await Shelf.CreateAsync();
        var (one, two) = (await shelf.FileAsync("One", "One", Some.Hash("1")), await shelf.FileAsync("Two", "Two, longer", Some.Hash("2")));
        await ScanAsync(shelf);
        var (first, second) = (shelf.Library.Absolute(one.Files[0].Path), shelf.Library.Absolute(two.Files[0].Path));
        Shell.Run("mv", first, first + ".away");
        Shell.Run("mv", second, first);
        Shell.Run("mv", first + ".away", second);

        var report = await ScanAsync(shelf);

        Assert.Equal([new(one.Files[0].Path, two.Files[0].Path), new(two.Files[0].Path, one.Files[0].Path)], report.Moved.Items);
        Assert.Equal((0, 0, 0), (report.Changed.Count, report.Missing.Count, report.Untracked.Count));
        Assert.Equal(two.Files[0].Path, (await shelf.Library.FindAsync([Some.Hash("1")], default))?.Files[0].Path);
        Assert.Equal(one.Files[0].Path, (await shelf.Library.FindAsync([Some.Hash("2")], default))?.Files[0].Path);
        Assert.Equal(2, (await ScanAsync(shelf)).Unchanged);
    }

    [Fact]
    public async Task AFilePutOverAnotherGivesThatOnesEntryNoOtherMusic()
    {
        await using var shelf = await Shelf.CreateAsync();
        var (one, two) = (await shelf.FileAsync("One", "One", Some.Hash("1")), await shelf.FileAsync("Two", "Two, longer", Some.Hash("2")));
        await ScanAsync(shelf);
        Shell.Run("mv", shelf.Library.Absolute(one.Files[0].Path), shelf.Library.Absolute(two.Files[0].Path));

        var report = await ScanAsync(shelf);

        Assert.Equal([one.Files[0].Path, two.Files[0].Path], report.Missing.Items);
        Assert.Equal((0, 0), (report.Changed.Count, report.Moved.Count));
        Assert.Null(await shelf.Library.FindAsync([new(EvidenceKind.FileHash, Some.Sha256("One"))], default));
    }

    static async Task<ScanReport> ScanAsync(Shelf shelf) =>
        await new LibraryScan(shelf.Database, shelf.Library, TimeProvider.System).RunAsync(await shelf.AnyJobAsync(), (_, _) => { }, default);
}
