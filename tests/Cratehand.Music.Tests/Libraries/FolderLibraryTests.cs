using Cratehand.Jobs;
using Cratehand.Music.Libraries;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Libraries;

public class FolderLibraryTests
{
    [Fact]
    public async Task AnEntryIsFoundByAnyOfItsEvidenceAndItsFilesOwnBytes()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("Tune", "Tune", Some.Link(), Some.Hash());

        Evidence[] proofs = [Some.Link(), Some.Hash(), new(EvidenceKind.FileHash, Some.Sha256("Tune"))];

        Assert.All(proofs, proof => Assert.Equal(filed.Entry, shelf.Library.FindAsync([proof], default).Result?.Id));
        Assert.Null(await shelf.Library.FindAsync([Some.Link("https://media.example/b.flac")], default));
    }

    [Fact]
    public async Task AnEntryWhoseFileIsGoneIsNotOwnedAndIsFiledAgainUnderItsOldName()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("Tune", "Tune", Some.Hash());
        File.Delete(shelf.Library.Absolute(filed.Files[0].Path));

        Assert.Null(await shelf.Library.FindAsync([Some.Hash()], default));
        var again = await shelf.FileAsync("Tune", "Tune", Some.Hash());

        Assert.Equal((filed.Entry, filed.Files[0].Path), (again.Entry, again.Files[0].Path));
        Assert.Single(await shelf.Library.ListAsync(null, 10, default));
    }

    [Fact]
    public async Task OfTwoJobsWithTheSameRecordingTheSecondStepsAsideWhileTheFirstIsAtIt()
    {
        await using var shelf = await Shelf.CreateAsync();
        await shelf.ClaimAsync(await shelf.JobAsync(), "Tune", Some.Hash());
        var second = await shelf.JobAsync();

        await Assert.ThrowsAsync<RetryLaterException>(() => shelf.ClaimAsync(second, "Tune", Some.Hash()));
    }

    [Fact]
    public async Task TheClaimOfAJobThatEndedWithoutFilingIsTakenOver()
    {
        await using var shelf = await Shelf.CreateAsync();
        var first = await shelf.JobAsync();
        var abandoned = await shelf.ClaimAsync(first, "Tune", Some.Hash());
        await shelf.CancelAsync(first);

        var taken = await shelf.ClaimAsync(await shelf.JobAsync(), "Tune", Some.Hash());

        Assert.Equal((abandoned.Entry, false), (taken.Entry, taken.IsOwned));
    }

    [Fact]
    public async Task AnEntryWhoseFilesGotTheirNamesBeforeItsJobWasCancelledIsOwned()
    {
        await using var shelf = await Shelf.CreateAsync();
        var first = await shelf.JobAsync();
        var claim = await shelf.ClaimAsync(first, "Tune", Some.Hash());
        await shelf.Library.PlaceAsync(Shelf.Hashed(claim, "Tune"), [shelf.Stage("Tune")], default);
        await shelf.CancelAsync(first);

        var second = await shelf.ClaimAsync(await shelf.JobAsync(), "Tune", Some.Hash());

        Assert.True(second.IsOwned);
        Assert.Equal(claim.Entry, (await shelf.Library.FindAsync([Some.Hash()], default))?.Id);
    }

    [Fact]
    public async Task WhatAnotherJobFiledMeanwhileIsKnownByTheSecondOnesLinkAndBytesFromThenOn()
    {
        await using var shelf = await Shelf.CreateAsync();
        var print = Prints.Of(1);
        var filed = await shelf.FileAsync("One", "One", Some.Recording("One", fingerprint: print) with { Evidence = [Some.Hash("1")] });

        var late = await shelf.ClaimAsync(await shelf.JobAsync(), "One", Some.Recording("One", fingerprint: print) with { Evidence = [Some.Hash("2"), Some.Link()] });

        Assert.Equal((filed.Entry, true), (late.Entry, late.IsOwned));
        Assert.Equal(filed.Entry, (await shelf.Library.FindAsync([Some.Hash("2")], default))?.Id);
        Assert.Equal(filed.Entry, (await shelf.Library.FindAsync([Some.Link()], default))?.Id);
    }

    [Fact]
    public async Task ANamesakeGetsAnIdAndTheOwnersFileStaysAsItIs()
    {
        await using var shelf = await Shelf.CreateAsync();
        var owners = Path.Combine(shelf.Root, "Artist", "Artist - Tune.aiff");
        Directory.CreateDirectory(Path.GetDirectoryName(owners)!);
        await File.WriteAllTextAsync(owners, "the owner's");

        var filed = await shelf.FileAsync("Tune", "Tune", Some.Hash());

        Assert.Matches(@"^Artist/Artist - Tune \[[0-9a-f]{8}\]\.aiff$", filed.Files[0].Path);
        Assert.Equal("the owner's", await File.ReadAllTextAsync(owners));
    }

    [Fact]
    public async Task ANameTakenBetweenClaimAndActIsLeftToWhoTookIt()
    {
        await using var shelf = await Shelf.CreateAsync();
        var claim = Shelf.Hashed(await shelf.ClaimAsync(await shelf.JobAsync(), "Tune", Some.Hash()), "bytes");
        var taken = shelf.Library.Absolute(claim.Files[0].Path);
        Directory.CreateDirectory(Path.GetDirectoryName(taken)!);
        await File.WriteAllTextAsync(taken, "somebody else's");

        var placed = await shelf.Library.PlaceAsync(claim, [shelf.Stage("bytes")], default);

        Assert.NotEqual(claim.Files[0].Path, placed[0].Path);
        Assert.Equal("bytes", await File.ReadAllTextAsync(shelf.Library.Absolute(placed[0].Path)));
        Assert.Equal("somebody else's", await File.ReadAllTextAsync(taken));
    }

    [Fact]
    public async Task PlacingTwiceIsPlacingOnce()
    {
        await using var shelf = await Shelf.CreateAsync();
        var claim = Shelf.Hashed(await shelf.ClaimAsync(await shelf.JobAsync(), "Tune", Some.Hash()), "bytes");
        var staged = shelf.Stage("bytes");

        var first = await shelf.Library.PlaceAsync(claim, [staged], default);
        var again = await shelf.Library.PlaceAsync(claim, [staged], default); // the record was lost with the process

        Assert.Equal(first, again);
        Assert.Single(Directory.GetFiles(Path.Combine(shelf.Root, "Artist")));
    }

    [Fact]
    public async Task AStagedFileThatVanishedIsSaidSo()
    {
        await using var shelf = await Shelf.CreateAsync();
        var claim = await shelf.ClaimAsync(await shelf.JobAsync(), "Tune", Some.Hash());

        var error = await Assert.ThrowsAsync<IOException>(() => shelf.Library.PlaceAsync(claim, ["/nonexistent"], default));

        Assert.Contains("Artist - Tune.aiff", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwentyJobsWithOneRecordingMakeOneEntry()
    {
        await using var shelf = await Shelf.CreateAsync();
        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shelf.JobAsync()));

        var outcomes = await Task.WhenAll(jobs.Select(async job =>
        {
            try
            {
                return (await shelf.ClaimAsync(job, "Tune", Some.Hash())).IsOwned ? "owned" : "claimed";
            }
            catch (RetryLaterException)
            {
                return "later";
            }
        }));

        Assert.Equal(["claimed"], outcomes.Where(outcome => outcome != "later"));
    }

    [Fact]
    public async Task TracksAreListedNewestFirstByAnyScriptAndCase()
    {
        await using var shelf = await Shelf.CreateAsync();
        await shelf.FileAsync("Первый", "Первый", Some.Hash("1"));
        await shelf.FileAsync("Zweiter", "Zweiter", Some.Hash("2"));

        Assert.Equal(["Zweiter", "Первый"], (await shelf.Library.ListAsync(null, 10, default)).Select(entry => entry.Title));
        Assert.Equal(["Первый"], (await shelf.Library.ListAsync("ПЕРВ", 10, default)).Select(entry => entry.Title));
    }
}
