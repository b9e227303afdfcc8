using System.CommandLine;
using Cratehand.Cli.Syncing;
using Cratehand.Jobs;
using Cratehand.Music.Syncing;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Runs;

/// <summary>Does once more what a run that came to nothing was to do: a new run, linked to the old one.</summary>
public sealed class RetryCommand : ICommand
{
    readonly Argument<string> _run = new("run") { Description = "Its id, or the first or last characters of it." };

    public RetryCommand() =>
        Sheet = new("runs retry", "Try a failed, cancelled or fruitless run again.", "cratehand runs retry 8f3a2c1d") { Arguments = [_run] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenExistingAsync(context.Settings, context.Clock, context.Logs, cancel);
        if (await RunFinder.FindAsync(crate, given.GetValue(_run)!, context.Output, cancel) is not { } old)
        {
            return ExitCode.Usage;
        }

        if (Needless(old) is { } needless)
        {
            context.Output.Line(needless);
            context.Output.Json(new { run = RunView.Of(old), items = Array.Empty<SyncItem>() });
            return ExitCode.Done;
        }

        var asked = await crate!.Queue.AgainAsync(old, ForegroundRun.Asked, cancel);
        var job = await ForegroundRun.FinishAsync(crate, context, asked.Id, cancel);
        return await ReportAsync(crate, context, job, isJoined: !asked.IsNew, cancel);
    }

    static string? Needless(Job run)
    {
        var view = RunView.Of(run);
        return !run.State.IsFinal() ? $"Run {view.ShortId} is not over yet ({view.State}): there is nothing to retry."
            : Receipt.Of(run) is { Outcome: TrackOutcome.Filed or TrackOutcome.AlreadyOwned } receipt
                ? $"Run {view.ShortId} ended well: {receipt.Outcome.ToText()}. If its files are gone, `cratehand sync` with the same input files them again."
                : null;
    }

    static async Task<int> ReportAsync(Crate crate, CommandContext context, Job job, bool isJoined, CancellationToken cancel)
    {
        if (job.Kind != SyncTrack.Kind)
        {
            RunText.Write(context.Output, job, await crate.Book.StepsAsync(job.Id, cancel), await crate.Book.AttemptsAsync(job.Id, cancel));
            context.Output.Json(new { run = RunView.Of(job), items = Array.Empty<SyncItem>() });
            return job.State switch { JobState.Completed => ExitCode.Done, JobState.Cancelled => ExitCode.Interrupted, _ => ExitCode.Failed };
        }

        var input = job.ArgsAs<SyncTrack>().Input;
        var item = await SyncItem.OfAsync(new SyncInput(input, input), job, isJoined, isRepeatable: false, crate.Book, cancel);
        ReceiptText.Write(context.Output, item);
        context.Output.Json(new { run = RunView.Of(job), items = new[] { item } });
        return item.Code;
    }
}
