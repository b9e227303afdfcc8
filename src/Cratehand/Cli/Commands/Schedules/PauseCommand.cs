using System.CommandLine;
using Cratehand.Cli.Scheduling;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Schedules;

/// <summary>Keeps a schedule from running by itself.</summary>
public sealed class PauseCommand : ICommand
{
    readonly Argument<string> _key = new("schedule") { Description = "Which one: music-sync, library-scan." };
    readonly Option<string> _reason = new("--reason") { Description = "Why; shown until it is resumed.", DefaultValueFactory = _ => "paused by hand" };

    public PauseCommand() =>
        Sheet = new("schedules pause", "Let a schedule rest until it is resumed.", "cratehand schedules pause music-sync --reason \"on tour\"")
        {
            Arguments = [_key], Options = [_reason],
        };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenAsync(context.Settings, context.Clock, context.Logs, cancel);
        if (ScheduleFinder.Find(crate.Schedules.Now, given.GetValue(_key)!, context.Output) is not { } schedule)
        {
            return ExitCode.Usage;
        }

        var reason = given.GetValue(_reason)!;
        await crate.Schedules.Book.PauseAsync(schedule.Key, reason, cancel);
        context.Output.Line($"{schedule.Key} is paused: {reason}. What runs now runs on. Go on with: cratehand schedules resume {schedule.Key}");
        context.Output.Json(new { schedule = schedule.Key, state = "paused", reason });
        return ExitCode.Done;
    }
}
