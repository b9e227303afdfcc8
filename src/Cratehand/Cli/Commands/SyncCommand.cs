using System.CommandLine;
using Cratehand.Cli.Syncing;
using Cratehand.Music.Detecting;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands;

/// <summary>Runs the track workflow for what is named or, if nothing is, for what the sources show; to the end, with a receipt for each.</summary>
public sealed class SyncCommand : ICommand
{
    readonly Argument<string[]> _inputs = new("input") { Description = "Files, folders or http(s) links. Without any: look at your sources, and take up what is new.", Arity = ArgumentArity.ZeroOrMore };
    readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what would be done." };
    readonly Option<int?> _wait = new("--wait") { Description = "How long to wait for another cratehand at work here; seconds. Default: until it is done.", HelpName = "number", CustomParser = Numbers.From(0, 86_400) };

    readonly Option<int?> _backlog = new("--backlog") { Description = "Take so many that were there before your sources were connected, too; the newest first.", HelpName = "number", CustomParser = Numbers.From(1, 100_000) };
    readonly Option<bool> _force = new("--force") { Description = "Look at the sources even if the music sync is switched off, or a source rests." };

    public SyncCommand() =>
        Sheet = new("sync", "File tracks: what you name, or what is new where you like music.", "cratehand sync ~/Downloads/track.flac")
        {
            IsMain = true, Arguments = [_inputs], Options = [_dryRun, _backlog, _force, _wait], Sets = [new(_dryRun, "Sync:DryRun")],
        };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenAsync(context.Settings, context.Clock, context.Logs, cancel);
        var patience = given.GetValue(_wait) is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        if (given.GetValue(_inputs) is not { Length: > 0 } typed)
        {
            var music = new DetectionSession(crate, context) { WorksOff = true };
            return await music.RunAsync(new DetectTracks(given.GetValue(_backlog), given.GetValue(_force)), patience, cancel);
        }

        var inputs = InputList.Read(typed, context.WorkingFolder).ToList();
        var session = new SyncSession(crate, context);
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
