using Cratehand.Music.Libraries;
using Cratehand.Music.Libraries.Scanning;
using Cratehand.Music.Libraries.Undoing;
using Cratehand.Music.Syncing.Finding;
using Cratehand.Music.Tests.Support;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Tests.Libraries.Scanning;

/// <summary>What the owner moved is owned, before any scan has seen it.</summary>
public sealed class MovedFilesTests
{
    [Fact]
    public async Task AFileItsOwnerMovedIsFoundWhenItsTrackIsAskedForAndTheNextScanHasNothingToSay()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("One", "One", Some.Hash("1"));
        Move(shelf, filed.Files[0].Path, "Sets/2026/opener.aiff");

        var found = await shelf.Library.FindAsync([Some.Hash("1")], default);

        Assert.Equal((filed.Entry, "Sets/2026/opener.aiff"), (found?.Id, found?.Files[0].Path));
        Assert.Equal(1, await shelf.CountAsync("journal WHERE op = 'moved-by-owner' AND from_path = 'Artist/Artist - One.aiff' AND to_path = 'Sets/2026/opener.aiff' AND done IS NOT NULL"));
        var report = await ScanAsync(shelf);
        Assert.Equal((1, 0, 0, 0), (report.Unchanged, report.Moved.Count, report.Missing.Count, report.Untracked.Count));
    }

    [Fact]
    public async Task AskedForByItsNameItIsFoundToo()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("One", "One", Some.Hash("1"));
        Move(shelf, filed.Files[0].Path, "opener.aiff");
        await using var context = await shelf.Database.OpenAsync(default);
        var wanted = new TrackDescription("One", ["Artist"], 200_000);

        await using (await context.Database.BeginTransactionAsync())
        {
            Assert.Empty(await Matches(shelf).FindAsync(context, wanted, default)); // all others wait for that lock
        }

        Assert.Equal("opener.aiff", Assert.Single(await Matches(shelf).FindAsync(context, wanted, default)).Entry.Files[0].Path);
    }

    [Theory]
    [InlineData("Eno")] // as large, other bytes
    [InlineData("One, tagged")] // moved and changed: only its sound could tell
    public async Task AnythingElseIsNotTakenForIt(string content)
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("One", "One", Some.Hash("1"));
        File.Delete(shelf.Library.Absolute(filed.Files[0].Path));
        await File.WriteAllTextAsync(Path.Combine(shelf.Root, "other.aiff"), content);

        Assert.Null(await shelf.Library.FindAsync([Some.Hash("1")], default));
        Assert.Equal(1, await shelf.CountAsync("entry_file WHERE path = 'Artist/Artist - One.aiff'"));
    }

    [Fact]
    public async Task AFileOfAnotherEntryStaysThatOnes()
    {
        await using var shelf = await Shelf.CreateAsync();
        var one = await shelf.FileAsync("One", "the very same", Some.Hash("1"));
        await shelf.FileAsync("Two", "the very same", Some.Hash("2"));
        File.Delete(shelf.Library.Absolute(one.Files[0].Path));

        Assert.Null(await shelf.Library.FindAsync([Some.Hash("1")], default));
        Assert.Equal(1, await shelf.CountAsync("entry_file WHERE path = 'Artist/Artist - Two.aiff'"));
    }

    // A kept original may have the very bytes of what it was filed from, which may lie in the library, too.
    [Fact]
    public async Task TheFileThatItWasFiledFromIsNotWhereItWasMovedTo()
    {
        await using var shelf = await Shelf.CreateAsync();
        var original = Some.Hash(Some.Sha256("One"));
        var filed = await shelf.FileAsync("One", "One", original);
        Move(shelf, filed.Files[0].Path, "Incoming/one.aiff");
        await FromAsync(shelf, "Incoming/one.aiff");

        Assert.Null(await shelf.Library.FindAsync([original], default));
        var report = await ScanAsync(shelf);

        Assert.Equal((0, 1, 1), (report.Moved.Count, report.Missing.Count, report.Untracked.Count));
        Move(shelf, "Incoming/one.aiff", "Sets/one.aiff");
        Assert.Equal("Sets/one.aiff", (await shelf.Library.FindAsync([original], default))?.Files[0].Path);
    }

    // Other bytes than the original's can only have been moved there: the tagged file over the one without tags.
    [Fact]
    public async Task ARenditionMayBeMovedToWhereItWasFiledFrom()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("One", "One", Some.Hash(Some.Sha256("the original")));
        Move(shelf, filed.Files[0].Path, "Artist/one.aiff");
        await FromAsync(shelf, "Artist/one.aiff");

        Assert.Equal("Artist/one.aiff", (await ScanAsync(shelf)).Moved.Items[0].To);
    }

    [Fact]
    public async Task ARehearsalSeesItAndWritesNothing()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("One", "One", Some.Hash("1"));
        Move(shelf, filed.Files[0].Path, "opener.aiff");
        var rehearsal = new FolderLibrary(shelf.Database, new(shelf.Database.Source), shelf.Root, TimeProvider.System) { IsRehearsal = true };

        Assert.Equal(filed.Entry, (await rehearsal.FindAsync([Some.Hash("1")], default))?.Id);
        Assert.Equal((1, 0), (await shelf.CountAsync($"entry_file WHERE path = '{filed.Files[0].Path}'"), await shelf.CountAsync("journal WHERE op = 'moved-by-owner'")));
    }

    [Fact]
    public async Task OfTwoFormatsOneThatStaysIsEnough()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("One", "One", Some.Hash("1"));
        await shelf.ExecuteAsync($"INSERT INTO entry_file (id, entry_id, path, format, sha256, bytes, duration_seconds) SELECT '{Guid.NewGuid():D}', entry_id, 'gone.flac', 'flac', 'aa', 9, 1 FROM entry_file");

        Assert.Equal(filed.Entry, (await shelf.Library.FindAsync([Some.Hash("1")], default))?.Id);
        Assert.True((await shelf.ClaimAsync(await shelf.JobAsync(), "One", Some.Hash("1"))).IsOwned);
    }

    // Else it would stay behind as nobody's file.
    [Fact]
    public async Task WhatIsArchivedIsTakenFromWhereItsOwnerMovedIt()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("One", "One", Some.Hash("1"));
        Move(shelf, filed.Files[0].Path, "opener.aiff");

        var files = await new EntryArchive(shelf.Database, shelf.Library, TimeProvider.System).ExamineAsync(filed.Entry, await shelf.AnyJobAsync(), default);

        Assert.Equal("opener.aiff", Assert.Single(files).From);
    }

    [Fact]
    public async Task WhatIsInTheArchiveIsNotLookedFor()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("One", "One", Some.Hash("1"));
        await shelf.ExecuteAsync("UPDATE entry SET is_shelved = 0");
        Move(shelf, filed.Files[0].Path, "opener.aiff");

        Assert.False(await shelf.Library.FollowAsync(filed.Entry, default));
        Assert.Null(await shelf.Library.FindAsync([Some.Hash("1")], default));
    }

    static Task FromAsync(Shelf shelf, string input) => shelf.ExecuteAsync($"UPDATE job SET args = json_set(args, '$.input', '{shelf.Library.Absolute(input)}')");

    static void Move(Shelf shelf, string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(shelf.Library.Absolute(to))!);
        Shell.Run("mv", shelf.Library.Absolute(from), shelf.Library.Absolute(to));
    }

    static async Task<ScanReport> ScanAsync(Shelf shelf) =>
        await new LibraryScan(shelf.Database, shelf.Library, TimeProvider.System).RunAsync(await shelf.AnyJobAsync(), (_, _) => { }, default);

    static LibraryMatches Matches(Shelf shelf) => new(shelf.Library);
}
