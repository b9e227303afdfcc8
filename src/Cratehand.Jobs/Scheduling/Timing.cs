using Cronos;

namespace Cratehand.Jobs.Scheduling;

/// <summary>When a schedule falls due: a pure function of time. Made by <see cref="CronText.Parse"/>.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Zone">Whose clock it goes by; instants are given in it.</param>
public abstract record Timing(string Text, TimeZoneInfo Zone)
{
    /// <summary>The first due instant later than <paramref name="after"/>, or <c>null</c> if there is none any more.</summary>
    public abstract DateTimeOffset? Next(DateTimeOffset after);
}

/// <summary>
/// By the clock on the wall. Where that clock leaps forward, what would fall into the gap is due at the gap's end; where it
/// goes back, a fixed time is due once, and a repeating one (a star, a range or a step in minute or hour) as it goes by.
/// </summary>
public sealed record CronTiming : Timing
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly CronExpression[] _either;

    internal CronTiming(string text, TimeZoneInfo zone, CronFields fields)
        : base(text, zone)
    {
        Fields = fields;
        _either = [.. fields.Expressions().Select(one => CronExpression.Parse(one))];
    }

    public CronFields Fields { get; }

    public override DateTimeOffset? Next(DateTimeOffset after) => _either.Min(one => Next(one, after));

    // The library promises "later"; a schedule that stood still would fire for ever, so the promise is held here.
    DateTimeOffset? Next(CronExpression one, DateTimeOffset after)
    {
        var from = after;
        DateTimeOffset? next;
        while ((next = one.GetNextOccurrence(from, Zone)) <= after)
        {
            from += Minute;
        }

        return next;
    }
}

/// <summary>Every so often, counted from 1970 in UTC, so that every process and every start names the same instants.</summary>
public sealed record IntervalTiming(string Text, TimeZoneInfo Zone, TimeSpan Every) : Timing(Text, Zone)
{
    public override DateTimeOffset? Next(DateTimeOffset after)
    {
        var passed = after - DateTimeOffset.UnixEpoch;
        return TimeZoneInfo.ConvertTime(DateTimeOffset.UnixEpoch + (((passed.Ticks / Every.Ticks) + 1) * Every), Zone);
    }
}

/// <summary>Questions about a <see cref="Timing"/>.</summary>
public static class Timings
{
    // Longer than a leap year: by then every day of the calendar but 29 February has come.
    static readonly TimeSpan Horizon = TimeSpan.FromDays(400);

    /// <summary>The due instants later than <paramref name="start"/>, in order.</summary>
    public static IEnumerable<DateTimeOffset> After(this Timing timing, DateTimeOffset start)
    {
        for (var due = timing.Next(start); due is not null; due = timing.Next(due.Value))
        {
            yield return due.Value;
        }
    }

    /// <summary>How many are due after <paramref name="start"/> and until <paramref name="end"/>; counting ends at <paramref name="most"/>.</summary>
    public static int Count(this Timing timing, DateTimeOffset start, DateTimeOffset end, int most) =>
        timing.After(start).TakeWhile(due => due <= end).Take(most).Count();

    /// <summary>The shortest time between two of the next due instants.</summary>
    public static TimeSpan ShortestGap(this Timing timing, DateTimeOffset from)
    {
        var next = timing.After(from).Take(300).TakeWhile(due => due < from + Horizon);
        return next.Pairwise((one, other) => other - one).DefaultIfEmpty(Horizon).Min();
    }

    /// <summary>Whether it means "every so often", read in UTC: <c>0 */6 * * *</c> is every six hours.</summary>
    public static bool Means(this Timing timing, TimeSpan every)
    {
        var plain = CronText.Parse(timing.Text, TimeZoneInfo.Utc);
        var start = DateTimeOffset.UnixEpoch.AddDays(20_453); // a first of January; any day would do
        var end = start + (every < TimeSpan.FromDays(1) ? Horizon : 5 * Horizon);
        var gaps = plain.After(start).TakeWhile(due => due <= end).Pairwise((one, other) => other - one);
        return gaps.DefaultIfEmpty().All(gap => gap == every);
    }

    static IEnumerable<T> Pairwise<T>(this IEnumerable<DateTimeOffset> dues, Func<DateTimeOffset, DateTimeOffset, T> combine)
    {
        DateTimeOffset? last = null;
        foreach (var due in dues)
        {
            if (last is { } before)
            {
                yield return combine(before, due);
            }

            last = due;
        }
    }
}
