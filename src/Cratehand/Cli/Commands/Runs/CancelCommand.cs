using System.CommandLine;
using Cratehand.Jobs;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Runs;

/// <summary>Ends a run that waits, or asks the process that is at it to end it.</summary>
public sealed class CancelCommand : ICommand
{
    readonly Argument<string> _run = new("run") { Description = "Its id, or the first or last characters of it." };
    readonly Option<string> _reason = new("--reason") { Description = "Why; kept with the run.", DefaultValueFactory = _ => "cancelled by hand" };

    public CancelCommand() =>
        Sheet = new("runs cancel", "Cancel a run; what it filed stays.", "cratehand runs cancel 8f3a2c1d") { Arguments = [_run], Options = [_reason] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenExistingAsync(context.Settings, context.Clock, context.Logs, cancel);
        if (await RunFinder.FindAsync(crate, given.GetValue(_run)!, context.Output, cancel) is not { } job)
        {
            return ExitCode.Usage;
        }

        if (job.State.IsFinal())
        {
            context.Output.Line($"Run {RunView.Of(job).ShortId} is over already: {job.State.ToText()}.");
            context.Output.Json(new { run = RunView.Of(job) });
            return ExitCode.Done;
        }

        await crate!.Queue.CancelAsync(job.Id, given.GetValue(_reason)!, cancel);
        var after = await SettleAsync(crate, job.Id, context, cancel);
        context.Output.Line(after.State == JobState.Cancelled
            ? $"Run {RunView.Of(after).ShortId} is cancelled."
            : $"Run {RunView.Of(after).ShortId} is asked to end; it is {RunView.Of(after).State}.");
        context.Output.Json(new { run = RunView.Of(after) });
        return ExitCode.Done;
    }

    // Where nobody works, the wish would lie until the next sync: the lock is free then, and what it takes is done here.
    static async Task<Job> SettleAsync(Crate crate, Guid id, CommandContext context, CancellationToken cancel)
    {
        await using var work = new ForegroundWork(crate, crate.Daemon, context.Clock);
        await work.TidyAsync(cancel);
        return (await crate.Book.FindAsync(id, cancel))!;
    }
}
