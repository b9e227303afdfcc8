using Cratehand.Jobs;
using Cratehand.Music.Notion;
using Cratehand.Music.Notion.Properties;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Tests.Support;
using Cratehand.Sandbox.Hosting;
using static Cratehand.Music.Store.Providers.ProviderFailure;

namespace Cratehand.Music.Tests.Notion;

/// <summary>What a reading call makes of each kind of trouble, and how many calls it takes to say so.</summary>
public sealed class NotionFaultTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IDisposable
{
    readonly NotionDesk _desk = new(sandbox.Host);

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData(400, Refused, 1)]
    [InlineData(401, SignInNeeded, 1)]
    [InlineData(403, Forbidden, 1)]
    [InlineData(404, NotFound, 1)]
    [InlineData(409, Conflict, 3)]
    [InlineData(500, Unavailable, 3)]
    [InlineData(502, Unavailable, 3)]
    [InlineData(503, Unavailable, 3)]
    [InlineData(504, Unavailable, 3)]
    public async Task EachStatusIsAFailureOfItsOwnKind(int status, ProviderFailure kind, int calls)
    {
        var notion = await _desk.ClientAsync();
        _desk.Break(new Fault { Status = status, Count = 0 });

        var failure = await Assert.ThrowsAsync<ProviderException>(() => notion.WhoAmIAsync(default));

        Assert.Equal((kind, status, calls), (failure.Kind, failure.Status, _desk.Calls.Count));
        Assert.All(_desk.Clock.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(2)));
        Assert.DoesNotContain(_desk.Token, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongTokenIsToldWithTheWayOut()
    {
        var notion = await _desk.ClientAsync(options => options with { Token = new SecretText("ntn_wrong") });

        var failure = await Assert.ThrowsAsync<ProviderException>(() => notion.WhoAmIAsync(default));

        Assert.Equal((SignInNeeded, "unauthorized", "API token is invalid."), (failure.Kind, failure.Code, failure.Said));
        Assert.Contains("Notion:Token", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ntn_wrong", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(409)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task WhatPassesIsWaitedOut(int status)
    {
        var notion = await _desk.ClientAsync();
        _desk.Break(new Fault { Status = status, Count = 2 });

        Assert.Equal("Sandbox", (await notion.WhoAmIAsync(default)).Workspace);
        Assert.Equal(3, _desk.Calls.Count);
    }

    [Fact]
    public async Task ABrokenConnectionIsTriedAgainAndThenToldApartFromEmpty()
    {
        var notion = await _desk.ClientAsync();
        _desk.Break(new Fault { Drop = true, Count = 4 });

        var failure = await Assert.ThrowsAsync<ProviderException>(() => notion.WhoAmIAsync(default));

        Assert.Equal((Unreachable, null, 3), (failure.Kind, failure.Status, _desk.Calls.Count));
        Assert.Equal("Sandbox", (await notion.WhoAmIAsync(default)).Workspace);
    }

    [Fact]
    public async Task NobodyListeningIsUnreachable()
    {
        var notion = await _desk.ClientAsync(address: new Uri("http://127.0.0.1:1"));
        var failure = await Assert.ThrowsAsync<ProviderException>(() => notion.WhoAmIAsync(default));
        Assert.Equal((Unreachable, false), (failure.Kind, failure.MayHaveHappened));
    }

    [Fact]
    public async Task ASlowAnswerIsATimeOutAndIsNotAskedForAgain()
    {
        var notion = await _desk.ClientAsync(options => options with { Timeout = TimeSpan.FromMilliseconds(250) }, TimeProvider.System);
        _desk.Break(new Fault { DelayMs = 5000, Count = 1 });

        var failure = await Assert.ThrowsAsync<ProviderException>(() => notion.WhoAmIAsync(default));

        Assert.Equal((TimedOut, true), (failure.Kind, failure.MayHaveHappened));
        // Sent once: the fault was good for one call, and a second would have been answered.
        Assert.Empty(_desk.Calls);
    }

    [Fact]
    public async Task AShortRestIsWaitedOutInPlace()
    {
        var notion = await _desk.ClientAsync();
        _desk.Break(Limited("1"));

        await notion.WhoAmIAsync(default);

        Assert.Equal(2, _desk.Calls.Count);
        Assert.Equal([TimeSpan.FromSeconds(1)], _desk.Clock.Waits);
    }

    [Fact]
    public async Task ADayOfRestBlocksNobodySurvivesARestartAndEnds()
    {
        var notion = await _desk.ClientAsync();
        _desk.Break(Limited("86400"));

        var later = await Assert.ThrowsAsync<RetryLaterException>(() => notion.WhoAmIAsync(default));
        var again = await Assert.ThrowsAsync<RetryLaterException>(() => notion.GetPageAsync(Guid.Empty.ToString(), default));
        var restarted = await _desk.ClientAsync();
        _desk.Clock.Advance(TimeSpan.FromHours(23));
        var last = await Assert.ThrowsAsync<RetryLaterException>(() => restarted.WhoAmIAsync(default));

        Assert.Equal((24, 24, 1), (later.After.TotalHours, again.After.TotalHours, last.After.TotalHours));
        Assert.Contains("2026-01-11 12:00:00 UTC", last.Message, StringComparison.Ordinal);
        Assert.Single(_desk.Calls);
        Assert.Empty(_desk.Clock.Waits);

        _desk.Clock.Advance(TimeSpan.FromHours(1));
        await restarted.WhoAmIAsync(default);
        Assert.Null(await (await _desk.CooldownsAsync()).FindAsync("notion", default));
    }

    [Fact]
    public async Task ARestUntilADateIsKept()
    {
        var notion = await _desk.ClientAsync();
        _desk.Break(Limited("Sat, 10 Jan 2026 14:30:00 GMT"));
        var later = await Assert.ThrowsAsync<RetryLaterException>(() => notion.WhoAmIAsync(default));
        Assert.Equal(TimeSpan.FromHours(2.5), later.After);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(529)]
    public async Task ARestWithoutALengthGrowsUntilACallSucceeds(int status)
    {
        var notion = await _desk.ClientAsync();
        _desk.Break(new Fault { Status = status, Count = 3 });
        var waits = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            var later = await Assert.ThrowsAsync<RetryLaterException>(() => notion.WhoAmIAsync(default));
            waits.Add(later.After.TotalSeconds);
            _desk.Clock.Advance(later.After);
        }

        await notion.WhoAmIAsync(default);
        _desk.Break(new Fault { Status = status });
        waits.Add((await Assert.ThrowsAsync<RetryLaterException>(() => notion.WhoAmIAsync(default))).After.TotalSeconds);

        Assert.Equal([30, 60, 120, 30], waits);
        Assert.Equal(5, _desk.Calls.Count);
    }

    [Fact]
    public async Task A503WithAWaitIsARest()
    {
        var notion = await _desk.ClientAsync();
        _desk.Break(new Fault { Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "600" } });
        var later = await Assert.ThrowsAsync<RetryLaterException>(() => notion.WhoAmIAsync(default));
        Assert.Equal((10, 1), (later.After.TotalMinutes, _desk.Calls.Count));
    }

    [Fact]
    public async Task ARefusedWriteNamesItsProperty()
    {
        var notion = await _desk.ClientAsync();
        var row = await notion.CreateAsync(new(NotionDesk.Tracks, new Dictionary<string, System.Text.Json.Nodes.JsonObject> { ["Title"] = PropertyForms.Title.Write("Kiln") }), default);

        var wrong = await Assert.ThrowsAsync<ProviderException>(() => Set(notion, row, "Tempo", PropertyForms.RichText.Write("fast")));
        var unknown = await Assert.ThrowsAsync<ProviderException>(() => Set(notion, row, "Tempos", PropertyForms.Number.Write(124)));
        var status = await Assert.ThrowsAsync<ProviderException>(() => Set(notion, row, "Filed State", PropertyForms.Status.Write("Lost")));

        Assert.Equal((Refused, "Tempo"), (wrong.Kind, wrong.Field));
        Assert.Equal((Refused, "Tempos"), (unknown.Kind, unknown.Field));
        Assert.Contains("Tempo is expected to be number.", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Lost", status.Message, StringComparison.Ordinal);
    }

    static Task<NotionPage> Set(NotionClient notion, NotionPage row, string name, System.Text.Json.Nodes.JsonObject value) =>
        notion.UpdateAsync(row.Id, new Dictionary<string, System.Text.Json.Nodes.JsonObject> { [name] = value }, default);

    static Fault Limited(string retryAfter) =>
        new() { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = retryAfter } };
}
