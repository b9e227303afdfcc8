using System.CommandLine;
using Cratehand.Web;

namespace Cratehand.Cli.Commands.Key;

/// <summary>Makes a new API key and shows it, this once; the old one opens nothing from now on, in a running daemon too.</summary>
public sealed class ResetCommand : ICommand
{
    public CommandSheet Sheet { get; } = new("key reset", "Make a new API key for the daemon; the old one ends.", "cratehand key reset");

    public Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        Directory.CreateDirectory(context.Settings.Data);
        var key = new ApiKey(context.Settings.Data).Reset();
        context.Output.Line(key);
        context.Output.Json(new { key });
        return Task.FromResult(ExitCode.Done);
    }
}
