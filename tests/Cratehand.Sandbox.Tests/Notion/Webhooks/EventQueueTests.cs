using System.Text.Json.Nodes;
using Cratehand.Sandbox.Tests.Support;

namespace Cratehand.Sandbox.Tests.Notion.Webhooks;

public class EventQueueTests
{
    [Fact]
    public async Task WhatWasMadeAndThrownAwayWithinTheWindowIsNeverTold()
    {
        await using var hook = await Receiver.OpenAsync();
        await using var desk = await SubscribedAsync(hook);
        var page = await desk.TrackAsync("Short-lived");
        await desk.CallAsync("PATCH", $"/v1/pages/{page["id"]}", JsonNode.Parse("""{"in_trash":true}"""));

        await desk.ControlAsync("advance", """{"seconds":600}""");

        Assert.Empty(hook.Types);
    }

    [Fact]
    public async Task AnEditByTheOwnerNamesAPersonAndOneOfOursTheBot()
    {
        await using var hook = await Receiver.OpenAsync();
        await using var desk = await SubscribedAsync(hook);
        var page = await desk.TrackAsync("Whose");
        await desk.ControlAsync("advance", """{"seconds":60}""");
        await desk.ControlAsync("seed", $$$"""{"notion":{"edits":[{"page":"{{{page["id"]}}}","values":{"Tempo":128}}]}}""");
        await desk.ControlAsync("advance", """{"seconds":60}""");

        Assert.Equal(["page.created", "page.properties_updated"], hook.Types);
        Assert.Equal(["bot", "person"], hook.Got.Skip(1).Select(g => (string?)g["authors"]![0]!["type"]));
    }

    [Fact]
    public async Task OnlyTheTypesAskedForAreTold()
    {
        await using var hook = await Receiver.OpenAsync();
        await using var desk = await SubscribedAsync(hook, """,["comment.created"]""");
        var page = await desk.TrackAsync("Quiet");
        await desk.CallAsync("POST", "/v1/comments", JsonNode.Parse($$$"""{"parent":{"page_id":"{{{page["id"]}}}"},"rich_text":[{"text":{"content":"hm"}}]}"""));

        await desk.ControlAsync("advance", """{"seconds":60}""");

        Assert.Equal(["comment.created"], hook.Types);
    }

    [Fact]
    public async Task AnUnwillingReceiverCannotSubscribe()
    {
        await using var hook = await Receiver.OpenAsync();
        hook.Answer = 404;
        await using var desk = await Desk.OpenAsync();

        var (status, body) = await desk.ControlAsync("seed", new JsonObject { ["notion"] = new JsonObject { ["subscribe"] = new JsonObject { ["url"] = hook.Url } } }.ToJsonString());

        Assert.Equal(400, status);
        Assert.Contains("404", (string?)body["error"]);
    }

    static async Task<Desk> SubscribedAsync(Receiver hook, string types = "")
    {
        var desk = await Desk.OpenAsync();
        var wanted = new JsonObject { ["url"] = hook.Url, ["types"] = types.Length > 0 ? JsonNode.Parse(types[1..]) : null };
        await desk.ControlAsync("seed", new JsonObject { ["notion"] = new JsonObject { ["subscribe"] = wanted } }.ToJsonString());
        var token = (string)hook.Got.First()["verification_token"]!;
        await desk.ControlAsync("seed", new JsonObject { ["notion"] = new JsonObject { ["verify"] = new JsonObject { ["token"] = token } } }.ToJsonString());
        return desk;
    }
}
