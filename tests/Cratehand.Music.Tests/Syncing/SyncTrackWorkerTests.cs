using Cratehand.Music.Syncing;
using Cratehand.Music.Tests.Support;
using Cratehand.Sandbox.Media;

namespace Cratehand.Music.Tests.Syncing;

public class SyncTrackWorkerTests
{
    static readonly Piece Tune = new(Bpm: 126, Tonic: 9, IsMinor: true, Seconds: 20);

    [Fact]
    public async Task AFileEndsOnTheShelfWithItsMeasurements()
    {
        await using var world = await FilingWorld.StartAsync();
        var job = await world.SyncAsync(world.DropPiece("The Sine Waves - Loopback (Extended Mix).wav", Tune));

        Assert.True(job.Reason is null, job.Reason);
        var receipt = job.ResultAs<Receipt>()!;
        Assert.Equal(TrackOutcome.Filed, receipt.Outcome);
        Assert.Equal(["The Sine Waves/The Sine Waves - Loopback (Extended Mix).aiff"], world.Shelf());
        Assert.Equal("Am", receipt.Measured!.Key);
        Assert.InRange(receipt.Measured.Bpm!.Value, 125, 127);
    }
}
