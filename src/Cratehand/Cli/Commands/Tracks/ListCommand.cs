using System.CommandLine;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Tracks;

/// <summary>What the library holds, newest first.</summary>
public sealed class ListCommand : ICommand
{
    readonly Argument<string?> _words = new("words") { Description = "Part of an artist, a title or a path.", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<int?> _limit = new("--limit") { Description = "At most so many. Default 1000.", HelpName = "number", CustomParser = Numbers.From(1, 1_000_000) };

    public ListCommand() =>
        Sheet = new("tracks list", "List what the library holds.", "cratehand tracks list \"daft punk\"") { Arguments = [_words], Options = [_limit] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenExistingAsync(context.Settings, context.Clock, context.Logs, cancel);
        var entries = crate is null ? [] : await crate.Workflow.Library.ListAsync(given.GetValue(_words), given.GetValue(_limit) ?? 1000, cancel);
        var items = entries.ConvertAll(entry => TrackView.Of(entry, crate!.Workflow.Library));
        context.Output.Table(["Artist", "Title", "Measured", "File"], items.Select(item => item.Cells));
        context.Output.Json(new { items });
        if (items.Count == 0)
        {
            context.Output.Line("No tracks" + (given.GetValue(_words) is { } words ? $" that match \"{words}\"." : " yet. File one: cratehand sync FILE"));
        }

        return ExitCode.Done;
    }
}
