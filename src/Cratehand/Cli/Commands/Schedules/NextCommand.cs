using System.CommandLine;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Schedules;

/// <summary>The next five due instants of each schedule.</summary>
public sealed class NextCommand : ICommand
{
    const int Count = 5;

    public CommandSheet Sheet { get; } = new("schedules next", "Show the next five runs of each schedule.", "cratehand schedules next");

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenAsync(context.Settings, context.Clock, context.Logs, cancel);
        var now = context.Clock.GetUtcNow();
        var items = (await crate.Schedules.StatesAsync(cancel))
            .Select(state => new NextView(state.Record.Schedule.Key, state.Record.Next(now, Count), state.Record.OffBecause ?? state.Record.Pause)).ToList();
        context.Output.Json(items);
        foreach (var item in items)
        {
            context.Output.Line(item.Due.Count == 0 ? $"{item.Schedule}: none by itself ({item.Reason})" : $"{item.Schedule}:");
            foreach (var due in item.Due)
            {
                context.Output.Line($"  {due:ddd yyyy-MM-dd HH:mm:ss zzz}");
            }
        }

        return ExitCode.Done;
    }

    /// <param name="Reason">Why there is none.</param>
    sealed record NextView(string Schedule, IReadOnlyList<DateTimeOffset> Due, string? Reason);
}
