using System.Text.Json.Nodes;
using Cratehand.Music.Notion;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Notion;

/// <summary>The table that grew for years: 5,000 rows, 175 columns, names and types of its owner's own.</summary>
[Collection(nameof(Alone))]
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
        var (properties, bytes) = (0L, 0L);
        var heaps = new List<long>();
        await foreach (var row in notion.QueryAsync(source.Id, NotionQuery.All, default))
        {
            seen.Add(row.Id);
            properties += row.Properties.EnumerateObject().Count();
            bytes += row.Json.GetRawText().Length;
            if (seen.Count % 500 == 0)
            {
                heaps.Add(GC.GetTotalMemory(forceFullCollection: true) - OfTheCallLog());
            }
        }

        var growth = heaps.Max() - heaps[0];
        output.WriteLine($"{seen.Count} rows, {properties} properties, {bytes / Megabyte} MB of JSON in {_desk.Calls.Count} calls; heap {string.Join(' ', heaps.Select(heap => heap / Megabyte))} MB.");
        Assert.Equal((Rows, Rows * 175L, Rows / 100), (seen.Count, properties, _desk.Calls.Count));
        // Kept, the rows would be more than twice their text; what grows a little is the stand-in and the buffers both share.
        Assert.True(growth < bytes / 2, $"The heap grew by {growth / Megabyte} MB while {bytes / Megabyte} MB were read.");
    }

    // The stand-in lives in this process and keeps what it answered, as UTF-16.
    long OfTheCallLog() => _desk.Calls.Sum(call => 2L * (call.AnswerBody?.Length ?? 0));

    async Task SeedAsync() => await SandboxSeed.NotionAsync(sandbox.Host, new JsonObject
    {
        ["databases"] = new JsonArray(new JsonObject { ["key"] = "wide", ["title"] = "Wide table", ["columns"] = new JsonArray("Song : title", "Artist Name : rich_text", "BPM : rich_text") }),
        ["generate"] = new JsonArray(new JsonObject { ["database"] = "wide", ["rows"] = Rows, ["columns"] = 175, ["fillEvery"] = 5 }),
    });

    static async Task<string> IdAsync(NotionClient notion) =>
        (await notion.SearchAsync("Wide table", "data_source", default).FirstAsync()).GetProperty("id").GetString()!;
}
