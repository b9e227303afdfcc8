using System.CommandLine;
using Cratehand.Cli.Commands.Runs;
using Cratehand.Jobs;
using Cratehand.Music.Libraries.Undoing;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands;

/// <summary>Takes back what a run filed: off the shelf, off the record, the files kept apart for a while.</summary>
public sealed class UndoCommand : ICommand
{
    readonly Argument<string> _run = new("run") { Description = "Its id, or the first or last characters of it." };

    public UndoCommand() =>
        Sheet = new("undo", "Take back what a run filed; its files are put away, not deleted.", "cratehand undo 8f3a2c1d") { IsMain = true, Arguments = [_run] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenExistingAsync(context.Settings, context.Clock, context.Logs, cancel);
        if (await RunFinder.FindAsync(crate, given.GetValue(_run)!, context.Output, cancel) is not { } run)
        {
            return ExitCode.Usage;
        }

        if (await RefusalAsync(crate!, run, cancel) is { } refusal)
        {
            context.Output.Fail(refusal);
            return ExitCode.Usage;
        }

        var args = new UndoRun(run.Id);
        var asked = await crate!.Queue.EnqueueAsync(args, new EnqueueOptions(ForegroundRun.Asked, args.UniqueKey), cancel);
        await crate.Queue.HurryAsync(asked.Id, cancel); // one that rests since the disk refused it
        var job = await ForegroundRun.FinishAsync(crate, context, asked.Id, cancel);
        var undone = job.ResultAs<Undone>();
        context.Output.Json(new { run = RunView.Of(job), undone });
        if (undone is null)
        {
            return ForegroundRun.Failed(job, context.Output);
        }

        Write(context.Output, undone, context.Settings.Retention.UndoneDays);
        return undone.Kept.Count > 0 ? ExitCode.NeedsReview : ExitCode.Done;
    }

    // A detection is over long before the tracks that it took up.
    static async Task<string?> RefusalAsync(Crate crate, Job run, CancellationToken cancel) =>
        run.State.IsFinal() && run.Id == run.RunId && await crate.Book.UnfinishedAsync(run.Id, cancel) is > 0 and var left
            ? $"Run {RunView.Of(run).ShortId} has {left} {(left == 1 ? "track that is" : "tracks that are")} not over yet: wait for {(left == 1 ? "it" : "them")}, undo single ones by their own ids, or `cratehand runs cancel` those that wait."
        : !run.State.IsFinal() ? $"Run {RunView.Of(run).ShortId} is not over yet: `cratehand runs cancel {RunView.Of(run).ShortId}` first."
        : run.Kind == UndoRun.Kind ? $"Run {RunView.Of(run).ShortId} is itself an undo. To have its files again, file them again: `cratehand sync` with what the first run was given."
        : null;

    static void Write(Output output, Undone undone, int days)
    {
        output.Line($"Run {RunView.Short(undone.Run)}: {undone.Reason}.");
        foreach (var file in undone.Files)
        {
            output.Line($"  {file.From}{(file.IsThere ? "" : "  (was not there any more, or was changed)")}");
        }

        foreach (var file in undone.BroughtBack)
        {
            output.Line($"  {(file.IsThere ? "back" : "not in the archive any more")} {file.To}");
        }

        foreach (var file in undone.Kept)
        {
            output.Line($"  kept {file.Path}: {file.Reason}");
        }

        if (undone.Folder is { } folder)
        {
            output.Line($"They lie in {folder} and are kept there for {days} days.");
        }
    }
}
