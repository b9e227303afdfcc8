using System.CommandLine;
using Cratehand.Cli.Scheduling;
using Cratehand.Music.Audio.Tools;

namespace Cratehand.Cli.Commands.Schedules;

/// <summary>Takes back what <c>install</c> wrote, and nothing else.</summary>
public sealed class UninstallCommand : ICommand
{
    readonly InstallOptions _options = new();

    public UninstallCommand() =>
        Sheet = new("schedules uninstall", "Take back what install wrote for cron or systemd.", "cratehand schedules uninstall --cron") { Options = _options.All };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        if (!_options.IsClear(given, context.Output))
        {
            return ExitCode.Usage;
        }

        try
        {
            var isTest = given.GetValue(_options.Test);
            var found = given.GetValue(_options.Cron) ? await CronAsync(isTest, context, cancel) : Systemd(isTest, context);
            context.Output.Line(!found ? "There is nothing of ours." : isTest ? "It would be taken out; nothing was." : "Taken out.");
            context.Output.Json(new { found, removed = found && !isTest });
            return ExitCode.Done;
        }
        catch (FormatException cannot)
        {
            context.Output.Fail(cannot.Message);
            return ExitCode.Usage;
        }
    }

    static async Task<bool> CronAsync(bool isTest, CommandContext context, CancellationToken cancel)
    {
        var cron = new CronInstall(context.Settings.Tools.Crontab, new ToolRunner(context.Clock));
        if (await cron.ReadAsync(cancel) is not { } table || !CronTable.Has(table))
        {
            return false;
        }

        if (!isTest)
        {
            await cron.WriteAsync(CronTable.Without(table), cancel);
        }

        return true;
    }

    static bool Systemd(bool isTest, CommandContext context)
    {
        var folder = InstallOptions.Folder(context);
        var found = false;
        foreach (var name in new[] { $"{SystemdUnits.Name}.timer", $"{SystemdUnits.Name}.service" })
        {
            found |= isTest ? File.Exists(Path.Combine(folder.Path, name)) : folder.Remove(name);
        }

        if (found)
        {
            context.Output.Line($"If it was switched on: systemctl{(Environment.IsPrivilegedProcess ? "" : " --user")} disable --now {SystemdUnits.Name}.timer");
        }

        return found;
    }
}
