using System.Globalization;
using Cratehand.Jobs.Scheduling;

namespace Cratehand.Wiring.Configuration;

/// <summary>What may be written about time.</summary>
static class ScheduleForms
{
    /// <summary>What switches a schedule off.</summary>
    public const string Off = "off";

    /// <summary>A schedule, or nothing.</summary>
    public static readonly SettingForm Timing = new("a schedule like 0 */6 * * * or @every 6h", value => value.Trim() is { Length: > 0 } text ? Read(text) : "") { Hint = Trouble };

    /// <summary>A schedule, or <c>off</c>.</summary>
    public static readonly SettingForm TimingOrOff = new(
        "a schedule like 30 3 * * * or @every 6h, or off", value => value.Trim().Equals(Off, StringComparison.OrdinalIgnoreCase) ? Off : Read(value))
    { Hint = Trouble };

    /// <summary>An interval in seconds, or nothing.</summary>
    public static readonly SettingForm Seconds = new(
        $"a whole number of seconds from 1 to {LongestSeconds}", value => value.Trim().Length == 0 ? "" : SettingForm.Whole(1, LongestSeconds).Normalize(value))
    {
        Hint = value => InSeconds(value) is { } seconds ? $"Did you mean {seconds}?" : "Six hours are 21600.",
    };

    /// <summary>A time zone by its IANA name.</summary>
    public static readonly SettingForm Zone = new("a time zone like Europe/Berlin", value => ZoneOf(value.Trim())?.Id) { Hint = NearestZone };

    /// <summary>An address that is told of runs; it may carry a secret.</summary>
    public static readonly SettingForm PingAddress = new(
        "an address like https://hc-ping.com/your-id, or nothing",
        value => value.Trim() is not { Length: > 0 } text ? "" : SettingForm.Address.Normalize(text));

    const int LongestSeconds = 366 * 86_400;

    /// <summary>The variable <c>TZ</c> in our words; <c>null</c> for its other dialects (a path, rules of one's own), which the system reads by itself.</summary>
    public static string? FromTz(string value) =>
        value.TrimStart(':').Trim() is var name && (ZoneOf(name) is not null || name.All(c => char.IsAsciiLetter(c) || c is '/' or '_')) && !name.StartsWith('/') && name.Length > 0 ? name : null;

    /// <summary>The machine's own zone.</summary>
    public static string LocalZone() => ZoneOf(TimeZoneInfo.Local.Id)?.Id ?? "UTC";

    static TimeZoneInfo? ZoneOf(string id) => id.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId ? zone : null;

    static string? Read(string text)
    {
        try
        {
            return CronText.Parse(text, TimeZoneInfo.Utc).Text;
        }
        catch (FormatException)
        {
            return null; // Trouble says why
        }
    }

    static string? Trouble(string text)
    {
        try
        {
            CronText.Parse(text, TimeZoneInfo.Utc);
            return null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }

    static string? InSeconds(string value)
    {
        try
        {
            return CronText.Parse("@every " + value, TimeZoneInfo.Utc) is IntervalTiming { Every.TotalSeconds: var seconds } ? seconds.ToString(CultureInfo.InvariantCulture) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    static string? NearestZone(string value)
    {
        var known = TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId).Select(zone => zone.Id).ToList();
        var word = value.Trim().Replace(' ', '_');
        var near = known.Find(id => id.EndsWith("/" + word, StringComparison.OrdinalIgnoreCase) || id.Equals(word, StringComparison.OrdinalIgnoreCase)) ?? NearestName.Of(word, known);
        return near is null ? "Write its IANA name: area and city, as in Europe/Berlin or America/New_York." : $"Did you mean {near}?";
    }
}
