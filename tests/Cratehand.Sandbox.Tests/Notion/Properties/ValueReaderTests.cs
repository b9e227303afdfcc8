using System.Text.Json.Nodes;
using Cratehand.Sandbox.Tests.Support;

namespace Cratehand.Sandbox.Tests.Notion.Properties;

public class ValueReaderTests
{
    [Theory]
    [InlineData("Tempo", """{"number":"128"}""", "body.properties.Tempo.number should be a number or `null`, instead was `\"128\"`")]
    [InlineData("Downloaded", """{"checkbox":null}""", "body.properties.Downloaded.checkbox should be defined")]
    [InlineData("Label", """{"rich_text":"plain"}""", "body.properties.Label.rich_text should be an array, instead was `\"plain\"`")]
    [InlineData("Label", """{"rich_text":[{"text":{}}]}""", "body.properties.Label.rich_text[0].text.content should be defined")]
    [InlineData("Release Date", """{"date":{"start":"10.1.2026"}}""", "should be a valid ISO 8601 date string")]
    [InlineData("Artist", """{"relation":[{"id":"x"}]}""", "body.properties.Artist.relation[0].id should be a valid uuid")]
    [InlineData("Artwork", """{"files":[{"name":"x"}]}""", "external should be defined")]
    [InlineData("Genre", """{"select":{"name":"House, Techno"}}""", "commas not allowed")]
    [InlineData("Genre", """{}""", "Fix one:")]
    public async Task AValueThatCannotBeIsRefusedInNotionsWords(string property, string value, string words)
    {
        await using var desk = await Desk.OpenAsync();

        var answer = await desk.TrackAsync("Refused", new() { [property] = JsonNode.Parse(value) });

        Assert.Equal("validation_error", (string?)answer["code"]);
        Assert.Contains(words, (string?)answer["message"]);
    }

    [Theory]
    [InlineData("Tempo", """{"number":128}""", """{"number":null}""", "null")]
    [InlineData("Genre", """{"select":{"name":"House"}}""", """{"select":null}""", "null")]
    [InlineData("Release Date", """{"date":{"start":"2026-01-10"}}""", """{"date":null}""", "null")]
    [InlineData("Spotify URL", """{"url":"https://x.example"}""", """{"url":null}""", "null")]
    [InlineData("Label", """{"rich_text":[{"text":{"content":"x"}}]}""", """{"rich_text":[]}""", "[]")]
    [InlineData("Audio Processing", """{"multi_select":[{"name":"Tagged"}]}""", """{"multi_select":[]}""", "[]")]
    [InlineData("Artwork", """{"files":[{"name":"x","external":{"url":"https://x.example"}}]}""", """{"files":[]}""", "[]")]
    public async Task NullAndAnEmptyListClearAValue(string property, string first, string clearing, string left)
    {
        await using var desk = await Desk.OpenAsync();
        var page = await desk.TrackAsync("Cleared", new() { [property] = JsonNode.Parse(first) });

        var (_, cleared) = await desk.CallAsync("PATCH", $"/v1/pages/{page["id"]}",
            new JsonObject { ["properties"] = new JsonObject { [property] = JsonNode.Parse(clearing) } });

        var shown = cleared["properties"]![property]!;
        Assert.Equal(left, shown[(string)shown["type"]!]?.ToJsonString() ?? "null");
    }

    [Fact]
    public async Task AStatusIsNeverEmpty()
    {
        await using var desk = await Desk.OpenAsync();

        var page = await desk.TrackAsync("Status", new() { ["Filed State"] = JsonNode.Parse("""{"status":null}""") });

        Assert.Equal("Not Started", (string?)page["properties"]!["Filed State"]!["status"]!["name"]);
    }
}
