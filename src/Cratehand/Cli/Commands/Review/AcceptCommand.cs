using System.CommandLine;
using Cratehand.Cli.Commands.Runs;
using Cratehand.Cli.Deciding;
using Cratehand.Cli.Syncing;
using Cratehand.Jobs;
using Cratehand.Music.Syncing.Reviewing;
using Cratehand.Music.Syncing.Unliking;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Review;

/// <summary>"This is it": remembered for ever, and filed at once.</summary>
public sealed class AcceptCommand : ICommand
{
    readonly Argument<string> _which = new("n") { Description = "The question: its number in `cratehand review`, or its id." };
    readonly Argument<int?> _candidate = new("candidate") { Description = "The candidate's number. Default: the first.", Arity = ArgumentArity.ZeroOrOne, CustomParser = Numbers.From(1, 1000) };

    public AcceptCommand() =>
        Sheet = new("review accept", "Take a candidate: it is filed, and the choice is remembered.", "cratehand review accept 1 2") { Arguments = [_which, _candidate] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenExistingAsync(context.Settings, context.Clock, context.Logs, cancel);
        if (await ReviewFinder.FindAsync(crate, given.GetValue(_which)!, context.Output, cancel) is not { } review)
        {
            return ExitCode.Usage;
        }

        if (review.Kind == ReviewKind.Unlike)
        {
            return await crate!.Workflow.Reviews.ArchiveAsync(review, ReviewCommand.By(), cancel) is { } archiving
                ? Archived(await ForegroundRun.FinishAsync(crate, context, archiving, cancel), context.Output)
                : Answered(context.Output);
        }

        if (ReviewFinder.Pick(review, given.GetValue(_candidate), context.Output) is not { } candidate)
        {
            return ExitCode.Usage;
        }

        return await crate!.Workflow.Reviews.AcceptAsync(review, candidate, ReviewCommand.By(), cancel) is { } job
            ? await new SyncSession(crate, context).ReportAsync([(review, job)], cancel)
            : Answered(context.Output);
    }

    static int Archived(Job job, Output output)
    {
        if (job.ResultAs<Unliked>() is not { } unliked)
        {
            return ForegroundRun.Failed(job, output, isRepeatable: false);
        }

        output.Json(new { run = RunView.Of(job), unliked });
        UnlikeView.Of(job).Write(output);
        return ExitCode.Done;
    }

    internal static int Answered(Output output)
    {
        output.Fail("That question was answered meanwhile. `cratehand review` lists what is open.");
        return ExitCode.Failed;
    }
}
