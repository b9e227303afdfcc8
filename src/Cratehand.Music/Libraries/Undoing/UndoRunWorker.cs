using System.Data.Common;
using Cratehand.Jobs;

namespace Cratehand.Music.Libraries.Undoing;

/// <summary>
/// Takes back what a run filed: its entries are forgotten in one transaction that also writes down every move to come, then the
/// files are put away, none deleted. What it archived comes back. Killed anywhere, the next attempt goes on at the first file that still lies on the shelf;
/// of trouble with the disk, which quick tries would not mend, the job rests.
/// </summary>
public sealed class UndoRunWorker(RunUndo undo, EntryArchive archive) : Worker<UndoRun, Undone>
{
    public override async Task<Undone> RunAsync(UndoRun args, JobContext job)
    {
        try
        {
            return await UndoAsync(args, job);
        }
        catch (Exception error) when (undo.Trouble(error) is { } trouble)
        {
            throw new RetryLaterException(FolderLibrary.Rest, trouble, error);
        }
    }

    async Task<Undone> UndoAsync(UndoRun args, JobContext job)
    {
        var plan = await job.StepAsync("examine", c => undo.ExamineAsync(args.Run, c));
        var moves = await job.StepAsync("forget", (tx, c) => undo.ForgetAsync(plan, job.Job, tx, c));
        var away = await job.StepAsync("put-away", _ => undo.PutAwayAsync(moves));
        var archived = await job.StepAsync("find-archived", c => archive.ArchivedByAsync(args.Run, c));
        await job.StepAsync("note-return", (tx, c) => archive.NoteAsync(Journal.BringBack, archived, job.Job, tx, c));
        var back = await job.StepAsync("bring-back", _ => archive.MoveAsync(archived));
        return await job.StepAsync("receipt", (tx, c) => FinishAsync(plan, away, (archived, back), tx, c));
    }

    async Task<Undone> FinishAsync(
        UndoPlan plan, IReadOnlyList<PutAwayFile> away, (IReadOnlyList<PutAwayFile> Before, IReadOnlyList<PutAwayFile> Back) archived, DbTransaction within, CancellationToken cancel)
    {
        await archive.ReshelveAsync(archived.Before, archived.Back, within, cancel);
        var undone = await undo.FinishAsync(plan, away, within, cancel);
        return archived.Back.Count == 0 ? undone
            : undone with { BroughtBack = archived.Back, Reason = $"{archived.Back.Count(file => file.IsThere)} brought back from the archive{(undone.Files.Count + undone.Kept.Count > 0 ? "; " + undone.Reason : "")}" };
    }
}
