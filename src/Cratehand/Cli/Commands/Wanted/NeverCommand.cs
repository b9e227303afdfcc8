using System.CommandLine;
using Cratehand.Music.Tracks;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Wanted;

/// <summary>Takes a track off the Wanted list for ever.</summary>
public sealed class NeverCommand : ICommand
{
    readonly Argument<string> _what = new("what") { Description = "Its identity or link, or part of its artist and title." };

    public NeverCommand() => Sheet = new("wanted never", "Take a track off the Wanted list for ever.", "cratehand wanted never \"Amber River\"") { Arguments = [_what] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        var what = given.GetValue(_what)!;
        using var crate = await Crate.OpenExistingAsync(context.Settings, context.Clock, context.Logs, cancel);
        switch (crate is null ? [] : await crate.Workflow.Wishes.ListAsync(true, what, cancel))
        {
            case [var wish]:
                await crate!.Workflow.Wishes.NeverAsync(wish.Identity, "you never want it", cancel);
                context.Output.Line($"Never: {wish.Title}. It is looked for no more.");
                context.Output.Json(new { Identity = TrackLink.ShowIdentity(wish.Identity), state = "never" });
                return ExitCode.Done;
            case []:
                context.Output.Fail($"Nothing on the Wanted list is {what}. `cratehand wanted` shows it.");
                return ExitCode.Usage;
            case var many:
                context.Output.Fail($"{what} could be any of {many.Count}: {string.Join(", ", many.Take(5).Select(x => TrackLink.ShowIdentity(x.Identity)))}. Give one of these, a signed link whole.");
                return ExitCode.Usage;
        }
    }
}
