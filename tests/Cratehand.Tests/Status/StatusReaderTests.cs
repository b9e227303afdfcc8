using System.Text.Json;
using Cratehand.Cli;
using Cratehand.Jobs;
using Cratehand.Music.Syncing;
using Cratehand.Tests.Support;
using Cratehand.Wiring;
using Cratehand.Wiring.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Tests.Status;

public sealed class StatusReaderTests : IDisposable
{
    readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task WhatWaitsIsShownFirstDueFirst()
    {
        await EnqueueAsync("/music/later.wav", TimeSpan.FromMinutes(5));
        await EnqueueAsync("/music/soon.wav", TimeSpan.FromMinutes(1));

        var status = await StatusAsync();

        Assert.Equal(["/music/soon.wav", "/music/later.wav"], status.GetProperty("next").EnumerateArray().Select(run => run.GetProperty("what").GetString()));
        Assert.Equal("""{"scheduled":2}""", status.GetProperty("jobs").GetRawText());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("lastSuccess").ValueKind);
    }

    [Fact]
    public async Task AProviderThatIsSetUpAndNotSignedInNeedsYouAndOthersDoNot()
    {
        _home.Environment["SPOTIFY_CLIENT_ID"] = "some-app";
        await EnqueueAsync("/music/any.wav", TimeSpan.Zero);

        var need = Assert.Single((await StatusAsync()).GetProperty("needsYou").EnumerateArray());

        Assert.Equal("sign-in", need.GetProperty("kind").GetString());
        Assert.Equal("cratehand auth spotify", need.GetProperty("how").GetString());
    }

    [Fact]
    public async Task OnATerminalItReadsAsSentences()
    {
        await EnqueueAsync("/music/Artist - Song.wav", TimeSpan.FromMinutes(5));

        Assert.Equal(ExitCode.Done, await _home.RunAsync("status"));

        Assert.Contains("daemon        not running", _home.Out.ToString());
        Assert.Contains("next          Artist - Song.wav, in 5 min\n", _home.Out.ToString());
        Assert.Contains("library       0 tracks in 0 files\n", _home.Out.ToString());
        Assert.Contains("schedule      library-scan 30 3 * * *, next in ", _home.Out.ToString());
    }

    async Task EnqueueAsync(string input, TimeSpan after)
    {
        var clock = new FakeTimeProvider();
        using var crate = await Crate.OpenAsync(SettingsBinder.Bind(_home.Read()), clock, NullLoggerFactory.Instance, CancellationToken.None);
        await crate.Queue.EnqueueAsync(new SyncTrack(input), new EnqueueOptions(new Trigger(TriggerKind.Manual), input, clock.GetUtcNow() + after));
    }

    async Task<JsonElement> StatusAsync()
    {
        Assert.Equal(ExitCode.Done, await _home.RunAsync("status", "--json"));
        return JsonDocument.Parse(_home.Out.ToString()).RootElement;
    }
}
