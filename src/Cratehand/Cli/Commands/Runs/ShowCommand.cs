using System.CommandLine;
using Cratehand.Cli.Deciding;
using Cratehand.Music.Libraries;
using Cratehand.Music.Syncing.Finding;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Runs;

/// <summary>All that is on record about one run: its steps, its attempts, its receipt.</summary>
public sealed class ShowCommand : ICommand
{
    readonly Argument<string> _run = new("run") { Description = "Its id, or the first or last characters of it." };

    public ShowCommand() => Sheet = new("runs show", "Show a run: steps, attempts, receipt, moved files.", "cratehand runs show 8f3a2c1d") { Arguments = [_run] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenExistingAsync(context.Settings, context.Clock, context.Logs, cancel);
        if (await RunFinder.FindAsync(crate, given.GetValue(_run)!, context.Output, cancel) is not { } job)
        {
            return ExitCode.Usage;
        }

        var steps = await crate!.Book.StepsAsync(job.Id, cancel);
        var attempts = await crate.Book.AttemptsAsync(job.Id, cancel);
        var search = Story.SearchOf(job.Id, steps);
        var moves = await Journal.OfRunAsync(crate.Database, job.RunId, cancel);
        RunText.Write(context.Output, job, steps, attempts);
        RunText.WriteMoves(context.Output, moves);
        if (search is not null)
        {
            Story.Write(context.Output, search, Found.Most);
        }

        context.Output.Json(RunView.Whole(job, steps, attempts, moves));
        return ExitCode.Done;
    }
}
