using System.Text.Json.Nodes;
using Cratehand.Jobs;
using Cratehand.Music.Notion;
using Cratehand.Music.Notion.Properties;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Tests.Support;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Music.Tests.Notion;

/// <summary>Writes that break in the middle: what may be sent twice is, what may not is looked for first.</summary>
public sealed class NotionWriteTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IDisposable
{
    const string Pages = "/v1/pages";
    readonly NotionDesk _desk = new(sandbox.Host);
    readonly PageMark _mark = new("Spotify ID", Guid.NewGuid().ToString());

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task AnUndisturbedCreateLooksOnceAndSendsOnce()
    {
        var notion = await _desk.ClientAsync();

        var first = await CreateOnce(notion);
        var second = await CreateOnce(notion);

        Assert.Equal((true, false, first.Page.Id), (first.IsNew, second.IsNew, second.Page.Id));
        Assert.Equal(["query", "create", "query"], Kinds());
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    [InlineData(null, false)]
    [InlineData(500, false)]
    [InlineData(502, false)]
    [InlineData(503, false)]
    public async Task ACreateThatMayHaveWorkedLeavesExactlyOneRow(int? status, bool worked)
    {
        var notion = await _desk.ClientAsync();
        _desk.Break(new Fault { Method = "POST", Path = Pages, Status = status, Drop = status is null, AfterEffect = worked });

        var made = await CreateOnce(notion);

        Assert.True(made.IsNew);
        Assert.Equal(worked ? ["query", "create", "query"] : ["query", "create", "query", "create"], Kinds());
        Assert.Equal(made.Page.Id, Assert.Single(await MarkedAsync(notion)).Id);
    }

    [Fact]
    public async Task ACreateThatRanOutOfTimeIsLeftToSettleBeforeItIsRepeated()
    {
        var notion = await _desk.ClientAsync();
        _desk.Break(new Fault { Method = "POST", Path = Pages, Status = 504 });

        var later = await Assert.ThrowsAsync<RetryLaterException>(() => CreateOnce(notion));
        Assert.Equal(TimeSpan.FromMinutes(1), later.After);
        Assert.Equal(["query", "create", "query"], Kinds());

        Assert.True((await CreateOnce(notion)).IsNew);
        Assert.Single(await MarkedAsync(notion));
    }

    [Fact]
    public async Task ACreateTheProviderIsTooBusyForHasNotHappened()
    {
        var notion = await _desk.ClientAsync();
        _desk.Break(new Fault { Method = "POST", Path = Pages, Status = 529 });

        await Assert.ThrowsAsync<RetryLaterException>(() => CreateOnce(notion));

        Assert.Equal(["query", "create"], Kinds());
        _desk.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(await MarkedAsync(notion));
    }

    [Fact]
    public async Task ARestAskedForByACreateThatMayHaveWorkedIsKeptAndItsRowIsFoundLater()
    {
        var notion = await _desk.ClientAsync();
        var rest = new Dictionary<string, string> { ["Retry-After"] = "120" };
        _desk.Break(new Fault { Method = "POST", Path = Pages, Status = 503, AfterEffect = true, Headers = rest });

        await Assert.ThrowsAsync<RetryLaterException>(() => CreateOnce(notion));
        _desk.Clock.Advance(TimeSpan.FromSeconds(120));

        Assert.False((await CreateOnce(notion)).IsNew);
        Assert.Single(await MarkedAsync(notion));
    }

    [Fact]
    public async Task APlainCreateIsNeverSentTwiceNotEvenOverAConnectionThatWasIdle()
    {
        var notion = await _desk.ClientAsync();
        await notion.WhoAmIAsync(default);
        _desk.Break(new Fault { Method = "POST", Path = Pages, Drop = true, AfterEffect = true });

        var failure = await Assert.ThrowsAsync<ProviderException>(() => notion.CreateAsync(_mark.Put(Draft()), default));

        Assert.True(failure.MayHaveHappened);
        Assert.Single(Kinds(), "create");
        Assert.Single(await MarkedAsync(notion));
    }

    [Theory]
    [InlineData(409)]
    [InlineData(502)]
    [InlineData(null)]
    public async Task AnUpdateIsSafeToRepeat(int? status)
    {
        var notion = await _desk.ClientAsync();
        var row = (await CreateOnce(notion)).Page;
        _desk.Forget();
        _desk.Break(new Fault { Method = "PATCH", Status = status, Drop = status is null, AfterEffect = status != 409 });

        var changed = await notion.UpdateAsync(row.Id, new Dictionary<string, JsonObject> { ["Tempo"] = PropertyForms.Number.Write(124.5) }, default);

        Assert.Equal(124.5, PropertyForms.Number.Read(changed.Property("Tempo")));
        Assert.Equal(2, _desk.Calls.Count);
    }

    [Fact]
    public async Task BlocksGoOutAHundredAtATimeAndOnce()
    {
        var notion = await _desk.ClientAsync();
        var row = (await CreateOnce(notion)).Page;
        _desk.Forget();

        await notion.AppendAsync(row.Id, [.. Enumerable.Range(1, 250).Select(Paragraph)], default);
        Assert.Equal(3, _desk.Calls.Count);
        Assert.Equal(250, await notion.ListChildrenAsync(row.Id, default).CountAsync());

        _desk.Break(new Fault { Method = "PATCH", Status = 502, AfterEffect = true });
        var failure = await Assert.ThrowsAsync<ProviderException>(() => notion.AppendAsync(row.Id, [Paragraph(251)], default));
        Assert.True(failure.MayHaveHappened);
        Assert.Equal(251, await notion.ListChildrenAsync(row.Id, default).CountAsync());
    }

    [Fact]
    public async Task ACommentIsSaidOnceAndCanBeRead()
    {
        var notion = await _desk.ClientAsync();
        var row = (await CreateOnce(notion)).Page;
        _desk.Break(new Fault { Method = "POST", Path = "/v1/comments", Drop = true, AfterEffect = true });

        var failure = await Assert.ThrowsAsync<ProviderException>(() => notion.CommentAsync(row.Id, new string('x', 4001), default));

        Assert.True(failure.MayHaveHappened);
        var said = Assert.Single(await notion.ListCommentsAsync(row.Id, default).ToListAsync());
        Assert.Equal(4001, PlainText.Of(said.GetProperty("rich_text")).Length);
    }

    [Fact]
    public async Task ARowInTheTrashIsFoundByNobody()
    {
        var notion = await _desk.ClientAsync();
        var row = (await CreateOnce(notion)).Page;
        Assert.True((await notion.TrashAsync(row.Id, default)).IsInTrash);
        Assert.Empty(await MarkedAsync(notion));
    }

    Task<MarkedPage> CreateOnce(NotionClient notion) => notion.CreateOnceAsync(Draft(), _mark, default);

    static PageDraft Draft() => new(NotionDesk.Tracks, new Dictionary<string, JsonObject> { ["Title"] = PropertyForms.Title.Write("Paper Lanterns") });

    static JsonObject Paragraph(int number) => new() { ["paragraph"] = new JsonObject { ["rich_text"] = PlainText.Runs($"Line {number}") } };

    async Task<List<NotionPage>> MarkedAsync(NotionClient notion) =>
        await notion.QueryAsync(NotionDesk.Tracks, new NotionQuery { Filter = Filter.Where("Spotify ID", "rich_text", "equals", _mark.Value) }, default).ToListAsync();

    string[] Kinds() =>
        [.. _desk.Calls.Select(call => call.Path.EndsWith("/query", StringComparison.Ordinal) ? "query" : call is { Method: "POST", Path: Pages } ? "create" : call.Path)];
}
