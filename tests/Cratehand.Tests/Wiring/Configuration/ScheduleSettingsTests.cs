using Cratehand.Cli;
using Cratehand.Tests.Support;

namespace Cratehand.Tests.Wiring.Configuration;

/// <summary>What the environment says of the music sync, as the start takes it or refuses it.</summary>
[Scenario("S9")]
public sealed class ScheduleSettingsTests : IDisposable
{
    readonly TestHome _home = new();

    public ScheduleSettingsTests() => _home.Environment["TZ"] = "UTC";

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("MUSIC_SYNC_SCHEDULE=60 * * * *", "MusicSync:Schedule must be", "'60' is no minute: it must be from 0 to 59.")]
    [InlineData("MUSIC_SYNC_SCHEDULE=0 0 */6 * * *", "MusicSync:Schedule must be", "Did you mean '0 */6 * * *'?")]
    [InlineData("MUSIC_SYNC_SCHEDULE=@hourl", "MusicSync:Schedule must be", "Did you mean @hourly?")]
    [InlineData("MUSIC_SYNC_SCHEDULE=6h", "MusicSync:Schedule must be", "Did you mean '@every 6h'?")]
    [InlineData("MUSIC_SYNC_SCHEDULE=0 0 31 2 *", "MusicSync:Schedule must be", "never comes")]
    [InlineData("MUSIC_SYNC_SCHEDULE=@every 10s", "MusicSync:Schedule (@every 10s) comes after 10 s", "Schedules:MinimumSeconds is 60")]
    [InlineData("MUSIC_SYNC_INTERVAL=6h", "MusicSync:Interval must be a whole number of seconds", "Did you mean 21600?")]
    [InlineData("MUSIC_SYNC_INTERVAL=0", "MusicSync:Interval must be", "Six hours are 21600.")]
    [InlineData("MUSIC_SYNC_INTERVAL=-1", "MusicSync:Interval must be", "Six hours are 21600.")]
    [InlineData("MUSIC_SYNC_INTERVAL=soon", "MusicSync:Interval must be", "Six hours are 21600.")]
    [InlineData("MUSIC_SYNC_INTERVAL=30", "MusicSync:Interval (30) comes after 30 s", "Schedules:MinimumSeconds is 60")]
    [InlineData("MUSIC_SYNC_INTERVAL=3600;MUSIC_SYNC_SCHEDULE=0 */6 * * *", "('0 */6 * * *')", "3600 s, which is '@every 1h') mean two things. Change one of the two.")]
    [InlineData("MUSIC_SYNC_ENABLED=maybe", "MusicSync:Enabled must be true or false", "default: true")]
    [InlineData("TZ=Europe/Berln", "Schedules:Zone must be a time zone like Europe/Berlin", "Did you mean Europe/Berlin?")]
    [InlineData("CRATEHAND__SCHEDULES__ZONE=Berlin", "Schedules:Zone must be", "Did you mean Europe/Berlin?")]
    [InlineData("CRATEHAND__SCHEDULES__ZONE=Mars/Olympus_Mons_Caldera", "Schedules:Zone must be", "area and city")]
    [InlineData("CRATEHAND__SCHEDULES__LIBRARYSCAN=nightly", "Schedules:LibraryScan must be", "is no schedule")]
    [InlineData("CRATEHAND__SCHEDULES__OVERLAP=both", "Schedules:Overlap must be one of skip, buffer-one, cancel-previous", "default: skip")]
    [InlineData("CRATEHAND__SCHEDULES__MISSED=all", "Schedules:Missed must be one of once, skip", "default: once")]
    public async Task NonsenseStopsTheStartAndNamesTheWayOut(string environment, string what, string fix)
    {
        Set(environment);
        Assert.Equal(ExitCode.Usage, await _home.RunAsync("schedules", "next"));
        Assert.Contains(what, _home.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(fix, _home.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_home.Out.ToString());
    }

    [Theory]
    [InlineData("", "@every 10m")]
    [InlineData("MUSIC_SYNC_SCHEDULE=0 */6 * * *", "0 */6 * * *")]
    [InlineData("MUSIC_SYNC_INTERVAL=21600", "@every 21600s")]
    [InlineData("MUSIC_SYNC_INTERVAL=21600;MUSIC_SYNC_SCHEDULE=0 */6 * * *", "0 */6 * * *")]
    [InlineData("MUSIC_SYNC_INTERVAL=21600;MUSIC_SYNC_SCHEDULE=0 */6 * * *;TZ=Asia/Kolkata", "0 */6 * * *")]
    [InlineData("MUSIC_SYNC_SCHEDULE=@daily;TZ=:Europe/Berlin", "@daily")]
    [InlineData("MUSIC_SYNC_SCHEDULE=@daily;TZ=CET-1CEST,M3.5.0,M10.5.0/3", "@daily")] // the system's own dialect is left to the system
    public async Task WhatMakesSenseIsTaken(string environment, string text)
    {
        Set(environment);
        Assert.Equal(ExitCode.Done, await _home.RunAsync("schedules", "list"));
        Assert.Contains($"music-sync\t{text}\t", _home.Out.ToString(), StringComparison.Ordinal);
        Assert.Empty(_home.Error.ToString());
    }

    void Set(string environment)
    {
        foreach (var pair in environment.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
        {
            _home.Environment[pair[0]] = pair[1];
        }
    }
}
