using System.Text.Json.Nodes;
using Cratehand.Sandbox.Tests.Support;

namespace Cratehand.Sandbox.Tests.Notion.Seeding;

public class SeederTests
{
    [Fact]
    public async Task AWholeStateGoesOutAndComesBackTheSame()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.TrackAsync("Before");
        var (_, state) = await desk.ControlAsync("state");
        await desk.TrackAsync("After");

        await desk.ControlAsync("seed", new JsonObject { ["notion"] = state["notion"]!.DeepClone() }.ToJsonString());

        var (_, again) = await desk.ControlAsync("state");
        Assert.Equal(state["notion"]!.ToJsonString(), again["notion"]!.ToJsonString());
    }

    [Fact]
    public async Task RowsAndColumnsAreSeededInPlainWords()
    {
        await using var desk = await Desk.OpenAsync(new() { WithExamples = false });
        await desk.ControlAsync("seed", """
            {"notion":{"columns":{"database":"tracks","add":["BPM : rich_text","Mood : select : Calm|Wild"],"remove":["Tempo"]},
                       "rows":[{"database":"tracks","values":{"Title":"Seeded","BPM":"128","Mood":"Wild","Downloaded":true},"editedAt":"2026-01-09T08:30:15Z"}]}}
            """);

        var (_, found) = await desk.CallAsync("POST", $"/v1/data_sources/{Desk.Tracks}/query", new JsonObject());

        var row = Assert.Single(found["results"]!.AsArray())!;
        Assert.Equal("2026-01-09T08:30:00.000Z", (string?)row["last_edited_time"]);
        Assert.Equal("Wild", (string?)row["properties"]!["Mood"]!["select"]!["name"]);
        Assert.False(row["properties"]!.AsObject().ContainsKey("Tempo"));
    }

    [Fact]
    public async Task ABoardAsWideAsTheRealOneCanBeGenerated()
    {
        await using var desk = await Desk.OpenAsync(new() { WithExamples = false });

        await desk.ControlAsync("seed", """{"notion":{"generate":{"database":"agentTasks","rows":250,"columns":175}}}""");

        var (_, page) = await desk.CallAsync("POST", "/v1/data_sources/da7a50ce-0000-4000-8000-000000000001/query", new JsonObject());
        Assert.True((bool?)page["has_more"]);
        Assert.Equal(175, page["results"]![0]!["properties"]!.AsObject().Count);
    }

    [Fact]
    public async Task ASeedThatNamesNothingRealIsRefusedByName()
    {
        await using var desk = await Desk.OpenAsync();

        var (_, body) = await desk.ControlAsync("seed", """{"notion":{"rows":[{"database":"tracks","values":{"Nope":1}}]}}""");

        Assert.Contains("no column 'Nope'", (string?)body["error"]);
    }

    [Fact]
    public async Task ADatabaseAndAnAliasOfAColumnCanBeSeeded()
    {
        await using var desk = await Desk.OpenAsync();

        var (status, _) = await desk.ControlAsync("seed", """
            {"notion":{"databases":[{"key":"issues","title":"Issues+Questions","columns":["Name : title","Type : multi_select : Bug"]}],
                       "columns":[{"database":"tracks","rename":{"Title":"Name"}}],
                       "rows":[{"database":"issues","values":{"Name":"Broken","Type":["Bug"]}},{"database":"tracks","values":{"Name":"Renamed"}}]}}
            """);

        var (_, found) = await desk.CallAsync("POST", "/v1/search", JsonNode.Parse("""{"query":"renamed"}"""));
        Assert.Equal(200, status);
        Assert.Equal("title", (string?)found["results"]![0]!["properties"]!["Name"]!["type"]);
        Assert.Equal("Issues+Questions", (string?)desk.Host.Describe()["databases"]!["issues"] is { } id
            ? (string?)(await desk.CallAsync("GET", $"/v1/databases/{id}")).Body["title"]![0]!["plain_text"] : null);
    }
}
