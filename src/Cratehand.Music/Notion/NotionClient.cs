using System.Text.Json;
using System.Text.Json.Nodes;
using Cratehand.Jobs;
using Cratehand.Music.Store.Providers;

namespace Cratehand.Music.Notion;

/// <summary>
/// Notion's API (developers.notion.com/reference), versions 2025-09-03 and 2026-03-11. It knows the wire and no meaning. Lists are
/// streams over all their pages, one page in memory. Every call may end in <see cref="ProviderException"/> or <see cref="RetryLaterException"/>.
/// </summary>
public sealed class NotionClient(ProviderHttp http, NotionOptions options)
{
    const string PageRoute = "/v1/pages/{id}";
    const string ChildrenRoute = "/v1/blocks/{id}/children";

    // How long a create may still be on its way within Notion after it has run out of time.
    static readonly TimeSpan UntilSettled = TimeSpan.FromMinutes(1);

    readonly NotionWire _wire = new(http, options);

    /// <summary>Asks who the token is: the cheapest proof that it works.</summary>
    public async Task<NotionIdentity> WhoAmIAsync(CancellationToken cancel)
    {
        var me = await _wire.GetAsync("/v1/users/me", "v1/users/me", cancel);
        return new(me.At("id").Text() ?? "", me.At("name").Text() ?? "", me.At("bot", "workspace_name").Text());
    }

    public async Task<NotionDatabase> GetDatabaseAsync(string id, CancellationToken cancel)
    {
        var json = await _wire.GetAsync("/v1/databases/{id}", $"v1/databases/{Escape(id)}", cancel);
        var sources = json.At("data_sources").Items().Select(source => (source.At("id").Text() ?? "", source.At("name").Text() ?? ""));
        return new(json.At("id").Text() ?? id, PlainText.Of(json.At("title")), [.. sources]);
    }

    public async Task<DataSource> GetDataSourceAsync(string id, CancellationToken cancel) =>
        DataSource.Read(await _wire.GetAsync("/v1/data_sources/{id}", $"v1/data_sources/{Escape(id)}", cancel));

    /// <summary>All rows that a query finds. Rows edited while it runs may come twice or not at all, as cursors go in Notion.</summary>
    /// <exception cref="NotionIncompleteException">After the last row that Notion gives: there are more than 10,000.</exception>
    public IAsyncEnumerable<NotionPage> QueryAsync(string dataSourceId, NotionQuery query, CancellationToken cancel) =>
        _wire.ListAsync("/v1/data_sources/{id}/query", $"v1/data_sources/{Escape(dataSourceId)}/query{query.ToAddress()}", query.ToBody(), cancel)
            .Select(row => new NotionPage(row));

    public async Task<NotionPage> GetPageAsync(string id, CancellationToken cancel) =>
        new(await _wire.GetAsync(PageRoute, $"v1/pages/{Escape(id)}", cancel));

    /// <summary>A property whole, an item each: a page shows only its first 25 references.</summary>
    public IAsyncEnumerable<JsonElement> ListPropertyAsync(string pageId, string propertyId, CancellationToken cancel) =>
        _wire.ListAsync(
            "/v1/pages/{id}/properties/{property}",
            $"v1/pages/{Escape(pageId)}/properties/{Escape(Uri.UnescapeDataString(propertyId))}", cancel);

    /// <summary>
    /// Makes a row unless one with this mark is there. Where a create may have worked, it is looked for before it is sent again;
    /// where it may still be on its way, the job comes back. So it may be called again after any end.
    /// </summary>
    public async Task<MarkedPage> CreateOnceAsync(PageDraft draft, PageMark mark, CancellationToken cancel)
    {
        if (await FindAsync(draft.DataSourceId, mark, cancel) is { } known)
        {
            return new(known, IsNew: false);
        }

        try
        {
            return new(await CreateAsync(mark.Put(draft), cancel), IsNew: true);
        }
        catch (ProviderException unsure) when (unsure.MayHaveHappened)
        {
            return await CreateAgainAsync(draft, mark, unsure, cancel);
        }
    }

    /// <summary>Makes a row, and is sent once: if that ends in a failure that <see cref="ProviderException.MayHaveHappened"/>, look. <see cref="CreateOnceAsync"/> does.</summary>
    public async Task<NotionPage> CreateAsync(PageDraft draft, CancellationToken cancel) =>
        new(await _wire.SendAsync(HttpMethod.Post, "/v1/pages", "v1/pages", draft.ToBody(), cancel));

    /// <summary>Sets properties to values; the others stay. Setting them twice is the same as once, so it is repeated where need be.</summary>
    public async Task<NotionPage> UpdateAsync(string pageId, IReadOnlyDictionary<string, JsonObject> properties, CancellationToken cancel) =>
        await PatchPageAsync(pageId, new JsonObject { ["properties"] = PageDraft.Copy(properties) }, cancel);

    /// <summary>Moves a page to the trash, where the owner can take it back from.</summary>
    public Task<NotionPage> TrashAsync(string pageId, CancellationToken cancel) =>
        PatchPageAsync(pageId, new JsonObject { ["in_trash"] = true }, cancel);

    /// <summary>The blocks directly under a page or a block.</summary>
    public IAsyncEnumerable<JsonElement> ListChildrenAsync(string blockId, CancellationToken cancel) =>
        _wire.ListAsync(ChildrenRoute, $"v1/blocks/{Escape(blockId)}/children", cancel);

    /// <summary>Adds blocks at the end, 100 at a time. Sent once: after a failure that <see cref="ProviderException.MayHaveHappened"/> list before adding again.</summary>
    public async Task AppendAsync(string blockId, IReadOnlyList<JsonObject> blocks, CancellationToken cancel)
    {
        foreach (var some in blocks.Chunk(NotionWire.PageSize))
        {
            var body = new JsonObject { ["children"] = new JsonArray([.. some.Select(block => block.DeepClone())]) };
            await _wire.SendAsync(HttpMethod.Patch, ChildrenRoute, $"v1/blocks/{Escape(blockId)}/children", body, cancel, canRepeat: false);
        }
    }

    /// <summary>The open comments on a page or a block.</summary>
    public IAsyncEnumerable<JsonElement> ListCommentsAsync(string blockId, CancellationToken cancel) =>
        _wire.ListAsync("/v1/comments", $"v1/comments?block_id={Escape(blockId)}", cancel);

    /// <summary>Begins a discussion on a page. Sent once: after a failure that <see cref="ProviderException.MayHaveHappened"/> list before saying it again.</summary>
    public Task<JsonElement> CommentAsync(string pageId, string text, CancellationToken cancel)
    {
        var body = new JsonObject { ["parent"] = new JsonObject { ["page_id"] = pageId }, ["rich_text"] = PlainText.Runs(text) };
        return _wire.SendAsync(HttpMethod.Post, "/v1/comments", "v1/comments", body, cancel);
    }

    /// <summary>What is shared with us and has these words in its title; its index lags behind by minutes.</summary>
    /// <param name="kind"><c>page</c>, <c>data_source</c>, or <c>null</c> for both.</param>
    public IAsyncEnumerable<JsonElement> SearchAsync(string words, string? kind, CancellationToken cancel)
    {
        var body = new JsonObject { ["query"] = words };
        if (kind is not null)
        {
            body["filter"] = new JsonObject { ["property"] = "object", ["value"] = kind };
        }

        return _wire.ListAsync("/v1/search", "v1/search", body, cancel);
    }

    async Task<MarkedPage> CreateAgainAsync(PageDraft draft, PageMark mark, ProviderException unsure, CancellationToken cancel)
    {
        if (await FindAsync(draft.DataSourceId, mark, cancel) is { } made)
        {
            return new(made, IsNew: true);
        }

        if (unsure.Kind == ProviderFailure.TimedOut || unsure.Status == 504)
        {
            throw new RetryLaterException(UntilSettled, "Notion took too long to make a row and may still be at it. It is looked for before it is made again.", unsure);
        }

        return new(await CreateAsync(mark.Put(draft), cancel), IsNew: true);
    }

    // The oldest, should the owner have copied it.
    async Task<NotionPage?> FindAsync(string dataSourceId, PageMark mark, CancellationToken cancel)
    {
        var query = new NotionQuery { Filter = mark.ToFilter(), Sorts = [Sort.ByTime("created_time")] };
        await foreach (var row in QueryAsync(dataSourceId, query, cancel))
        {
            return row;
        }

        return null;
    }

    async Task<NotionPage> PatchPageAsync(string id, JsonObject body, CancellationToken cancel) =>
        new(await _wire.SendAsync(HttpMethod.Patch, PageRoute, $"v1/pages/{Escape(id)}", body, cancel, canRepeat: true));

    static string Escape(string id) => Uri.EscapeDataString(id);
}
