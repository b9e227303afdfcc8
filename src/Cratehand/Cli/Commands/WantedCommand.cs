using System.CommandLine;
using Cratehand.Cli.Deciding;
using Cratehand.Music.Syncing.Wanting;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands;

/// <summary>What is liked and not yet owned, with links to where it may be bought.</summary>
public sealed class WantedCommand : ICommand
{
    readonly Option<bool> _all = new("--all") { Description = "Also what came true, was taken back, or is never wanted." };

    public WantedCommand() => Sheet = new("wanted", "List what you like and do not own yet, with search links.", "cratehand wanted") { Options = [_all] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenExistingAsync(context.Settings, context.Clock, context.Logs, cancel);
        var wishes = crate is null ? [] : await crate.Workflow.Wishes.ListAsync(!given.GetValue(_all), null, cancel);
        var shops = new ShopLinks(context.Settings.Wanted.Shops);
        var items = wishes.Select(wish => WishView.Of(wish, shops)).ToList();
        context.Output.Json(new { items });
        items.ForEach(item => item.Write(context.Output));
        context.Output.Prose(items.Count == 0 ? "Nothing is wanted." : $"{items.Count} wanted. Drop a file you bought into {context.Settings.Drop}, or: cratehand sync FILE");
        return ExitCode.Done;
    }
}
