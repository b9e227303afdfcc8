using System.CommandLine;
using Cratehand.Cli.Syncing;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands;

/// <summary>Runs the track workflow for what is named, to the end, and prints a receipt for each.</summary>
public sealed class SyncCommand : ICommand
{
    readonly Argument<string[]> _inputs = new("input") { Description = "Files, folders or http(s) links.", Arity = ArgumentArity.OneOrMore };
    readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what would be done." };
    readonly Option<int?> _wait = new("--wait") { Description = "How long to wait for another cratehand at work here; seconds. Default: until it is done." };

    public SyncCommand() =>
        Sheet = new("sync", "File tracks: from files, folders or direct links to the library.", "cratehand sync ~/Downloads/track.flac")
        {
            IsMain = true, Arguments = [_inputs], Options = [_dryRun, _wait], Sets = [new(_dryRun, "Sync:DryRun")],
        };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        var inputs = InputList.Read(given.GetValue(_inputs)!, context.WorkingFolder).ToList();
        using var crate = await Crate.OpenAsync(context.Settings, context.Clock, context.Logs, cancel);
        var session = new SyncSession(crate, context);
        var patience = given.GetValue(_wait) is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        var items = context.Settings.Sync.DryRun
            ? await session.RehearseAsync(inputs, cancel)
            : await session.RunAsync(inputs, patience, cancel);

        context.Output.Json(new { items });
        foreach (var item in items)
        {
            ReceiptText.Write(context.Output, item);
        }

        if (items.Count == 0)
        {
            context.Output.Line("Nothing to do: there is no audio file in there.");
        }

        return ExitCode.Worst(items.Select(item => item.Code));
    }
}
