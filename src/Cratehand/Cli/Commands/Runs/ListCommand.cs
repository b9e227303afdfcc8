using System.CommandLine;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Runs;

/// <summary>The newest runs, newest first.</summary>
public sealed class ListCommand : ICommand
{
    readonly Option<int?> _limit = new("--limit") { Description = "At most so many. Default 20.", HelpName = "number", CustomParser = Numbers.From(1, 1_000_000) };

    public ListCommand() => Sheet = new("runs list", "List the newest runs.", "cratehand runs list --limit 50") { Options = [_limit] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenExistingAsync(context.Settings, context.Clock, context.Logs, cancel);
        var runs = crate is null ? [] : await crate.Book.NewestAsync(given.GetValue(_limit) ?? 20, cancel);
        var shown = runs.Select(RunView.Of).ToList();
        context.Output.Table(["Run", "When", "State", "Outcome", "What"], shown.Select(run => run.Cells));
        context.Output.Json(new { items = shown });
        if (shown.Count == 0)
        {
            context.Output.Line("No runs yet. Start one: cratehand sync FILE");
        }

        return ExitCode.Done;
    }
}
