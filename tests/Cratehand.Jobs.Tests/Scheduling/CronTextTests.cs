using Cratehand.Jobs.Scheduling;
using CsCheck;

namespace Cratehand.Jobs.Tests.Scheduling;

public class CronTextTests
{
    static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("@hourly", "2026-03-01T01:00:00Z")]
    [InlineData("@daily", "2026-03-02T00:00:00Z")]
    [InlineData("@WEEKLY", "2026-03-08T00:00:00Z")]
    [InlineData("@monthly", "2026-04-01T00:00:00Z")]
    [InlineData("@yearly", "2027-01-01T00:00:00Z")]
    [InlineData("@every 6h", "2026-03-01T06:00:00Z")]
    [InlineData("@every 1h30m", "2026-03-01T01:30:00Z")]
    [InlineData("  0   */6  * * *  ", "2026-03-01T06:00:00Z")]
    [InlineData("0 0 13 * FRI", "2026-03-06T00:00:00Z")] // either: the first Friday
    [InlineData("0 0 */2 * MON", "2026-03-09T00:00:00Z")] // both: a star leads, as in Debian's cron
    [InlineData("0 12 * * FRI-SUN", "2026-03-01T12:00:00Z")]
    [InlineData("0 0 29 2 *", "2028-02-29T00:00:00Z")]
    public void WhatPeopleWriteIsRead(string text, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next), CronText.Parse(text, TimeZoneInfo.Utc).Next(Start));

    [Theory]
    [InlineData("", "A schedule is needed")]
    [InlineData("* * * *", "has 4 of five fields")]
    [InlineData("0 0 */6 * * *", "six fields; cron has five and no seconds. Did you mean '0 */6 * * *'?")]
    [InlineData("0 0 */6 * * ? 2026", "seven fields")]
    [InlineData("60 * * * *", "'60' is no minute: it must be from 0 to 59.")]
    [InlineData("0 24 * * *", "'24' is no hour: it must be from 0 to 23.")]
    [InlineData("0 0 0 * *", "'0' is no day of the month: it must be from 1 to 31.")]
    [InlineData("0 0 * 13 *", "'13' is no month: it must be from 1 to 12.")]
    [InlineData("0 0 * * 8", "'8' is no day of the week: it must be from 0 to 7.")]
    [InlineData("0 0 * * MOM", "or a name like SUN")]
    [InlineData("0 0 ? * 1", "write * for any")]
    [InlineData("0 0 L * *", "cron has no L, W or #")]
    [InlineData("0 20-4 * * *", "runs backwards: write 20-23,0-4")]
    [InlineData("5/15 * * * *", "a step needs a range: write 5-59/15")]
    [InlineData("*/0 * * * *", "a step is a whole number from 1 to 59")]
    [InlineData("*/90 * * * *", "a step is a whole number from 1 to 59")]
    [InlineData("0 0 30 2 *", "never comes")]
    [InlineData("1,,2 * * * *", "write * for any")]
    [InlineData("-5 * * * *", "is no minute")]
    [InlineData("@hourl", "Did you mean @hourly?")]
    [InlineData("@fortnightly", "write @hourly, @daily")]
    [InlineData("@every", "write @hourly, @daily")]
    [InlineData("@every soon", "write a number and s, m, h or d, like @every 6h")]
    [InlineData("@every 0h", "must be from 1s to 366d")]
    [InlineData("@every 999d", "must be from 1s to 366d")]
    [InlineData("6h", "Did you mean '@every 6h'?")]
    [InlineData("21600", "Did you mean '@every 6h'?")]
    [InlineData("every 6 hours", "Did you mean '@every 6h'?")]
    [InlineData("0 */6 * * * ; rm -rf /", "is no schedule")]
    [InlineData("midnight", "is no schedule")]
    public void WhatCannotBeReadIsToldWithTheWayOut(string text, string words) =>
        Assert.Contains(words, Assert.Throws<FormatException>(() => CronText.Parse(text, TimeZoneInfo.Utc)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0 */6 * * *", 21600, true)]
    [InlineData("@every 6h", 21600, true)]
    [InlineData("@hourly", 3600, true)]
    [InlineData("* * * * *", 60, true)]
    [InlineData("0 0 * * 0", 604800, true)]
    [InlineData("0 */5 * * *", 18000, false)] // 20:00, then 00:00
    [InlineData("0 */6 * * *", 3600, false)]
    [InlineData("@monthly", 2592000, false)]
    [InlineData("*/5 * * 1 *", 300, false)]
    public void ATextMeansAnIntervalOrDoesNot(string text, int seconds, bool means) =>
        Assert.Equal(means, CronText.Parse(text, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).Means(TimeSpan.FromSeconds(seconds)));

    // In Africa/Casablanca the library answers with the past, where summer time is interrupted for Ramadan: naively used, it never ends.
    [Fact]
    public void HoweverOddTheZoneWhatComesNextIsLater()
    {
        var zones = TimeZoneInfo.GetSystemTimeZones();
        var texts = new[] { "*/5 * * * *", "30 2 * * *", "0 1-3 * * *", "0 */6 * * *", "0 0 13 * 5", "@every 7h" };
        Gen.Select(Gen.Int[0, zones.Count - 1], Gen.Int[0, texts.Length - 1], Gen.Long[1_735_689_600, 1_893_456_000]).Sample((zone, text, second) =>
        {
            var (after, timing) = (DateTimeOffset.FromUnixTimeSeconds(second), CronText.Parse(texts[text], zones[zone]));
            var dues = timing.After(after).Take(20).ToList();
            return dues.Count == 20 && dues.Prepend(after).Zip(dues).All(pair => pair.First < pair.Second);
        }, iter: 2_000);
    }

    [Fact]
    public void CasablancaPassesRamadan()
    {
        var timing = CronText.Parse("*/5 * * * *", TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca"));
        Assert.InRange(timing.Count(Start, Start.AddDays(60), 100_000), (60 * 288) - 13, 60 * 288);
    }

    // Every process must name the same instants, whenever it asks.
    [Fact]
    public void WhereverOneBeginsTheInstantsAreTheSame()
    {
        var texts = new[] { "*/20 1-4 * * *", "@every 35m", "0 3 1-7 * MON" };
        Gen.Select(Gen.Int[0, texts.Length - 1], Gen.Int[0, 500_000]).Sample((text, offset) =>
        {
            var timing = CronText.Parse(texts[text], TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
            var from = Start.AddSeconds(offset);
            return timing.After(Start).SkipWhile(due => due <= from).Take(10).SequenceEqual(timing.After(from).Take(10));
        }, iter: 500);
    }
}
