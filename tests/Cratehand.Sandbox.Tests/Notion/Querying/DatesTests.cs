using System.Text.Json.Nodes;
using Cratehand.Sandbox.Notion;
using Cratehand.Sandbox.Notion.Querying;

namespace Cratehand.Sandbox.Tests.Notion.Querying;

public class DatesTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("equals", "2026-01-10", "2026-01-10T18:00:00Z", true)]
    [InlineData("after", "2026-01-10", "2026-01-10T18:00:00Z", false)]
    [InlineData("on_or_after", "2026-01-10", "2026-01-10", true)]
    [InlineData("on_or_before", "2026-01-10", "2026-01-10T18:00:00Z", true)]
    [InlineData("before", "2026-01-10T18:00:00Z", "2026-01-10T17:59:00Z", true)]
    [InlineData("equals", "today", "2026-01-10", true)]
    [InlineData("before", "one_week_ago", "2026-01-04", false)]
    [InlineData("past_week", null, "2026-01-05", true)]
    [InlineData("next_week", null, "2026-01-05", false)]
    public void ABareDayIsTheWholeDay(string op, string? wanted, string held, bool fits) =>
        Assert.Equal(fits, Dates.Compile(op, wanted, "body.filter", Noon)(new JsonObject { ["start"] = held }));

    [Fact]
    public void NoDateFitsNoDay() => Assert.False(Dates.Compile("on_or_before", "2026-01-10", "body.filter", Noon)(null));

    [Fact]
    public void WhatIsNoDateIsRefused() =>
        Assert.Throws<NotionException>(() => Dates.Compile("after", "soon", "body.filter.date.after", Noon));
}
