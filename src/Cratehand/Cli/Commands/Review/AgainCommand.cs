using System.CommandLine;
using Cratehand.Cli.Deciding;
using Cratehand.Cli.Syncing;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Review;

/// <summary>"Search again": what was refused stays refused.</summary>
public sealed class AgainCommand : ICommand
{
    readonly Argument<string> _which = new("n") { Description = "The question: its number in `cratehand review`, or its id." };

    public AgainCommand() => Sheet = new("review again", "Search anew for a track in question.", "cratehand review again 1") { Arguments = [_which] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenExistingAsync(context.Settings, context.Clock, context.Logs, cancel);
        if (await ReviewFinder.FindAsync(crate, given.GetValue(_which)!, context.Output, cancel) is not { } review)
        {
            return ExitCode.Usage;
        }

        return await crate!.Workflow.Reviews.AgainAsync(review, ReviewCommand.By(), cancel) is { } job
            ? await new SyncSession(crate, context).ReportAsync([(review, job)], cancel)
            : AcceptCommand.Answered(context.Output);
    }
}
