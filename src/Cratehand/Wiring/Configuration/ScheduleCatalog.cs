using System.Globalization;
using Cratehand.Jobs.Scheduling;
using static Cratehand.Wiring.Configuration.SettingForm;

namespace Cratehand.Wiring.Configuration;

/// <summary>The settings about what happens by time, and what must hold between them.</summary>
static class ScheduleCatalog
{
    /// <summary>When the music sync looks if nobody said anything.</summary>
    public const string MusicSyncDefault = "@every 10m";

    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("MusicSync:Enabled", "true", Flag, "Whether the music sync runs by itself; `schedules run music-sync --force` runs it all the same.") { Aliases = [new("MUSIC_SYNC_ENABLED")] },
        new("MusicSync:Schedule", "", ScheduleForms.Timing, "When the music sync looks: five cron fields, @hourly, @daily or @every 6h; empty: see the interval.") { Aliases = [new("MUSIC_SYNC_SCHEDULE")] },
        new("MusicSync:Interval", "", ScheduleForms.Seconds, $"The same as an interval; seconds. Neither set: {MusicSyncDefault}.") { Aliases = [new("MUSIC_SYNC_INTERVAL")] },

        new("Schedules:Zone", new("the machine's", _ => ScheduleForms.LocalZone()), ScheduleForms.Zone, "The time zone whose clock schedules go by; an IANA name.") { Aliases = [new("TZ", ScheduleForms.FromTz)] },
        new("Schedules:LibraryScan", "30 3 * * *", ScheduleForms.TimingOrOff, "When the library folder is compared with what is on record; off: never by itself."),
        new("Schedules:MinimumSeconds", "60", Whole(1, 86400), "No schedule may come more often; seconds."),
        new("Schedules:JitterSeconds", "0", Whole(0, 3600), "A run starts up to so much later, at random; seconds."),
        new("Schedules:Overlap", "skip", OneOf("skip", "buffer-one", "cancel-previous"), "When the run before has not ended: skip, buffer-one (one waits for it), cancel-previous."),
        new("Schedules:Missed", "once", OneOf("once", "skip"), "What was due while nothing ran here: once (one run makes up for all), skip."),
        new("Schedules:BackOffMaxSeconds", "3600", Whole(1, 604800), "The longest rest after failed runs, which grows from a minute with each; seconds."),
        new("Schedules:IncidentAfter", "3", Whole(1, 100), "Failed runs in a row that make an incident."),

        new("Notices:PingUrl", "", ScheduleForms.PingAddress, "Address of a check at healthchecks.io or the like; told /start, success and /fail of each music sync.") { IsSecret = true },
        new("Notices:PingTimeoutSeconds", "10", Whole(1, 60), "How long that may take to answer; seconds."),
    ];

    public static IReadOnlyList<SettingRule> Rules { get; } =
    [
        new("MusicSync:Interval", SaysTwoThings),
        new("MusicSync:Schedule", value => IsTooOften(value, "MusicSync:Schedule")),
        new("MusicSync:Interval", value => IsTooOften(value, "MusicSync:Interval")),
        new("Schedules:LibraryScan", value => IsTooOften(value, "Schedules:LibraryScan")),
    ];

    /// <summary>When the music sync looks.</summary>
    public static Timing MusicSync(Func<string, string> value) =>
        value("MusicSync:Schedule") is { Length: > 0 } text ? CronText.Parse(text, Zone(value))
        : value("MusicSync:Interval") is { Length: > 0 } seconds ? Every(seconds, value)
        : CronText.Parse(MusicSyncDefault, Zone(value));

    /// <summary>When the library is looked through, or <c>null</c>: never by itself.</summary>
    public static Timing? LibraryScan(Func<string, string> value) =>
        value("Schedules:LibraryScan") is var text && text == ScheduleForms.Off ? null : CronText.Parse(text, Zone(value));

    static TimeZoneInfo Zone(Func<string, string> value) => TimeZoneInfo.FindSystemTimeZoneById(value("Schedules:Zone"));

    static Timing Every(string seconds, Func<string, string> value) => CronText.Parse($"@every {seconds}s", Zone(value));

    static string? SaysTwoThings(Func<string, string> value) =>
        (value("MusicSync:Schedule"), value("MusicSync:Interval")) is ({ Length: > 0 } text, { Length: > 0 } seconds)
        && TimeSpan.FromSeconds(Number(seconds)) is var every && !CronText.Parse(text, TimeZoneInfo.Utc).Means(every)
            ? $"MusicSync:Schedule ('{text}') and MusicSync:Interval ({seconds} s, which is '@every {CronText.Words(every)}') mean two things."
            : null;

    static string? IsTooOften(Func<string, string> value, string key)
    {
        if (value(key) is "" or ScheduleForms.Off)
        {
            return null;
        }

        var timing = key == "MusicSync:Interval" ? Every(value(key), value) : CronText.Parse(value(key), Zone(value));
        var least = Number(value("Schedules:MinimumSeconds"));
        var gap = timing.ShortestGap(DateTimeOffset.UnixEpoch.AddDays(20_453));
        return gap.TotalSeconds < least ? $"{key} ({value(key)}) comes after {gap.TotalSeconds:0} s, and Schedules:MinimumSeconds is {least}." : null;
    }

    static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
