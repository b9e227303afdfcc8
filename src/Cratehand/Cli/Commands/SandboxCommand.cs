using System.CommandLine;
using Cratehand.Cli.Sandboxing;
using Cratehand.Sandbox;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Cli.Commands;

/// <summary>Notion, Spotify, SoundCloud and a music host on this machine, until Ctrl-C: the whole program without an account.</summary>
public sealed class SandboxCommand : ICommand
{
    static readonly string[] Doors = ["notion", "spotify", "spotifyAccounts", "soundcloud", "soundcloudAuth", "media", "control"];

    readonly Option<int?> _port = new("--port") { Description = "First of seven ports in a row; default: any free ones.", HelpName = "number" };
    readonly Option<string?> _state = new("--state") { Description = "File to keep what happens there; default: it is forgotten.", HelpName = "file" };

    public SandboxCommand()
    {
        _port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is { } port && port is < 1 or > 65_529)
            {
                result.AddError("--port must be from 1 to 65529.");
            }
        });
        Sheet = new("sandbox", "Stand in for Notion, Spotify and SoundCloud, to try things.", "cratehand sandbox --port 9100") { Options = [_port, _state] };
    }

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        var options = new SandboxOptions
        {
            Ports = given.GetValue(_port) is { } first ? Doors.Select((door, i) => (door, first + i)).ToDictionary() : new Dictionary<string, int>(),
            StateFile = given.GetValue(_state) is { } file ? Path.GetFullPath(file, context.WorkingFolder) : null,
            Ffmpeg = context.Settings.Tools.Ffmpeg,
        };
        await using var host = await SandboxHost.StartAsync(options, StandIns.All);
        context.Output.JsonLine(host.Describe());
        SandboxScreen.Write(context.Output, context.Catalog, host, options.StateFile);

        // Ctrl-C is how a sandbox ends, not an interruption of it.
        var ended = new TaskCompletionSource();
        await using (cancel.Register(ended.SetResult))
        {
            await ended.Task;
        }

        return ExitCode.Done;
    }
}
