using System.CommandLine;
using Cratehand.Cli.Syncing;
using Cratehand.Music.Detecting;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands;

/// <summary>Looks at the sources and puts what is new on record, to be worked off by the daemon or the next sync.</summary>
public sealed class DetectCommand : ICommand
{
    readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what would be taken up." };
    readonly Option<int?> _backlog = new("--backlog") { Description = "Take so many that were there before your sources were connected, too.", HelpName = "number", CustomParser = Numbers.From(1, 100_000) };
    readonly Option<bool> _force = new("--force") { Description = "Even if the music sync is switched off, or a source rests." };

    public DetectCommand() =>
        Sheet = new("detect", "Look at your sources, and show what each of them had.", "cratehand detect --dry-run")
        {
            Options = [_dryRun, _backlog, _force], Sets = [new(_dryRun, "Sync:DryRun")],
        };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenAsync(context.Settings, context.Clock, context.Logs, cancel);
        return await new DetectionSession(crate, context).RunAsync(new DetectTracks(given.GetValue(_backlog), given.GetValue(_force)), null, cancel);
    }
}
