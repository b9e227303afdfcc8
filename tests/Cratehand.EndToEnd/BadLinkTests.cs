using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>Links that lead to nothing, to trouble, or where they must not.</summary>
public sealed class BadLinkTests(Studio studio) : IAsyncLifetime
{
    readonly Rig _rig = new();
    TroubleHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await TroubleHost.StartAsync(await studio.WavAsync(Studio.Brief));
        _rig.Environment["CRATEHAND__ACQUIRE__HOSTS"] = _host.Listed;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _rig.Dispose();
    }

    [Fact]
    public async Task WhatIsNotThereIsUnavailableBecauseGone()
    {
        var item = (await _rig.SyncAsync(_host.Link("nowhere.wav"))).Ends(4, "unavailable");

        Assert.Equal("gone", item.Cause);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task AHostThatIsNotSwitchedOnIsNeverAskedAndTheSettingIsNamed()
    {
        _rig.Environment.Remove("CRATEHAND__ACQUIRE__HOSTS");

        var item = (await _rig.SyncAsync(_host.Link("whole.wav"))).Ends(4, "unavailable");

        Assert.Equal("blocked", item.Cause);
        Assert.Contains($"add {_host.Listed} to CRATEHAND__ACQUIRE__HOSTS", item.Reason);
        Assert.Empty(_host.Log);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task ARedirectToAPrivateAddressIsNotFollowed()
    {
        var item = (await _rig.SyncAsync(_host.Link("inside.wav"))).Ends(4, "unavailable");

        Assert.Equal("blocked", item.Cause);
        Assert.Contains("127.0.0.2", item.Reason);
        Assert.Equal(["127.0.0.1/inside.wav"], _host.Log);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task AServerThatStallsIsTriedAgainAndThenGivenUp()
    {
        _rig.Environment["CRATEHAND__ACQUIRE__STALLTIMEOUTSECONDS"] = "1";
        _rig.Environment["CRATEHAND__JOBS__MAXATTEMPTS"] = "2";

        var item = (await _rig.SyncAsync(_host.Link("stall.wav"))).Ends(1, "failed");

        Assert.Contains("sent nothing for 1 s", item.Reason);
        Assert.Equal(2, _host.Log.Count);
        await NothingIsLeftAsync();
    }

    async Task NothingIsLeftAsync()
    {
        Assert.Empty(_rig.Shelf.Files);
        Assert.Empty(_rig.Shelf.Strays);
        Assert.Empty(await _rig.TracksAsync());
    }
}
