using System.CommandLine;
using Cratehand.Cli.Scheduling;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Schedules;

/// <summary>Lets a paused schedule run by itself again.</summary>
public sealed class ResumeCommand : ICommand
{
    readonly Argument<string> _key = new("schedule") { Description = "Which one: music-sync, library-scan." };

    public ResumeCommand() =>
        Sheet = new("schedules resume", "Let a paused schedule run again.", "cratehand schedules resume music-sync") { Arguments = [_key] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenAsync(context.Settings, context.Clock, context.Logs, cancel);
        if (ScheduleFinder.Find(crate.Schedules.Now, given.GetValue(_key)!, context.Output) is not { } schedule)
        {
            return ExitCode.Usage;
        }

        var wasPaused = await crate.Schedules.Book.ResumeAsync(schedule.Key, cancel);
        var next = schedule.OffBecause is null ? schedule.Timing.Next(context.Clock.GetUtcNow()) : null;
        context.Output.Line(
            (wasPaused ? $"{schedule.Key} runs again" : $"{schedule.Key} was not paused")
            + (schedule.OffBecause is { } off ? $", but it is {off}." : $"; next at {next:yyyy-MM-dd HH:mm zzz}."));
        context.Output.Json(new { schedule = schedule.Key, state = schedule.OffBecause is null ? "on" : "off", next, reason = schedule.OffBecause });
        return ExitCode.Done;
    }
}
