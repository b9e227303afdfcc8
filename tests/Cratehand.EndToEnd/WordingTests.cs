using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>What a person reads is written for people.</summary>
public sealed class WordingTests(Studio studio) : IDisposable
{
    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task AFailureThatIsFinalIsSaidToBeSo()
    {
        var ran = await _rig.RunAsync("sync", _rig.Write("empty.wav", []));

        Assert.Equal(1, ran.ExitCode);
        Assert.Matches("warning: Attempt 1 of sync-track [0-9a-f-]{36} failed; it is not tried again ", ran.Error);
        Assert.DoesNotContain("null", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATrackWithoutAnArtistIsCalledByItsTitleAlone()
    {
        (await _rig.SyncAsync(_rig.Own(await studio.WavAsync(Studio.Brief), "Untold.wav"))).Ends(0, "filed");

        var lines = (await _rig.RunAsync("why", "Untold")).Output.Split('\n');

        Assert.Equal("Untold", lines[0]);
    }
}
