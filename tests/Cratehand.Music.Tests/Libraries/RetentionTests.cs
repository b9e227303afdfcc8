using Cratehand.Jobs;
using Cratehand.Music.Libraries;
using Cratehand.Music.Libraries.Undoing;
using Cratehand.Music.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Music.Tests.Libraries;

public sealed class RetentionTests
{
    static readonly RetentionOptions Keep = new(TimeSpan.FromDays(365), TimeSpan.FromDays(30));

    [Fact]
    public async Task ARunThatATrackCameFromStaysHoweverOldAndOthersGo()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("One", "One", Some.Hash("1"));
        await shelf.CancelAsync(await shelf.JobAsync());
        var unfinished = await shelf.JobAsync();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var retention = new Retention(shelf.Database, shelf.Library, Keep, clock);

        clock.Advance(TimeSpan.FromDays(364));
        await retention.SweepAsync(default);
        Assert.Equal((3, 1), (await shelf.CountAsync("job"), await shelf.CountAsync("journal WHERE op = 'file'")));

        clock.Advance(TimeSpan.FromDays(2));
        await retention.SweepAsync(default);
        var entry = await shelf.Library.GetAsync(filed.Entry, default);
        var book = new JobBook(shelf.Database.Source);
        Assert.NotNull(await book.FindAsync(entry.RunId));
        Assert.NotNull(await book.FindAsync(unfinished));
        Assert.Equal((2, 1), (await shelf.CountAsync("job"), await shelf.CountAsync("journal WHERE op = 'file'")));
    }

    [Fact]
    public async Task TheRunThatArchivedATrackStaysForAsLongAsItIsInTheArchive()
    {
        await using var shelf = await Shelf.CreateAsync();
        await shelf.FileAsync("One", "One", Some.Hash("1"));
        var entry = await shelf.EntryAsync("One");
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var archive = new EntryArchive(shelf.Database, shelf.Library, clock);
        var job = await shelf.AnyJobAsync();
        await using (var connection = await shelf.Database.Source.OpenConnectionAsync())
        {
            await using var taking = await connection.BeginTransactionAsync();
            await archive.TakeOffAsync(entry, await archive.ExamineAsync(entry, job, default), job, taking, default);
            await taking.CommitAsync();
        }

        await shelf.CancelAsync(job.Id);
        clock.Advance(TimeSpan.FromDays(400));
        var retention = new Retention(shelf.Database, shelf.Library, Keep, clock);

        await retention.SweepAsync(default);
        Assert.NotNull(await new JobBook(shelf.Database.Source).FindAsync(job.Id));

        await shelf.ExecuteAsync("UPDATE entry SET is_shelved = 1"); // brought back, or filed anew
        await retention.SweepAsync(default);
        Assert.Null(await new JobBook(shelf.Database.Source).FindAsync(job.Id));
    }

    [Fact]
    public async Task WhatAnUndoPutAwayGoesAfterAMonthUnlessAPersonHasTouchedIt()
    {
        await using var shelf = await Shelf.CreateAsync();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var first = await UndoAsync(shelf, clock, "One");
        var second = await UndoAsync(shelf, clock, "Two");
        await shelf.FileAsync("Stays", "Stays", Some.Hash("3"));
        await File.AppendAllTextAsync(second, " and a person's tag");
        var retention = new Retention(shelf.Database, shelf.Library, Keep, clock);

        clock.Advance(TimeSpan.FromDays(29));
        await retention.SweepAsync(default);
        Assert.True(File.Exists(first));

        clock.Advance(TimeSpan.FromDays(2));
        await retention.SweepAsync(default);
        Assert.False(Directory.Exists(Path.GetDirectoryName(Path.GetDirectoryName(first))));
        Assert.Equal("Two and a person's tag", await File.ReadAllTextAsync(second));
        Assert.True(File.Exists(Path.Combine(shelf.Root, "Artist", "Artist - Stays.aiff")));
    }

    static async Task<string> UndoAsync(Shelf shelf, TimeProvider clock, string title)
    {
        var filed = await shelf.FileAsync(title, title, Some.Hash(title));
        var undo = new RunUndo(shelf.Database, shelf.Library, clock);
        var run = (await shelf.Library.GetAsync(filed.Entry, default)).RunId;
        var job = await shelf.AnyJobAsync();
        var plan = await undo.ExamineAsync(run, default);
        await using var connection = await shelf.Database.Source.OpenConnectionAsync();
        await using var forgetting = await connection.BeginTransactionAsync();
        var moves = await undo.ForgetAsync(plan, job, forgetting, default);
        await forgetting.CommitAsync();
        var away = await undo.PutAwayAsync(moves);
        await using var finishing = await connection.BeginTransactionAsync();
        var undone = await undo.FinishAsync(plan, away, finishing, default);
        await finishing.CommitAsync();
        return Path.Combine(undone.Folder!, "Artist", $"Artist - {title}.aiff");
    }
}
