using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace Cratehand.Sandbox.Tests.Hosting;

public class SandboxHostTests
{
    [Fact]
    public async Task TheFirstLineNamesWhatIsThereAndNullForTheRest()
    {
        await using var host = await SandboxHost.StartAsync(new() { FrozenAt = Desk.Noon }, w => [new Cratehand.Sandbox.Notion.NotionStandIn(w)]);

        var line = host.Describe();

        Assert.StartsWith("http://127.0.0.1:", (string?)line["notion"]);
        Assert.Null(line["media"]);
        Assert.True(line.ContainsKey("spotifyAccounts"));
        Assert.Equal("da7aba5e-0000-4000-8000-000000000001", (string?)line["databases"]!["agentTasks"]);
        Assert.StartsWith("ntn_", (string?)line["tokens"]!["notion"]);
    }

    [Fact]
    public async Task AdvanceMovesTheClockAndRefusesToGoBack()
    {
        await using var desk = await Desk.OpenAsync();

        await desk.ControlAsync("advance", """{"seconds":90}""");
        Assert.Equal(Desk.Noon.AddSeconds(90), desk.World.Clock.GetUtcNow());

        var (status, body) = await desk.ControlAsync("advance", """{"to":"2025-01-01T00:00:00Z"}""");
        Assert.Equal((400, "Time goes forward only."), (status, (string?)body["error"]));
    }

    [Fact]
    public async Task AnInjectedFaultSpoilsOneAnswerAndIsInTheLog()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ControlAsync("faults", """{"provider":"notion","status":529,"headers":{"Retry-After":"7"}}""");

        using var spoiled = await desk.Http.GetAsync(desk.Host.Address("notion") + "/v1/users/me");
        var (next, _) = await desk.CallAsync("GET", "/v1/users/me");

        Assert.Equal((529, "7", 200), ((int)spoiled.StatusCode, spoiled.Headers.GetValues("Retry-After").Single(), next));
        Assert.Equal(["status 529", null], desk.World.Calls.Since().Select(c => c.Fault));
        Assert.Contains("service_overload", desk.World.Calls.Since()[0].AnswerBody);
    }

    [Fact]
    public async Task ADroppedCallAfterItsEffectHasDoneItsWork()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ControlAsync("faults", """[{"method":"POST","path":"/v1/pages","drop":true,"afterEffect":true}]""");

        await Assert.ThrowsAsync<HttpRequestException>(() => desk.TrackAsync("Lost answer"));

        var (_, state) = await desk.ControlAsync("state");
        Assert.Contains("Lost answer", state["notion"]!["pages"]!.ToJsonString());
    }

    [Fact]
    public async Task ACredentialIsKeptByItsLastFourCharactersOnly()
    {
        await using var desk = await Desk.OpenAsync(new() { NotionToken = "ntn_a-real-secret-1234" });
        await desk.CallAsync("GET", "/v1/users/me");

        var (_, calls) = await desk.ControlAsync("calls");

        Assert.Equal("1234", (string?)calls["calls"]![0]!["token"]);
        Assert.DoesNotContain("real-secret", calls.ToJsonString());
    }

    [Fact]
    public async Task WhatNobodyCanDoIsToldWhy()
    {
        await using var desk = await Desk.OpenAsync();

        var (_, unknown) = await desk.ControlAsync("seed", """{"deezer":{}}""");
        var (status, liked) = await desk.ControlAsync("like", """{"source":"notion"}""");

        Assert.Contains("no 'deezer'", (string?)unknown["error"]);
        Assert.Equal(400, status);
        Assert.Contains("Nothing was liked", (string?)liked["error"]);
    }

    [Fact]
    public async Task AHoleInAStandInIsSaidAloudAndLogged()
    {
        await using var host = await SandboxHost.StartAsync(new() { FrozenAt = Desk.Noon }, _ => [new Broken()]);
        using var http = new HttpClient();

        using var answer = await http.GetAsync(host.Address("media") + "/anything");

        Assert.Equal(500, (int)answer.StatusCode);
        Assert.Contains("a hole", host.World.Calls.Since()[0].AnswerBody);
    }

    [Fact]
    public async Task TheStateFileCarriesAWorldFromOneStartToTheNext()
    {
        var file = Path.Combine(Path.GetTempPath(), $"sandbox-{Guid.NewGuid()}.json");
        await using (var first = await Desk.OpenAsync(new() { StateFile = file }))
        {
            await first.TrackAsync("Kept");
        }

        await using var second = await Desk.OpenAsync(new() { StateFile = file });
        var (_, found) = await second.CallAsync("POST", "/v1/search", JsonNode.Parse("""{"query":"Kept"}"""));
        File.Delete(file);

        Assert.Single(found["results"]!.AsArray());
    }

    sealed class Broken : IStandIn
    {
        public string Name => "media";

        public void Map(WebApplication app) => app.MapGet("/anything", _ => throw new InvalidOperationException("a hole"));

        public JsonNode State() => new JsonObject();

        public Task SeedAsync(JsonNode seed) => Task.CompletedTask;
    }
}
