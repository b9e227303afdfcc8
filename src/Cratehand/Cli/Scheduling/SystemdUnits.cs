using Cratehand.Jobs.Scheduling;

namespace Cratehand.Cli.Scheduling;

/// <summary>The music sync in the words of systemd: a service that runs once, and a timer.</summary>
static class SystemdUnits
{
    public const string Name = "cratehand-music-sync";

    /// <summary>The first line of what is ours.</summary>
    public const string Mark = "# Made by `cratehand schedules install --systemd`, taken out by `cratehand schedules uninstall --systemd`.";

    static readonly string[] Weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    public static string Service(SyncCommandLine command) =>
        $"""
        {Mark}
        [Unit]
        Description=Cratehand's music sync, once
        Wants=network-online.target
        After=network-online.target

        [Service]
        Type=oneshot
        {string.Join('\n', command.Variables.Select(variable => $"Environment={Quoted($"{variable.Name}={variable.Value}")}"))}
        ExecStart={Quoted(command.Program)} sync
        Nice=10
        NoNewPrivileges=yes

        """;

    public static string Timer(Timing timing) =>
        $"""
        {Mark}
        [Unit]
        Description=When Cratehand's music sync runs: {timing.Text.Replace("%", "%%", StringComparison.Ordinal)}

        [Timer]
        {string.Join('\n', When(timing))}

        [Install]
        WantedBy=timers.target

        """;

    /// <summary>The timer's lines.</summary>
    public static IReadOnlyList<string> When(Timing timing) =>
        timing switch
        {
            IntervalTiming interval => ["OnActiveSec=1min", $"OnUnitActiveSec={interval.Every.TotalSeconds:0}s", "AccuracySec=1s"],
            CronTiming cron => [.. Calendars(cron).Select(calendar => "OnCalendar=" + calendar), "AccuracySec=1s", "Persistent=true"],
            _ => throw new FormatException($"systemd cannot say '{timing.Text}'."),
        };

    static IEnumerable<string> Calendars(CronTiming cron)
    {
        var (days, weekdays) = (List(cron.Fields.Days, 31), string.Join(',', cron.Fields.Weekdays.Select(day => Weekdays[day])));
        return cron.Fields.IsEither
            ? [Calendar(cron, "", days), Calendar(cron, weekdays, "*")]
            : [Calendar(cron, cron.Fields.Weekdays.Count == 7 ? "" : weekdays, days)];
    }

    static string Calendar(CronTiming cron, string weekdays, string days) =>
        $"{weekdays} *-{List(cron.Fields.Months, 12)}-{days} {List(cron.Fields.Hours, 24)}:{List(cron.Fields.Minutes, 60)}:00 {cron.Zone.Id}".TrimStart();

    static string List(IReadOnlyList<int> values, int all) => values.Count == all ? "*" : string.Join(',', values.Select(value => $"{value:00}"));

    // systemd's own quoting; % begins a specifier. A $ means nothing in a variable's value, nor in the name of the program.
    static string Quoted(string value) =>
        value.Any(char.IsControl)
            ? throw new FormatException("A folder or setting holds a line break or another control character, which has no place in a unit: take it out of the environment.")
            : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal)}\"";
}
