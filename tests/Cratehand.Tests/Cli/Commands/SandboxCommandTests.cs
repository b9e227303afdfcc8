using System.Text.Json;
using System.Text.RegularExpressions;
using Cratehand.Cli;
using Cratehand.Tests.Support;

namespace Cratehand.Tests.Cli.Commands;

public sealed partial class SandboxCommandTests : IDisposable
{
    readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task TheFirstLineOfJsonIsTheContract()
    {
        var line = JsonDocument.Parse(await OutputAsync("sandbox", "--json")).RootElement;

        Assert.All(
            ["notion", "spotify", "spotifyAccounts", "soundcloud", "soundcloudAuth", "media", "control"],
            (string door) => Assert.StartsWith("http://127.0.0.1:", line.GetProperty(door).GetString(), StringComparison.Ordinal));
        Assert.All(["notion", "spotify", "soundcloud"], (string name) => Assert.NotEmpty(line.GetProperty("tokens").GetProperty(name).GetString()!));
        Assert.All(["agentTasks", "tracks", "artists", "playlists"], (string name) => Assert.True(Guid.TryParse(line.GetProperty("databases").GetProperty(name).GetString(), out _)));
    }

    [Fact]
    public async Task TheScreenFitsAndWhatItSaysToCopyWorks()
    {
        var screen = await OutputAsync("sandbox");
        Assert.InRange(screen.Split('\n').Length, 15, 40);

        foreach (Match export in Export().Matches(screen))
        {
            _home.Environment[export.Groups["name"].Value] = export.Groups["value"].Value;
        }

        var read = _home.Read();
        Assert.Empty(read.Problems);
        Assert.Equal(_home.Environment["CRATEHAND__NOTION__BASEADDRESS"], read["Notion:BaseAddress"].Value);
        Assert.StartsWith("127.0.0.1:", read["Acquire:Hosts"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APortThatCannotBeIsToldAtOnce()
    {
        Assert.Equal(ExitCode.Usage, await _home.RunAsync("sandbox", "--port", "70000"));
        Assert.Contains("65529", _home.Error.ToString(), StringComparison.Ordinal);
    }

    // It is told to end before it begins; it opens, says what it has to say, and ends.
    async Task<string> OutputAsync(params string[] args)
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        Assert.Equal(ExitCode.Done, await _home.RunAsync(CommandList.Today(), stopped.Token, args));
        return _home.Out.ToString();
    }

    [GeneratedRegex(@"export (?<name>\S+)=(?<value>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Export();
}
