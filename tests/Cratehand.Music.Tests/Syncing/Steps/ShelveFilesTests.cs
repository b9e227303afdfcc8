using Cratehand.Music.Syncing;
using Cratehand.Music.Tests.Support;
using Cratehand.Sandbox.Media;

namespace Cratehand.Music.Tests.Syncing.Steps;

public sealed class ShelveFilesTests
{
    [Fact]
    public async Task TwoFormatsWithOneEndingLieBesideEachOther()
    {
        await using var world = await FilingWorld.StartAsync(options => options with { Formats = new() { Lossy = ["alac", "original"] } });
        var wav = world.DropPiece("One - Song.wav", new Piece(Bpm: 126, Tonic: 9, IsMinor: true, Seconds: 20));
        var given = Path.ChangeExtension(wav, ".m4a");
        Shell.Run("ffmpeg", "-nostdin", "-v", "error", "-y", "-i", wav, "-c:a", "aac", given);

        var receipt = await world.ReceiptAsync(new SyncTrack(given));

        Assert.Equal(TrackOutcome.Filed, receipt.Outcome);
        Assert.Equal(["One/One - Song (original).m4a", "One/One - Song.m4a"], world.Shelf().Order(StringComparer.Ordinal));
        Assert.Equal(["alac", "original"], receipt.Files.Select(file => file.Format));
        Assert.EndsWith("Song (original).m4a", receipt.Files[1].Path, StringComparison.Ordinal);
    }
}
