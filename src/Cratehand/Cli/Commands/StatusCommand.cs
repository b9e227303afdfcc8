using System.CommandLine;
using Cratehand.Status;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands;

/// <summary>What runs, what comes next, what needs the owner; works with the daemon and without, and makes nothing.</summary>
public sealed class StatusCommand : ICommand
{
    public CommandSheet Sheet { get; } = new("status", "Show what runs, what comes next, what needs you.", "cratehand status") { IsMain = true };

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        var view = await new DaemonSocket(context.Settings.Data).StatusAsync(cancel) ?? await ReadAsync(context, cancel);
        context.Output.Json(view);
        StatusText.Write(context.Output, view, context.Settings.Data, context.Clock.GetUtcNow());
        return ExitCode.Done;
    }

    static async Task<StatusView> ReadAsync(CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenExistingAsync(context.Settings, context.Clock, context.Logs, cancel);
        return await new StatusReader(crate, context.Settings, context.Clock).ReadAsync(null, cancel);
    }
}
