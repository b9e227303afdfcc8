using Cratehand.Jobs;

namespace Cratehand.Music.Libraries.Undoing;

/// <summary>
/// Takes back what a run filed: its entries are forgotten in one transaction that also writes down every move to come, then the
/// files are put away, none deleted. Killed anywhere, the next attempt goes on at the first file that still lies on the shelf.
/// </summary>
public sealed class UndoRunWorker(RunUndo undo) : Worker<UndoRun, Undone>
{
    public override async Task<Undone> RunAsync(UndoRun args, JobContext job)
    {
        var plan = await job.StepAsync("examine", c => undo.ExamineAsync(args.Run, c));
        var moves = await job.StepAsync("forget", (tx, c) => undo.ForgetAsync(plan, job.Job, tx, c));
        var away = await job.StepAsync("put-away", _ => undo.PutAwayAsync(moves));
        return await job.StepAsync("receipt", (tx, c) => undo.FinishAsync(plan, away, tx, c));
    }
}
