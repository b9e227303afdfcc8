using System.CommandLine;
using Cratehand.Cli.Deciding;
using Cratehand.Music.Syncing.Reviewing;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Review;

/// <summary>"Never this one": no search offers it for that track again.</summary>
public sealed class NeverCommand : ICommand
{
    readonly Argument<string> _which = new("n") { Description = "The question: its number in `cratehand review`, or its id." };
    readonly Argument<int?> _candidate = new("candidate") { Description = "The candidate's number. Default: all of them.", Arity = ArgumentArity.ZeroOrOne };

    public NeverCommand() =>
        Sheet = new("review never", "Refuse a candidate for ever, or all of a question.", "cratehand review never 1 2") { Arguments = [_which, _candidate] };

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
            return await crate!.Workflow.Reviews.SettleAsync(review, "kept", cancel) ? Done(context.Output, "The files stay.") : AcceptCommand.Answered(context.Output);
        }

        var number = given.GetValue(_candidate);
        if (ReviewFinder.Pick(review, number, context.Output) is not { } one)
        {
            return ExitCode.Usage;
        }

        var refused = number is null ? review.Offers.Select(x => x.Candidate).ToList() : [one];
        return await crate!.Workflow.Reviews.NeverAsync(review, refused, cancel)
            ? Done(context.Output, refused.Count < review.Offers.Count ? "Never that one; the others stay in question." : $"Never these. {review.Title} is on the Wanted list: cratehand wanted")
            : AcceptCommand.Answered(context.Output);
    }

    static int Done(Output output, string text)
    {
        output.Line(text);
        output.Json(new { done = text });
        return ExitCode.Done;
    }
}
