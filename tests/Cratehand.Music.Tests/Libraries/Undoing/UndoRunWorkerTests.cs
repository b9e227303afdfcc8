using Cratehand.Jobs;
using Cratehand.Music.Libraries.Undoing;
using Cratehand.Music.Store.Disk;
using Cratehand.Music.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cratehand.Music.Tests.Libraries.Undoing;

/// <summary>Undo on disks that do not do what they are asked to.</summary>
public sealed class UndoRunWorkerTests
{
    [Fact]
    public async Task WhereTheFilesCannotGoNothingIsForgottenAndTheNextUndoFinishes()
    {
        await using var shelf = await Shelf.CreateAsync();
        var (run, file) = await FileAsync(shelf);
        var inTheWay = shelf.Library.Absolute(".cratehand/undone");
        await File.WriteAllTextAsync(inTheWay, "a file where a folder must be made");

        var refused = await UndoAsync(shelf, run);

        Assert.Equal(JobState.Discarded, refused.State);
        Assert.EndsWith("Nothing was changed: then undo again.", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("clear away what stands in the place of a folder", refused.Reason, StringComparison.Ordinal);
        Assert.Equal((1, true), (await shelf.CountAsync("entry"), File.Exists(shelf.Library.Absolute(file))));
        File.Delete(inTheWay);
        var undone = await UndoAsync(shelf, run);
        Assert.Equal("1 file put away", undone.ResultAs<Undone>()?.Reason);
        Assert.Equal(0, await shelf.CountAsync("entry"));
        Assert.Equal("One", await File.ReadAllTextAsync(shelf.Library.Absolute($".cratehand/undone/{run:D}/{file}")));
    }

    [Fact]
    public async Task WhatAnEarlierUndoForgotAndDidNotMoveIsPutAwayByTheNextOne()
    {
        await using var shelf = await Shelf.CreateAsync();
        var (run, file) = await FileAsync(shelf);
        var undo = new RunUndo(shelf.Database, shelf.Library, TimeProvider.System);
        var job = await shelf.AnyJobAsync();
        await using (var connection = await shelf.Database.Source.OpenConnectionAsync())
        {
            var plan = await undo.ExamineAsync(run, default);
            await using var transaction = await connection.BeginTransactionAsync();
            await undo.ForgetAsync(plan, job, transaction, default);
            await transaction.CommitAsync();
        }

        var undone = (await UndoAsync(shelf, run)).ResultAs<Undone>()!;

        Assert.Equal("1 file put away", undone.Reason);
        Assert.False(File.Exists(shelf.Library.Absolute(file)));
        Assert.Equal("One", await File.ReadAllTextAsync(Path.Combine(undone.Folder!, file)));
        Assert.Equal((1, 0), (await shelf.CountAsync("journal WHERE op = 'put-away'"), await shelf.CountAsync("journal WHERE op = 'put-away' AND done IS NULL")));
        Assert.StartsWith("nothing left to undo", (await UndoAsync(shelf, run)).ResultAs<Undone>()!.Reason, StringComparison.Ordinal);
    }

    // A folder of another disk under an artist's name: to be met only by moving.
    [Fact]
    public async Task OfTroubleOnTheWayTheUndoRestsAndGoesOnWhenAskedAgain()
    {
        const string Other = "/dev/shm";
        Assert.SkipUnless(Directory.Exists(Other), "there is no second file system");
        await using var shelf = await Shelf.CreateAsync();
        var (run, file) = await FileAsync(shelf);
        var (artist, elsewhere) = (Path.Combine(shelf.Root, "Artist"), Path.Combine(Other, $"cratehand-{Guid.NewGuid()}"));
        Shell.Run("mv", artist, elsewhere);
        Directory.CreateSymbolicLink(artist, elsewhere);

        var resting = await UndoAsync(shelf, run);

        Assert.Equal(JobState.Retryable, resting.State);
        Assert.Contains("different file systems", resting.Reason, StringComparison.Ordinal);
        Assert.True(File.Exists(shelf.Library.Absolute(file)));
        Directory.Delete(artist);
        Shell.Run("mv", elsewhere, artist);
        await Queue(shelf).HurryAsync(resting.Id);
        var undone = await UndoAsync(shelf, run);
        Assert.Equal((resting.Id, "1 file put away"), (undone.Id, undone.ResultAs<Undone>()?.Reason));
        Assert.False(File.Exists(shelf.Library.Absolute(file)));
    }

    // An empty folder in the place of the disk, as a container's mount leaves it.
    [Fact]
    public async Task WhileTheDiskIsAwayNothingCountsAsMovedAndWhenItIsBackAllOfItIs()
    {
        await using var shelf = await Shelf.CreateAsync();
        var file = await OnShelfAsync(shelf);
        var moves = new ShelfMoves(shelf.Database, shelf.Library);
        Directory.Move(shelf.Root, shelf.Root + ".away");
        Directory.CreateDirectory(shelf.Root);

        var away = await Assert.ThrowsAsync<DiskException>(() => moves.RunAsync([file]));

        Assert.Contains("is its disk mounted?", away.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(shelf.Root));
        Directory.Delete(shelf.Root);
        Directory.Move(shelf.Root + ".away", shelf.Root);
        Assert.True(Assert.Single(await moves.RunAsync([file])).IsThere);
        Assert.Equal("One", await File.ReadAllTextAsync(shelf.Library.Absolute(file.To)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("tagged by its owner")]
    public async Task WhatItsOwnerTookAwayOrChangedMeanwhileIsNotMoved(string? content)
    {
        await using var shelf = await Shelf.CreateAsync();
        var file = await OnShelfAsync(shelf);
        var path = shelf.Library.Absolute(file.From);
        File.Delete(path);
        if (content is not null)
        {
            await File.WriteAllTextAsync(path, content);
        }

        Assert.False(Assert.Single(await new ShelfMoves(shelf.Database, shelf.Library).RunAsync([file])).IsThere);

        Assert.Equal(content is not null, File.Exists(path));
        Assert.False(File.Exists(shelf.Library.Absolute(file.To)));
    }

    [Fact]
    public async Task OfARunWithManyTracksASingleOneIsUndoneByItsOwnId()
    {
        await using var shelf = await Shelf.CreateAsync();
        var one = await shelf.Library.GetAsync((await shelf.FileAsync("One", "One", Some.Hash("1"))).Entry, default);
        var two = await shelf.Library.GetAsync((await shelf.FileAsync("Two", "Two", Some.Hash("2"))).Entry, default);
        await shelf.ExecuteAsync($"UPDATE entry SET run_id = '{one.RunId:D}' WHERE title = 'Two'".Replace($"{one.RunId:D}", $"{one.RunId:D}".ToUpperInvariant(), StringComparison.Ordinal));
        await shelf.ExecuteAsync($"UPDATE job SET run_id = '{one.RunId:D}' WHERE id = '{two.JobId:D}'");

        Assert.Equal("1 file put away", (await UndoAsync(shelf, two.JobId)).ResultAs<Undone>()?.Reason);

        Assert.Equal((1, 1), (await shelf.CountAsync("entry WHERE title = 'One'"), await shelf.CountAsync("entry")));
        Assert.Equal("1 file put away", (await UndoAsync(shelf, one.RunId)).ResultAs<Undone>()?.Reason);
    }

    [Fact]
    public async Task AnEntryThatIsBeingFiledIsNotForgotten()
    {
        await using var shelf = await Shelf.CreateAsync();
        var job = await shelf.JobAsync();
        await shelf.ClaimAsync(job, "One", Some.Hash("1"));
        await File.WriteAllTextAsync(Path.Combine(shelf.Root, "mine.txt"), "the owner's");

        var undo = new RunUndo(shelf.Database, shelf.Library, TimeProvider.System);
        var plan = await undo.ExamineAsync(job, default);
        var undoing = await shelf.AnyJobAsync();
        await using (var connection = await shelf.Database.Source.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            Assert.Empty(await undo.ForgetAsync(plan, undoing, transaction, default));
            await transaction.CommitAsync();
        }

        Assert.Equal(1, await shelf.CountAsync("entry"));
    }

    [Fact]
    public async Task WhatIsInTheArchiveIsNotForgottenWithTheRunThatFiledIt()
    {
        await using var shelf = await Shelf.CreateAsync();
        var (run, file) = await FileAsync(shelf);
        var archive = new EntryArchive(shelf.Database, shelf.Library, TimeProvider.System);
        var unlike = await ArchiveAsync(shelf, archive, isFinished: true);

        var undone = (await UndoAsync(shelf, run)).ResultAs<Undone>()!;

        Assert.Contains($"cratehand undo {unlike:D}", Assert.Single(undone.Kept).Reason, StringComparison.Ordinal);
        Assert.Equal("nothing was undone: 1 file kept", undone.Reason);
        Assert.Equal("1 brought back from the archive", (await UndoAsync(shelf, unlike)).ResultAs<Undone>()?.Reason);
        Assert.Equal("One", await File.ReadAllTextAsync(shelf.Library.Absolute(file)));
        Assert.Equal("1 file put away", (await UndoAsync(shelf, run)).ResultAs<Undone>()?.Reason);
    }

    [Fact]
    public async Task WhileTheDiskIsAwayWhatIsInTheArchiveIsNotSaidToBeGone()
    {
        await using var shelf = await Shelf.CreateAsync();
        var (_, file) = await FileAsync(shelf);
        var unlike = await ArchiveAsync(shelf, new EntryArchive(shelf.Database, shelf.Library, TimeProvider.System), isFinished: true);
        Directory.Move(shelf.Root, shelf.Root + ".away");
        Directory.CreateDirectory(shelf.Root);

        var resting = await UndoAsync(shelf, unlike);

        Assert.Equal(JobState.Retryable, resting.State);
        Assert.Contains("is its disk mounted?", resting.Reason, StringComparison.Ordinal);
        Directory.Delete(shelf.Root, recursive: true);
        Directory.Move(shelf.Root + ".away", shelf.Root);
        await Queue(shelf).HurryAsync(resting.Id);
        Assert.Equal("1 brought back from the archive", (await UndoAsync(shelf, unlike)).ResultAs<Undone>()?.Reason);
        Assert.Equal("One", await File.ReadAllTextAsync(shelf.Library.Absolute(file)));
    }

    [Fact]
    public async Task AnArchivingThatWasCancelledHalfWayCanBeUndone()
    {
        await using var shelf = await Shelf.CreateAsync();
        var (_, file) = await FileAsync(shelf);
        var unlike = await ArchiveAsync(shelf, new EntryArchive(shelf.Database, shelf.Library, TimeProvider.System), isFinished: false);
        Assert.Equal(1, await shelf.CountAsync("entry WHERE NOT is_shelved"));

        await UndoAsync(shelf, unlike);

        Assert.Equal(1, await shelf.CountAsync("entry WHERE is_shelved"));
        Assert.Equal("One", await File.ReadAllTextAsync(shelf.Library.Absolute(file)));
    }

    [Fact]
    public async Task WhatWasWishedForIsWishedForAgain()
    {
        await using var shelf = await Shelf.CreateAsync();
        var (run, _) = await FileAsync(shelf);
        var entry = await shelf.EntryAsync("One");
        foreach (var (identity, of) in ((string, Guid)[])[("spotify:track:1", entry), ("spotify:track:2", Guid.NewGuid()), ("soundcloud:somebody/unliked", entry)])
        {
            await shelf.ExecuteAsync(
                $"INSERT INTO wish (identity, link, title, artists, state, reason, since, changed, entry_id) VALUES ('{identity}', 'l', 'One', '[]', 'closed', 'the library has it now', 1, 1, '{of.ToString("D").ToUpperInvariant()}')");
        }

        await shelf.ExecuteAsync("INSERT INTO unlike (identity, action, reason, noticed) VALUES ('soundcloud:somebody/unliked', 'keep', 'the like was taken back', 2), ('spotify:track:1', 'keep', 'liked again since', 0)");

        await UndoAsync(shelf, run);

        Assert.Equal((1, 2), (await shelf.CountAsync("wish WHERE identity = 'spotify:track:1' AND state = 'open' AND entry_id IS NULL"), await shelf.CountAsync("wish WHERE state = 'closed'")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnEmptyFolderGoesWithItsFileIfFilingMadeItAndStaysIfItsOwnerDid(bool isOwners)
    {
        await using var shelf = await Shelf.CreateAsync();
        var artist = Path.Combine(shelf.Root, "Artist");
        if (isOwners)
        {
            Directory.CreateDirectory(artist);
        }

        var (run, _) = await FileAsync(shelf);
        await UndoAsync(shelf, run);

        Assert.Equal(isOwners, Directory.Exists(artist));
    }

    static async Task<(Guid Run, string File)> FileAsync(Shelf shelf)
    {
        var filed = await shelf.FileAsync("One", "One", Some.Hash("1"));
        await File.WriteAllTextAsync(Path.Combine(shelf.Root, "mine.txt"), "the owner's");
        return ((await shelf.Library.GetAsync(filed.Entry, default)).RunId, filed.Files[0].Path);
    }

    static async Task<PutAwayFile> OnShelfAsync(Shelf shelf)
    {
        var (run, file) = await FileAsync(shelf);
        return new PutAwayFile(await shelf.EntryAsync("One"), file, $".cratehand/undone/{run:D}/{file}", Some.Sha256("One"), IsThere: true);
    }

    // As an un-like does it, up to its receipt or to its end.
    static async Task<Guid> ArchiveAsync(Shelf shelf, EntryArchive archive, bool isFinished)
    {
        var job = await shelf.AnyJobAsync();
        var files = await archive.ExamineAsync(await shelf.EntryAsync("One"), job, default);
        await using var connection = await shelf.Database.Source.OpenConnectionAsync();
        await using (var taking = await connection.BeginTransactionAsync())
        {
            await archive.TakeOffAsync(files[0].Entry, files, job, taking, default);
            await taking.CommitAsync();
        }

        if (isFinished)
        {
            var moved = await archive.MoveAsync(files);
            await using var finishing = await connection.BeginTransactionAsync();
            await archive.FinishAsync(Music.Libraries.Journal.Archive, moved, finishing, default);
            await finishing.CommitAsync();
        }

        await shelf.CancelAsync(job.Id);
        return job.Id;
    }

    static JobQueue Queue(Shelf shelf) => new(shelf.Database.Source, TimeProvider.System, NullLoggerFactory.Instance);

    // The job once it has ended, or rests for long.
    static async Task<Job> UndoAsync(Shelf shelf, Guid run)
    {
        var (database, library, clock) = (shelf.Database, shelf.Library, TimeProvider.System);
        var args = new UndoRun(run);
        var asked = await Queue(shelf).EnqueueAsync(args, new EnqueueOptions(new Trigger(TriggerKind.Manual), args.UniqueKey));
        var options = new JobsOptions { Database = database.Source, Firings = database.Firings, SweepEvery = TimeSpan.FromMilliseconds(20) };
        await using var engine = new JobEngine(options, clock, new Random(1), NullLoggerFactory.Instance)
            .Register(() => new UndoRunWorker(new RunUndo(database, library, clock), new EntryArchive(database, library, clock)), new RetryPolicy(2, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), 0));
        await engine.StartAsync();
        while (true)
        {
            var job = (await new JobBook(database.Source).FindAsync(asked.Id))!;
            if (job.State.IsFinal() || (job.State == JobState.Retryable && job.Due > clock.GetUtcNow().AddMinutes(1)))
            {
                return job;
            }

            await Task.Delay(10);
        }
    }
}
