using System.Text.Json;
using Cratehand.Cli;
using Cratehand.Sandbox;
using Cratehand.Sandbox.Hosting;
using Cratehand.Tests.Support;

namespace Cratehand.Tests.Cli.Commands.Notion;

public sealed class CheckCommandTests : IDisposable
{
    readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task WithoutATokenTheWayToOneIsToldAndNothingIsAsked()
    {
        Assert.Equal(ExitCode.Usage, await _home.RunAsync("notion", "check"));
        Assert.Contains("NOTION_TOKEN", _home.Error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_home.Data));
    }

    [Fact]
    public async Task AGoodTokenSaysWhoseItIs()
    {
        await using var sandbox = await OpenAsync();
        Assert.Equal(ExitCode.Done, await _home.RunAsync("notion", "check", "--json"));
        var answer = JsonDocument.Parse(_home.Out.ToString()).RootElement;
        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Equal("Sandbox", answer.GetProperty("workspace").GetString());
    }

    [Fact]
    public async Task ABadTokenIsToldAndShownNowhere()
    {
        await using var sandbox = await OpenAsync();
        _home.Environment["NOTION_TOKEN"] = "ntn_planted0815";
        Assert.Equal(ExitCode.Failed, await _home.RunAsync("notion", "check", "--json"));

        Assert.Equal("sign-in-needed", JsonDocument.Parse(_home.Out.ToString()).RootElement.GetProperty("failure").GetString());
        var logs = Directory.Exists(_home.Data + "/logs") ? string.Concat(Directory.GetFiles(_home.Data + "/logs").Select(File.ReadAllText)) : "";
        Assert.DoesNotContain("planted0815", _home.Out + _home.Error.ToString() + logs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARestIsToldWithItsEnd()
    {
        await using var sandbox = await OpenAsync();
        sandbox.World.Faults.Add(new Fault { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "7200" } });
        Assert.Equal(ExitCode.Failed, await _home.RunAsync("notion", "check"));
        Assert.Equal(ExitCode.Failed, await _home.RunAsync("notion", "check"));
        Assert.Contains("02:00:00 UTC", _home.Error.ToString(), StringComparison.Ordinal);
        Assert.Single(sandbox.World.Calls.Since());
    }

    async Task<SandboxHost> OpenAsync()
    {
        var sandbox = await SandboxHost.StartAsync(new SandboxOptions(), StandIns.All);
        _home.Environment["CRATEHAND__NOTION__BASEADDRESS"] = sandbox.Address("notion")!;
        _home.Environment["NOTION_TOKEN"] = sandbox.World.Options.NotionToken;
        return sandbox;
    }
}
