using Cratehand.Jobs;
using Cratehand.Music.Libraries.Undoing;
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
