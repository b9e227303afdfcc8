using System.Globalization;
using System.Text.Json.Nodes;

namespace Cratehand.Sandbox.Notion.Querying;

/// <summary>Date conditions. A bare day means the whole day; relative words are days counted from today (UTC).</summary>
static class Dates
{
    /// <exception cref="NotionException">The value is no date.</exception>
    public static Func<JsonNode?, bool> Compile(string op, JsonNode? wanted, string path, DateTimeOffset now)
    {
        if (Span(op, now) is var (from, to))
        {
            return value => Read(value) is { } at && at.From >= from && at.From < to;
        }

        var given = Parse(wanted?.ToString(), now) ?? throw NotionException.Should(path, "a valid ISO 8601 date string", wanted);
        return value => Read(value) is { } held && op switch
        {
            "equals" => held.From >= given.From && held.From < given.To,
            "before" => held.From < given.From,
            "after" => held.From >= given.To,
            "on_or_before" => held.From < given.To,
            _ => held.From >= given.From,
        };
    }

    /// <summary>The stretch that a value covers: its day, or just its moment.</summary>
    public static (DateTimeOffset From, DateTimeOffset To)? Read(JsonNode? value) =>
        Parse(value is JsonObject date ? (string?)(date["start"] ?? date["date"]?["start"]) : value?.ToString(), DateTimeOffset.MinValue);

    static (DateTimeOffset From, DateTimeOffset To)? Parse(string? text, DateTimeOffset now)
    {
        if (Relative(text, now) is { } day)
        {
            return (day, day.AddDays(1));
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return null;
        }

        return text!.Length == 10 ? (at, at.AddDays(1)) : (at, at.AddTicks(1));
    }

    static DateTimeOffset? Relative(string? word, DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return word switch
        {
            "today" => today,
            "tomorrow" => today.AddDays(1),
            "yesterday" => today.AddDays(-1),
            "one_week_ago" => today.AddDays(-7),
            "one_week_from_now" => today.AddDays(7),
            "one_month_ago" => today.AddMonths(-1),
            "one_month_from_now" => today.AddMonths(1),
            _ => null,
        };
    }

    static (DateTimeOffset From, DateTimeOffset To)? Span(string op, DateTimeOffset now)
    {
        var monday = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-(((int)now.UtcDateTime.DayOfWeek + 6) % 7));
        return op switch
        {
            "past_week" => (now.AddDays(-7), now),
            "past_month" => (now.AddMonths(-1), now),
            "past_year" => (now.AddYears(-1), now),
            "this_week" => (monday, monday.AddDays(7)),
            "next_week" => (now, now.AddDays(7)),
            "next_month" => (now, now.AddMonths(1)),
            "next_year" => (now, now.AddYears(1)),
            _ => null,
        };
    }
}
