using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cratehand.Music.Notion.Properties;

/// <summary>A day, a moment, or a span of either.</summary>
/// <param name="Start">ISO 8601, as Notion keeps it: a day stays a day.</param>
/// <param name="End"><c>null</c> if it is no span.</param>
/// <param name="TimeZone">IANA name; <c>null</c> where the offset says all.</param>
public sealed record NotionDate(string Start, string? End = null, string? TimeZone = null)
{
    /// <summary>A day without a time.</summary>
    public static NotionDate Of(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>A moment, in UTC.</summary>
    public static NotionDate Of(DateTimeOffset moment) => new(moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture));

    /// <summary>The start as a moment, a day as its midnight in UTC; <c>null</c> if it cannot be read.</summary>
    public DateTimeOffset? StartsAt =>
        DateTimeOffset.TryParse(Start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    internal static NotionDate? Read(JsonElement date) =>
        date.At("start").Text() is { } start ? new(start, date.At("end").Text(), date.At("time_zone").Text()) : null;

    internal static JsonNode? Write(NotionDate? date) =>
        date is null ? null : new JsonObject { ["start"] = date.Start, ["end"] = date.End, ["time_zone"] = date.TimeZone };

    internal static DateTimeOffset? Moment(JsonElement time) =>
        time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var moment) ? moment : null;
}
