using System.Globalization;
using System.Text.RegularExpressions;

namespace Cratehand.Jobs.Scheduling;

/// <summary>
/// How people write a schedule: cron's five fields, <c>@hourly @daily @weekly @monthly @yearly</c>, or <c>@every 6h</c>.
/// </summary>
public static partial class CronText
{
    static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    static readonly Dictionary<string, string> Macros = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@hourly"] = "0 * * * *", ["@daily"] = "0 0 * * *", ["@midnight"] = "0 0 * * *", ["@weekly"] = "0 0 * * 0",
        ["@monthly"] = "0 0 1 * *", ["@yearly"] = "0 0 1 1 *", ["@annually"] = "0 0 1 1 *",
    };

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It cannot be read; the message names the part and the way out.</exception>
    public static Timing Parse(string text, TimeZoneInfo zone)
    {
        var plain = string.Join(' ', text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
        if (plain.StartsWith("@every ", StringComparison.OrdinalIgnoreCase))
        {
            return new IntervalTiming(plain, zone, Span(plain[7..]));
        }

        var fields = Macros.GetValueOrDefault(plain, plain).Split(' ');
        if (plain.StartsWith('@') && fields.Length != 5)
        {
            throw new FormatException(NoMacro(plain));
        }

        return fields.Length == 5 ? Cron(plain, fields, zone) : throw new FormatException(NotFive(plain, fields));
    }

    /// <summary>A time span in the same words: <c>6h</c>, <c>90m</c>, <c>1h30m</c>, <c>2d</c>.</summary>
    public static string Words(TimeSpan span) =>
        string.Concat(new[] { (span.Days, "d"), (span.Hours, "h"), (span.Minutes, "m"), (span.Seconds, "s") }.Where(x => x.Item1 > 0).Select(x => $"{x.Item1}{x.Item2}"));

    static CronTiming Cron(string plain, string[] fields, TimeZoneInfo zone)
    {
        var timing = new CronTiming(plain, zone, CronFields.Read(fields));
        return timing.Next(DateTimeOffset.UnixEpoch.AddYears(50)) is not null
            ? timing
            : throw new FormatException($"'{plain}' never comes: no month named has such a day.");
    }

    static TimeSpan Span(string text)
    {
        var plain = text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        if (!SpanForm().IsMatch(plain))
        {
            throw new FormatException($"'@every {text}' is no interval: write a number and s, m, h or d, like @every 6h or @every 1h30m.");
        }

        var seconds = SpanPart().Matches(plain).Sum(part => Number(part.Groups["n"].Value) * part.Groups["u"].Value switch { "d" => 86_400, "h" => 3_600, "m" => 60, _ => 1 });
        return seconds >= 1 && seconds <= Longest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"'@every {text}' must be from 1s to {Longest.TotalDays:0}d.");
    }

    static double Number(string digits) => double.Parse(digits, CultureInfo.InvariantCulture);

    static string NoMacro(string text) =>
        Macros.Keys.FirstOrDefault(known => text.Length > 2 && known.StartsWith(text[..3], StringComparison.OrdinalIgnoreCase)) is { } near
            ? $"There is no '{text}'. Did you mean {near}?"
            : $"There is no '{text}': write @hourly, @daily, @weekly, @monthly, @yearly or @every 6h.";

    static string NotFive(string plain, string[] fields) =>
        plain.Length == 0 ? "A schedule is needed: five fields like '0 */6 * * *', or @every 6h."
        : Spoken().Match(plain) is { Success: true } spoken ? $"'{plain}' is no schedule. Did you mean '@every {Interval(spoken)}'?"
        : fields.Length == 6 ? $"'{plain}' has six fields; cron has five and no seconds. Did you mean '{string.Join(' ', fields[1..])}'?"
        : fields.Length == 7 ? $"'{plain}' has seven fields; cron has five, no seconds and no year. Did you mean '{string.Join(' ', fields[1..6])}'?"
        : fields.Length < 5 && fields.All(field => field.All(c => char.IsAsciiDigit(c) || c is '*' or '/' or ',' or '-'))
            ? $"'{plain}' has {fields.Length} of five fields: minute, hour, day of the month, month, day of the week. Did you mean '{string.Join(' ', fields.Concat(Enumerable.Repeat("*", 5 - fields.Length)))}'?"
        : $"'{plain}' is no schedule: write five fields like '0 */6 * * *' (minute, hour, day of the month, month, day of the week), or @every 6h.";

    static string Interval(Match spoken)
    {
        var number = spoken.Groups["n"].Value is { Length: > 0 } digits ? Number(digits) : 1;
        var unit = spoken.Groups["u"].Value.ToLowerInvariant();
        return unit.Length == 0 ? Words(TimeSpan.FromSeconds(Math.Clamp(number, 1, Longest.TotalSeconds))) : $"{number:0}{unit[0]}";
    }

    [GeneratedRegex("^([0-9]{1,9}[smhd])+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SpanForm();

    [GeneratedRegex("(?<n>[0-9]+)(?<u>[smhd])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SpanPart();

    [GeneratedRegex("^(every )?(?<n>[0-9]{0,9}) ?(?<u>s|m|h|d|seconds?|min|minutes?|hours?|days?|)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spoken();
}
