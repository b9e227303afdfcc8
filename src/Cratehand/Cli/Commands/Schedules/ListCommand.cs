using System.CommandLine;
using Cratehand.Cli.Scheduling;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Schedules;

/// <summary>What happens by time: when next, how it went last, and how it does.</summary>
public sealed class ListCommand : ICommand
{
    public CommandSheet Sheet { get; } = new("schedules list", "Show what runs by itself, when, and how it went.", "cratehand schedules list");

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenAsync(context.Settings, context.Clock, context.Logs, cancel);
        var now = context.Clock.GetUtcNow();
        var items = (await crate.Schedules.StatesAsync(cancel)).Select(state => ScheduleView.Of(state, now)).ToList();
        context.Output.Table(["Schedule", "When", "Zone", "Next", "Last run", "State", "Why"], items.Select(item => item.Cells));
        context.Output.Json(new { items });
        return ExitCode.Done;
    }
}
