using Cratehand.Jobs.Scheduling;

namespace Cratehand.Cli.Scheduling;

/// <summary>The music sync in the words of cron.</summary>
static class CronLine
{
    // Debian's cron cuts a command at 998 characters without a word.
    const int LongestCommand = 990;

    /// <summary>The whole line.</summary>
    /// <exception cref="FormatException">cron cannot say it; the message tells the way out.</exception>
    public static string Of(Timing timing, TimeZoneInfo machine, string command)
    {
        var line = $"{When(timing, machine)} {Escaped(command)}";
        return line.Length <= LongestCommand
            ? line
            : throw new FormatException("The line would be longer than cron can read: write the settings into cratehand.yaml instead of the environment.");
    }

    /// <summary>When, in five fields of numbers.</summary>
    public static string When(Timing timing, TimeZoneInfo machine) =>
        timing switch
        {
            IntervalTiming interval => Interval(interval),
            CronTiming when_ when when_.Zone.Id != machine.Id && !when_.Zone.HasSameRules(machine) =>
                throw new FormatException($"cron goes by this machine's clock ({machine.Id}), and Schedules:Zone is {when_.Zone.Id}: set the one like the other, or use --systemd."),
            CronTiming cron => string.Join(' ', cron.Fields.Texts.Zip(Values(cron.Fields), (text, values) => text.StartsWith('*') ? text : string.Join(',', values))),
            _ => throw new FormatException($"cron cannot say '{timing.Text}'."),
        };

    static IEnumerable<IReadOnlyList<int>> Values(CronFields fields) => [fields.Minutes, fields.Hours, fields.Days, fields.Months, fields.Weekdays];

    static string Interval(IntervalTiming timing) =>
        timing.Every is { Seconds: 0, TotalMinutes: var minutes } && minutes is >= 1 and < 60 && 60 % minutes == 0 ? $"*/{minutes:0} * * * *"
        : timing.Every is { Seconds: 0, Minutes: 0, TotalHours: var hours } && hours is >= 1 and < 24 && 24 % hours == 0 ? $"0 */{hours:0} * * *"
        : timing.Every == TimeSpan.FromDays(1) ? "0 0 * * *"
        : throw new FormatException($"cron cannot say '{timing.Text}', for it does not go evenly into an hour or a day: set MUSIC_SYNC_SCHEDULE to five fields (and MusicSync:Interval to nothing), or use --systemd.");

    // cron ends the command at a line's end, and takes a percent sign for one.
    static string Escaped(string command) =>
        command.Any(char.IsControl)
            ? throw new FormatException("A folder or setting holds a line break or another control character, which has no place in a crontab: take it out of the environment.")
            : command.Replace("%", "\\%", StringComparison.Ordinal);
}
