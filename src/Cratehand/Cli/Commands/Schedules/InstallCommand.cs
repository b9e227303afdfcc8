using System.CommandLine;
using Cratehand.Cli.Scheduling;
using Cratehand.Jobs.Scheduling;
using Cratehand.Music.Audio.Tools;
using Cratehand.Wiring.Configuration;

namespace Cratehand.Cli.Commands.Schedules;

/// <summary>Lets cron or systemd run the music sync, where no daemon is wanted.</summary>
public sealed class InstallCommand : ICommand
{
    readonly InstallOptions _options = new();

    public InstallCommand() =>
        Sheet = new("schedules install", "Let cron or systemd run the music sync, without a daemon.", "cratehand schedules install --cron --test") { Options = _options.All };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        if (!_options.IsClear(given, context.Output))
        {
            return ExitCode.Usage;
        }

        if (!context.Settings.MusicSync.Enabled)
        {
            context.Output.Fail("The music sync is switched off by MusicSync:Enabled (MUSIC_SYNC_ENABLED): switch it on first.");
            return ExitCode.Usage;
        }

        try
        {
            var timing = ScheduleCatalog.MusicSync(key => context.Effective[key].Value);
            var command = SyncCommandLine.Of(context.Effective, context.Program);
            Warn(command, context.Output);
            return await (given.GetValue(_options.Cron)
                ? CronAsync(timing, command, given.GetValue(_options.Test), context, cancel)
                : SystemdAsync(timing, command, given.GetValue(_options.Test), context, cancel));
        }
        catch (FormatException cannot)
        {
            context.Output.Fail(cannot.Message);
            return ExitCode.Usage;
        }
    }

    static void Warn(SyncCommandLine command, Output output)
    {
        if (command.Secrets.Count > 0)
        {
            output.Warn($"{string.Join(", ", command.Secrets)} stands in the environment and is not written anywhere: put it into cratehand.yaml (`cratehand init` makes one that others cannot read).");
        }
    }

    static async Task<int> CronAsync(Timing timing, SyncCommandLine command, bool isTest, CommandContext context, CancellationToken cancel)
    {
        var line = CronLine.Of(timing, TimeZoneInfo.Local, command.ForShell);
        var cron = new CronInstall(context.Settings.Tools.Crontab, new ToolRunner(context.Clock));
        var table = CronTable.With(await cron.ReadAsync(cancel), line);
        context.Output.Line(isTest ? "Would be written into your crontab (nothing was):" : "Written into your crontab:");
        context.Output.Line("  " + line);
        if (!isTest)
        {
            Directory.CreateDirectory(context.Settings.Data); // the line's output goes there, and cron opens it before the program runs
            await cron.WriteAsync(table, cancel);
        }

        return Report(timing, isTest ? await TrialOf(context).ByCronAsync(command, cancel) : null, [line], context);
    }

    static async Task<int> SystemdAsync(Timing timing, SyncCommandLine command, bool isTest, CommandContext context, CancellationToken cancel)
    {
        var folder = InstallOptions.Folder(context);
        var units = new (string Name, string Text)[] { ($"{SystemdUnits.Name}.service", SystemdUnits.Service(command)), ($"{SystemdUnits.Name}.timer", SystemdUnits.Timer(timing)) };
        foreach (var (name, text) in units)
        {
            context.Output.Line($"{(isTest ? "Would be written (nothing was)" : "Written")}: {Path.Combine(folder.Path, name)}");
            context.Output.Line(string.Join('\n', text.TrimEnd().Split('\n').Select(line => "  " + line)));
            if (!isTest)
            {
                folder.Write(name, text);
            }
        }

        var user = Environment.IsPrivilegedProcess ? "" : " --user";
        context.Output.Line($"Switch it on: systemctl{user} daemon-reload && systemctl{user} enable --now {SystemdUnits.Name}.timer");
        return Report(timing, isTest ? await TrialOf(context).BySystemdAsync(command, cancel) : null, [.. units.Select(unit => unit.Text)], context);
    }

    static InstallTrial TrialOf(CommandContext context) => new(new ToolRunner(context.Clock), context.Environment);

    /// <param name="trial"><c>null</c>: it was written.</param>
    static int Report(Timing timing, TrialView? trial, IReadOnlyList<string> lines, CommandContext context)
    {
        var next = timing.Next(context.Clock.GetUtcNow());
        context.Output.Line($"Next: {next:ddd yyyy-MM-dd HH:mm zzz}. What it last printed lies in {Path.Combine(context.Settings.Data, "last-sync.txt")}, what it did in the log.");
        trial?.Write(context.Output);
        context.Output.Json(new { written = trial is null, lines, next, trial });
        return trial is { Ok: false } ? ExitCode.Failed : ExitCode.Done;
    }
}
