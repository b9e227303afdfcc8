using System.Text.Json;
using Cratehand.Cli;
using Cratehand.Tests.Support;

namespace Cratehand.Tests.Cli.Commands;

public sealed class DoctorCommandTests : IDisposable
{
    readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task AfterInitAllIsWell()
    {
        await _home.RunAsync("init");
        Assert.Equal(ExitCode.Done, await _home.RunAsync("doctor"));
        Assert.EndsWith("All is well.\n", _home.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsWrongHasItsShapeInJson()
    {
        _home.Tools.Missing.Add("bpm");
        Assert.Equal(ExitCode.Failed, await _home.RunAsync("doctor", "--json"));

        var answer = JsonDocument.Parse(_home.Out.ToString()).RootElement;
        var bpm = answer.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "bpm");
        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Equal("""{"name":"bpm","ok":false,"cause":"bpm was not found.","fix":"Install it (Debian: apt install bpm-tools), or set Tools:Bpm to its path."}""", bpm.GetRawText());
    }

    [Fact]
    public async Task AWrongConfigurationIsAFindingAmongOthers()
    {
        _home.Environment["CRATEHAND__TEMPO__MIN"] = "slow";
        await _home.RunAsync("doctor");
        Assert.Contains("FAIL configuration: Tempo:Min must be", _home.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("ok   ffmpeg: ffmpeg version 5.1.9", _home.Out.ToString(), StringComparison.Ordinal);
    }
}
