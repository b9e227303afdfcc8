using System.CommandLine;
using Cratehand.Cli.Scheduling;

namespace Cratehand.Cli.Commands.Schedules;

/// <summary>What <c>install</c> and <c>uninstall</c> are told.</summary>
sealed class InstallOptions
{
    public Option<bool> Cron { get; } = new("--cron") { Description = "In the crontab of this user." };

    public Option<bool> Systemd { get; } = new("--systemd") { Description = "As a timer of systemd: this user's, or root's." };

    public Option<bool> Test { get; } = new("--test") { Description = "Only show what would be written, and try whether it would work." };

    public IReadOnlyList<Option> All => [Cron, Systemd, Test];

    /// <summary>Whether exactly one of the two was named; else that is said.</summary>
    public bool IsClear(ParseResult given, Output output)
    {
        if (given.GetValue(Cron) != given.GetValue(Systemd))
        {
            return true;
        }

        output.Fail("Say where: --cron (the crontab of this user) or --systemd (a timer).");
        return false;
    }

    public static UnitFolder Folder(CommandContext context) => UnitFolder.Of(context.Environment, Environment.IsPrivilegedProcess);
}
