using System.Text.Json.Nodes;
using Cratehand.Music.Notion;
using Cratehand.Music.Notion.Properties;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Notion;

public sealed class NotionReadTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IDisposable
{
    readonly NotionDesk _desk = new(sandbox.Host);

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task ADatabaseLeadsToItsDataSourceAndItsColumns()
    {
        var notion = await _desk.ClientAsync();
        var database = await notion.GetDatabaseAsync(NotionDesk.TracksDatabase, default);
        var source = await notion.GetDataSourceAsync(Assert.Single(database.DataSources).Id, default);

        Assert.Equal(("Music Tracks", NotionDesk.Tracks), (database.Title, source.Id));
        Assert.Equal("title", source.Columns.Single(column => column.Name == "Title").Type);
        Assert.Equal(["House", "Techno", "Disco"], source.Columns.Single(column => column.Name == "Genre").Options);
    }

    [Theory]
    [InlineData("2025-09-03")]
    [InlineData("2026-03-11")]
    public async Task TheOlderVersionIsSpokenToo(string version)
    {
        var notion = await _desk.ClientAsync(options => options with { Version = version });
        Assert.NotEmpty(await notion.QueryAsync(NotionDesk.Tracks, NotionQuery.All, default).ToListAsync());
        Assert.Equal(version, _desk.Calls[^1].Headers.Single(header => header.Key.Equals("Notion-Version", StringComparison.OrdinalIgnoreCase)).Value);
    }

    [Fact]
    public async Task AListIsReadToItsEndEachRowOnceAndCanBeReadAgain()
    {
        await SeedAsync("long", 250);
        var notion = await _desk.ClientAsync();
        var source = await SourceAsync(notion, "long");
        _desk.Forget();

        var rows = notion.QueryAsync(source, NotionQuery.All, default);

        Assert.Equal(250, await rows.Select(row => row.Id).Distinct().CountAsync());
        Assert.Equal(250, await rows.CountAsync());
        Assert.Equal(6, _desk.Calls.Count);
    }

    [Fact]
    public async Task WhatIsEmptyIsNoFailure()
    {
        var notion = await _desk.ClientAsync();
        var nothing = new NotionQuery { Filter = Filter.Where("Title", "title", "equals", "no such title") };
        Assert.Empty(await notion.QueryAsync(NotionDesk.Tracks, nothing, default).ToListAsync());
    }

    [Fact]
    public async Task RowsAreChosenSortedAndNarrowed()
    {
        var notion = await _desk.ClientAsync();
        var query = new NotionQuery
        {
            Filter = Filter.And(
                Filter.EditedSince(DateTimeOffset.UnixEpoch),
                Filter.Or(Filter.Where("Title", "title", "equals", "Kiln"), Filter.Where("Title", "title", "equals", "Paper Lanterns"))),
            Sorts = [Sort.By("Title", descending: true)],
            Properties = ["title"],
        };

        var rows = await notion.QueryAsync(NotionDesk.Tracks, query, default).ToListAsync();

        Assert.Equal(["Paper Lanterns", "Kiln"], rows.Select(row => PropertyForms.Title.Read(row.Property("Title"))).Distinct());
        Assert.All(rows, row => Assert.Equal("Title", Assert.Single(row.Properties.EnumerateObject()).Name));
    }

    [Fact]
    public async Task SearchFindsADataSourceByItsTitle()
    {
        var notion = await _desk.ClientAsync();
        var found = await notion.SearchAsync("music tracks", "data_source", default).ToListAsync();
        Assert.Equal(NotionDesk.Tracks, Assert.Single(found).GetProperty("id").GetString());
    }

    [Fact]
    public async Task ARelationOfMoreThan25IsReadWhole()
    {
        await SeedAsync("many", 30);
        var notion = await _desk.ClientAsync();
        var ids = await notion.QueryAsync(await SourceAsync(notion, "many"), NotionQuery.All, default).Select(row => row.Id).ToListAsync();
        await SeedAsync("links", 0, "Rows : relation : many");
        var links = await SourceAsync(notion, "links");
        var made = await notion.CreateAsync(new(links, new Dictionary<string, JsonObject> { ["Rows"] = PropertyForms.Relation.Write(new(ids)) }), default);

        var shown = PropertyForms.Relation.Read(made.Property("Rows"));
        var whole = await notion.ListPropertyAsync(made.Id, made.Property("Rows").GetProperty("id").GetString()!, default).ToListAsync();

        Assert.Equal((25, true), (shown.Ids.Count, shown.HasMore));
        Assert.Equal(ids.Order(), whole.Select(item => item.GetProperty("relation").GetProperty("id").GetString()).Order());
    }

    [Fact]
    public async Task ATableBeyondTheCapIsToldNotTakenForWhole()
    {
        await SeedAsync("huge", 10_050);
        var notion = await _desk.ClientAsync();
        var source = await SourceAsync(notion, "huge");
        var read = 0;

        var cut = await Assert.ThrowsAsync<NotionIncompleteException>(async () =>
        {
            await foreach (var row in notion.QueryAsync(source, NotionQuery.All, default))
            {
                read++;
            }
        });

        Assert.Equal((10_000, NotionIncompleteException.RowCap), (read, cut.Reason));
    }

    Task SeedAsync(string key, int rows, params string[] columns) => SandboxSeed.TableAsync(sandbox.Host, key, rows, columns);

    static async Task<string> SourceAsync(NotionClient notion, string title) =>
        (await notion.SearchAsync(title, "data_source", default).FirstAsync()).GetProperty("id").GetString()!;
}
