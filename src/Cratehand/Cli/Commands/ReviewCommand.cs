using System.CommandLine;
using Cratehand.Cli.Deciding;
using Cratehand.Cli.Syncing;
using Cratehand.Jobs;
using Cratehand.Music.Syncing.Reviewing;
using Cratehand.Wiring;
using Question = Cratehand.Music.Syncing.Reviewing.Review;

namespace Cratehand.Cli.Commands;

/// <summary>What could not be decided, with the candidates; and all that are nearly sure at once.</summary>
public sealed class ReviewCommand : ICommand
{
    readonly Option<double?> _above = new("--all-above") { Description = "Accept the best candidate of every question that scores at least so much, 0 to 1.", HelpName = "score" };

    public ReviewCommand() =>
        Sheet = new("review", "Decide what could not be decided.", "cratehand review") { IsMain = true, Options = [_above] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenExistingAsync(context.Settings, context.Clock, context.Logs, cancel);
        var open = crate is null ? [] : await crate.Workflow.Reviews.ListAsync(cancel);
        return given.GetValue(_above) is { } least && crate is not null
            ? await AcceptAsync(crate, context, open, least, cancel)
            : Show(context.Output, open);
    }

    static int Show(Output output, IReadOnlyList<Question> open)
    {
        var items = open.Select((review, i) => ReviewView.Of(review, i + 1)).ToList();
        output.Json(new { items });
        items.ForEach(item => item.Write(output));
        output.Line(items.Count == 0
            ? "Nothing waits for you."
            : "Take one: cratehand review accept N [CANDIDATE] · refuse: review never N [CANDIDATE] · search anew: review again N");
        return ExitCode.Done;
    }

    static async Task<int> AcceptAsync(Crate crate, CommandContext context, IReadOnlyList<Question> open, double least, CancellationToken cancel)
    {
        var session = new SyncSession(crate, context);
        var jobs = new List<(Question, Guid)>();
        foreach (var review in open.Where(x => x.Kind == ReviewKind.Candidate && x.Offers is [{ Match.Score: var score }, ..] && score >= least))
        {
            if (await crate.Workflow.Reviews.AcceptAsync(review, review.Offers[0].Candidate, By(), cancel) is { } job)
            {
                jobs.Add((review, job));
            }
        }

        return await session.ReportAsync(jobs, cancel);
    }

    internal static Trigger By() => new(TriggerKind.Manual, Node.Current().ToString());
}
