using Cratehand.Cli.Commands;

namespace Cratehand.Cli;

/// <summary>The commands there are, in the order in which the help shows them. A new one is one file and one line here.</summary>
public static class CommandList
{
    public static IReadOnlyList<ICommand> Today() =>
    [
        new SyncCommand(),
        new WhyCommand(),
        new DoctorCommand(),
        new DemoCommand(),
        new InitCommand(),
        new DetectCommand(),
        new Commands.Runs.ListCommand(),
        new Commands.Runs.ShowCommand(),
        new Commands.Runs.CancelCommand(),
        new Commands.Tracks.ListCommand(),
        new Commands.Notion.CheckCommand(),
        new Commands.Auth.SpotifyCommand(),
        new Commands.Auth.SoundCloudCommand(),
        new Commands.Auth.StatusCommand(),
        new Commands.Config.ShowCommand(),
        new Commands.Config.CheckCommand(),
        new SandboxCommand(),
    ];
}
