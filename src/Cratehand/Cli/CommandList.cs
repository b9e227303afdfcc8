using Cratehand.Cli.Commands;

namespace Cratehand.Cli;

/// <summary>The commands there are, in the order in which the help shows them. A new one is one file and one line here.</summary>
public static class CommandList
{
    public static IReadOnlyList<ICommand> Today() =>
    [
        new DoctorCommand(),
        new InitCommand(),
        new Commands.Config.ShowCommand(),
        new Commands.Config.CheckCommand(),
    ];
}
