using System.Globalization;

namespace Cratehand.Jobs.Scheduling;

/// <summary>One of the five places of a cron text: what may stand there, and what it means.</summary>
internal sealed record CronField(string Name, int Min, int Max, string Words = "")
{
    public static readonly IReadOnlyList<CronField> All =
    [
        new("minute", 0, 59),
        new("hour", 0, 23),
        new("day of the month", 1, 31),
        new("month", 1, 12, "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"),
        new("day of the week", 0, 7, "SUNMONTUEWEDTHUFRISAT"),
    ];

    bool IsWeekday => Max == 7;

    /// <summary>The values it allows, in order; Sunday is 0.</summary>
    /// <exception cref="FormatException">It is nothing that cron knows.</exception>
    public IReadOnlyList<int> Read(string text) =>
        [.. text.Split(',').SelectMany(Item).Select(value => IsWeekday ? value % 7 : value).Distinct().Order()];

    IEnumerable<int> Item(string item)
    {
        var parts = item.Split('/');
        var step = parts.Length switch { 1 => 1, 2 => Step(parts[1]), _ => throw Wrong(item, "it has two steps") };
        var (low, high) = parts[0] == "*" ? (Min, IsWeekday ? 6 : Max) : Range(parts[0]);
        if (parts.Length == 2 && parts[0] != "*" && !parts[0].Contains('-', StringComparison.Ordinal))
        {
            throw Wrong(item, $"a step needs a range: write {low}-{Max}/{step}");
        }

        for (var value = low; value <= high; value += step)
        {
            yield return value;
        }
    }

    (int Low, int High) Range(string text)
    {
        var ends = text.Split('-');
        if (ends.Length > 2)
        {
            throw Wrong(text, "it has two dashes");
        }

        var low = Value(ends[0]);
        var high = ends.Length == 2 ? Value(ends[1]) : low;
        high = IsWeekday && high == 0 && low > 0 ? 7 : high; // FRI-SUN
        return low <= high ? (low, high) : throw Wrong(text, $"it runs backwards: write {low}-{(IsWeekday ? 6 : Max)},{Min}-{high}");
    }

    int Value(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number >= Min && number <= Max ? number : throw Wrong(text, $"it must be from {Min} to {Max}");
        }

        var at = text.Length == 3 ? Words.IndexOf(text.ToUpperInvariant(), StringComparison.Ordinal) : -1;
        return at >= 0 && at % 3 == 0 ? Min + (at / 3) : throw Wrong(text, Hint(text));
    }

    int Step(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step >= 1 && step <= Max
            ? step
            : throw Wrong("/" + text, $"a step is a whole number from 1 to {Max}");

    string Hint(string text) =>
        text is "?" or "" ? "write * for any"
        : text.EndsWith('L') || text.EndsWith('W') || text.Contains('#', StringComparison.Ordinal) ? "cron has no L, W or #; name the days"
        : Words.Length > 0 ? $"it must be from {Min} to {Max}, or a name like {Words[..3]}"
        : $"it must be from {Min} to {Max}, *, or a list or range of such";

    FormatException Wrong(string part, string why) => new($"'{part}' is no {Name}: {why}.");
}

/// <summary>A cron text, taken apart. Sunday is 0.</summary>
/// <param name="IsEither">Both kinds of day are named and neither begins with a star: either of them is enough, as in Debian's cron.</param>
public sealed record CronFields(
    IReadOnlyList<string> Texts, IReadOnlyList<int> Minutes, IReadOnlyList<int> Hours, IReadOnlyList<int> Days,
    IReadOnlyList<int> Months, IReadOnlyList<int> Weekdays, bool IsEither)
{
    internal static CronFields Read(IReadOnlyList<string> texts)
    {
        var values = CronField.All.Zip(texts, (field, text) => field.Read(text)).ToList();
        return new(texts, values[0], values[1], values[2], values[3], values[4], !texts[2].StartsWith('*') && !texts[4].StartsWith('*'));
    }

    // The library takes two named kinds of day as "both"; cron means "either", which is two texts.
    internal IEnumerable<string> Expressions() =>
        IsEither
            ? [string.Join(' ', Texts[0], Texts[1], Texts[2], Texts[3], "*"), string.Join(' ', Texts[0], Texts[1], "*", Texts[3], Texts[4])]
            : [string.Join(' ', Texts)];
}
