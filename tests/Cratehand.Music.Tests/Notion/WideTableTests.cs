using System.Text.Json.Nodes;
using Cratehand.Music.Notion;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Notion;

/// <summary>The table that grew for years: 5,000 rows, 175 columns, names and types of its owner's own.</summary>
public sealed class WideTableTests(SandboxFixture sandbox, ITestOutputHelper output) : IClassFixture<SandboxFixture>, IDisposable
{
    const int Rows = 5000;
    const long Megabyte = 1_048_576;
    readonly NotionDesk _desk = new(sandbox.Host);

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task ItIsReadWholeWithFlatMemory()
    {
        await SeedAsync();
        var notion = await _desk.ClientAsync();
        var source = await notion.GetDataSourceAsync(await IdAsync(notion), default);
        Assert.Equal(175, source.Columns.Count);
        _desk.Forget();

        var seen = new HashSet<string>();
        var (properties, heap, first, bytes) = (0L, 0L, 0L, 0L);
        await foreach (var row in notion.QueryAsync(source.Id, NotionQuery.All, default))
        {
            seen.Add(row.Id);
            properties += row.Properties.EnumerateObject().Count();
            bytes += row.Json.GetRawText().Length;
            if (seen.Count % 500 == 0)
            {
                heap = Math.Max(heap, GC.GetTotalMemory(forceFullCollection: true));
                first = first == 0 ? heap : first;
            }
        }

        output.WriteLine($"{seen.Count} rows, {properties} properties, {bytes / Megabyte} MB of JSON in {_desk.Calls.Count} calls; heap {first / Megabyte} MB after 500 rows, at most {heap / Megabyte} MB.");
        Assert.Equal((Rows, Rows * 175L, Rows / 100), (seen.Count, properties, _desk.Calls.Count));
        // The stand-in's call log grows with each call in this same process; the rows themselves are many times that.
        Assert.True(heap - first < 20 * Megabyte, $"The heap grew from {first / Megabyte} MB to {heap / Megabyte} MB.");
        Assert.True(bytes > 60 * Megabyte, $"Only {bytes / Megabyte} MB were read; too few to prove anything.");
    }

    async Task SeedAsync() => await SandboxSeed.NotionAsync(sandbox.Host, new JsonObject
    {
        ["databases"] = new JsonArray(new JsonObject { ["key"] = "wide", ["title"] = "Wide table", ["columns"] = new JsonArray("Song : title", "Artist Name : rich_text", "BPM : rich_text") }),
        ["generate"] = new JsonArray(new JsonObject { ["database"] = "wide", ["rows"] = Rows, ["columns"] = 175, ["fillEvery"] = 5 }),
    });

    static async Task<string> IdAsync(NotionClient notion) =>
        (await notion.SearchAsync("Wide table", "data_source", default).FirstAsync()).GetProperty("id").GetString()!;
}
