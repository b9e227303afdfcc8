using System.Text.Json.Nodes;
using Cratehand.Sandbox.Tests.Support;

namespace Cratehand.Sandbox.Tests.Notion;

public class WorkspaceTests
{
    [Fact]
    public async Task RowsOfADatabaseThatIsNoLongerSharedAreNotFound()
    {
        await using var desk = await Desk.OpenAsync();
        var page = await desk.TrackAsync("Gone");

        await desk.ControlAsync("seed", """{"notion":{"hide":["da7aba5e-0000-4000-8000-000000000002"]}}""");

        var (status, answer) = await desk.CallAsync("GET", $"/v1/pages/{page["id"]}");
        Assert.Equal((404, "object_not_found"), (status, (string?)answer["code"]));
        var (query, _) = await desk.CallAsync("POST", $"/v1/data_sources/{Desk.Tracks}/query", new JsonObject());
        Assert.Equal(404, query);
    }

    [Fact]
    public async Task TheSameCallsGiveTheSameIds()
    {
        await using var one = await Desk.OpenAsync();
        await using var other = await Desk.OpenAsync();

        Assert.Equal((string?)(await one.TrackAsync("Twin"))["id"], (string?)(await other.TrackAsync("Twin"))["id"]);
    }
}
