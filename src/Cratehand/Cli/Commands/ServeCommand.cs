using System.CommandLine;
using System.Runtime.InteropServices;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands;

/// <summary>The daemon, in the foreground, until it is told to end.</summary>
public sealed class ServeCommand : ICommand
{
    const int Column = 12;

    readonly Option<string> _port = new("--port") { Description = "Port of the pages and the API; 0: any free one. Default 8463.", HelpName = "number" };
    readonly Option<string> _address = new("--address") { Description = "Address to listen on. Default 127.0.0.1.", HelpName = "ip" };

    public ServeCommand() =>
        Sheet = new("serve", "Work on its own, until Ctrl-C: schedules, API, health.", "cratehand serve")
        {
            IsMain = true, Narrates = true, Options = [_port, _address], Sets = [new(_port, "Server:Port"), new(_address, "Server:Address")],
        };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        try
        {
            await using var daemon = await Daemon.StartAsync(context, cancel);
            using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => Reload(signal, daemon));
            Greet(context.Output, daemon);
            await EndAsync(cancel);
            context.Output.Line("Stopping: what runs comes to its next step, and goes on from there at the next start.");
            return ExitCode.Done;
        }
        catch (DaemonRefusedException refused)
        {
            context.Output.Fail(refused.Message);
            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return ExitCode.Done; // told to end while it started: nothing was begun
        }
    }

    static void Reload(PosixSignalContext signal, Daemon daemon)
    {
        signal.Cancel = true; // the system's own answer to it is to end the process
        daemon.Reload.Ask();
    }

    static async Task EndAsync(CancellationToken cancel)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancel.Register(ended.SetResult))
        {
            await ended.Task;
        }
    }

    static void Greet(Output output, Daemon daemon)
    {
        var address = daemon.Address!.ToString().TrimEnd('/');
        output.JsonLine(new { address, pid = Environment.ProcessId, socket = daemon.Crate.Daemon.Path, apiKey = daemon.FirstKey, data = daemon.Settings.Data, library = daemon.Settings.Library });
        output.Line($"{HelpPage.Version} is at work; Ctrl-C ends it.");
        Line(output, "address", address);
        Line(output, "API key", daemon.FirstKey is { } key ? $"{key}  (shown this once)"
            : daemon.Key.Exists ? "as made before; `cratehand key reset` makes another"
            : "none yet, so the API is closed; `cratehand key reset` makes one");
        Line(output, "data", daemon.Settings.Data);
        daemon.Facts.ForEach(fact => Line(output, fact.Word, fact.Text));
    }

    static void Line(Output output, string word, string text) => output.Line($"  {word.PadRight(Column)}{text}");
}
