using System.Text.Json;
using Cratehand.Cli;
using Cratehand.Tests.Support;

namespace Cratehand.Tests.Cli.Commands.Schedules;

/// <summary>The commands, on a clock that stands at midnight of 2000-01-01 in UTC.</summary>
public sealed class ScheduleCommandTests : IDisposable
{
    readonly TestHome _home = new();

    public ScheduleCommandTests()
    {
        _home.Environment["TZ"] = "Europe/Berlin";
        _home.Environment["MUSIC_SYNC_SCHEDULE"] = "0 */6 * * *";
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task TheNextFiveAreGivenByTheOwnersClock()
    {
        var items = (await JsonAsync("schedules", "next")).EnumerateArray().ToList();
        Assert.Equal(["music-sync", "library-scan"], items.Select(item => item.GetProperty("schedule").GetString()));
        Assert.Equal(
            ["2000-01-01T06:00:00+01:00", "2000-01-01T12:00:00+01:00", "2000-01-01T18:00:00+01:00", "2000-01-02T00:00:00+01:00", "2000-01-02T06:00:00+01:00"],
            items[0].GetProperty("due").EnumerateArray().Select(due => due.GetString()));
    }

    [Fact]
    public async Task APauseIsKeptWithItsReasonUntilItIsResumed()
    {
        Assert.Equal(ExitCode.Done, await _home.RunAsync("schedules", "pause", "music-sync", "--reason", "on tour"));
        var paused = (await JsonAsync("schedules", "list")).GetProperty("items")[0];
        Assert.Equal(ExitCode.Done, await _home.RunAsync("schedules", "resume", "music-sync"));
        var said = _home.Out.ToString();
        var resumed = (await JsonAsync("schedules", "list")).GetProperty("items")[0];

        Assert.Equal(("paused", "paused: on tour", JsonValueKind.Null), (Text(paused, "state"), Text(paused, "reason"), paused.GetProperty("next").ValueKind));
        Assert.Equal(("on", "well", "2000-01-01T06:00:00+01:00"), (Text(resumed, "state"), Text(resumed, "health"), Text(resumed, "next")));
        Assert.Contains("music-sync runs again; next at 2000-01-01 06:00 +01:00.", said, StringComparison.Ordinal);
    }

    [Fact]
    [Scenario("S9")]
    public async Task SwitchedOffItRunsOnlyByForce()
    {
        _home.Environment["MUSIC_SYNC_ENABLED"] = "false";
        var next = (await JsonAsync("schedules", "next"))[0];
        Assert.Equal(ExitCode.Usage, await _home.RunAsync("schedules", "run", "music-sync"));
        Assert.Contains("music-sync is switched off by MusicSync:Enabled (MUSIC_SYNC_ENABLED). Run it all the same: cratehand schedules run music-sync --force", _home.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await _home.RunAsync("schedules", "run", "music-sync", "--force", "--dry-run"));

        Assert.Equal(0, next.GetProperty("due").GetArrayLength());
        Assert.Equal("switched off by MusicSync:Enabled (MUSIC_SYNC_ENABLED)", Text(next, "reason"));
        Assert.Contains("dry run: a run of 'detect-tracks' would be put on record", _home.Out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schedules run music-snyc", "There is no schedule 'music-snyc'. Did you mean 'music-sync'?")]
    [InlineData("schedules pause everything", "There are: music-sync, library-scan.")]
    [InlineData("schedules install", "Say where: --cron (the crontab of this user) or --systemd (a timer).")]
    [InlineData("schedules uninstall --cron --systemd", "Say where:")]
    public async Task WhatCannotBeDoneIsTold(string line, string words)
    {
        Assert.Equal(ExitCode.Usage, await _home.RunAsync(line.Split(' ')));
        Assert.Contains(words, _home.Error.ToString(), StringComparison.Ordinal);
    }

    async Task<JsonElement> JsonAsync(params string[] line)
    {
        _home.Out.GetStringBuilder().Clear();
        Assert.Equal(ExitCode.Done, await _home.RunAsync([.. line, "--json"]));
        var answer = JsonDocument.Parse(_home.Out.ToString()).RootElement;
        _home.Out.GetStringBuilder().Clear();
        return answer;
    }

    static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
