using Cratehand.Cli.Commands;

namespace Cratehand.Cli;

/// <summary>The commands there are, in the order in which the help shows them. A new one is one file and one line here.</summary>
public static class CommandList
{
    public static IReadOnlyList<ICommand> Today() =>
    [
        new SyncCommand(),
        new StatusCommand(),
        new WhyCommand(),
        new UndoCommand(),
        new ReviewCommand(),
        new DoctorCommand(),
        new ServeCommand(),
        new DemoCommand(),
        new InitCommand(),
        new DetectCommand(),
        new Commands.Review.AcceptCommand(),
        new Commands.Review.NeverCommand(),
        new Commands.Review.AgainCommand(),
        new WantedCommand(),
        new Commands.Wanted.NeverCommand(),
        new Commands.Runs.ListCommand(),
        new Commands.Runs.ShowCommand(),
        new Commands.Runs.CancelCommand(),
        new Commands.Runs.RetryCommand(),
        new Commands.Tracks.ListCommand(),
        new Commands.Library.ScanCommand(),
        new Commands.Library.DuplicatesCommand(),
        new Commands.Tracks.MatchCommand(),
        new Commands.Notion.CheckCommand(),
        new Commands.Auth.SpotifyCommand(),
        new Commands.Auth.SoundCloudCommand(),
        new Commands.Auth.StatusCommand(),
        new Commands.Key.ResetCommand(),
        new Commands.Config.ShowCommand(),
        new Commands.Config.CheckCommand(),
        new Commands.Schedules.ListCommand(),
        new Commands.Schedules.NextCommand(),
        new Commands.Schedules.RunCommand(),
        new Commands.Schedules.PauseCommand(),
        new Commands.Schedules.ResumeCommand(),
        new Commands.Schedules.InstallCommand(),
        new Commands.Schedules.UninstallCommand(),
        new SandboxCommand(),
    ];
}
