using Cratehand.Jobs;
using Cratehand.Music.Audio;
using Cratehand.Music.Syncing;
using Cratehand.Music.Tests.Support;
using Sound = Cratehand.Music.Tests.Support.Sound;

namespace Cratehand.Music.Tests.Syncing.Steps;

public sealed class RenderAudioTests
{
    [Theory]
    [InlineData("quad", 4)]
    [InlineData("7.1", 8)]
    public async Task ChannelsThatAlacCannotHoldAreRefusedNotChanged(string layout, int channels)
    {
        var job = await SyncAsync("alac", "pan=" + layout + "|" + string.Join('|', Enumerable.Range(0, channels).Select(c => $"c{c}=c0")));

        Assert.Equal(JobState.Discarded, job.State);
        Assert.Contains($"a.wav: Its {channels} channels do not fit into ALAC", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SixChannelsFitIntoAlac() =>
        Assert.Equal(TrackOutcome.Filed, (await SyncAsync("alac", "pan=5.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0")).ResultAs<Receipt>()?.Outcome);

    // Tempo and key are heard in the mix of all; how loud that is, says nothing of the file.
    [Fact]
    public async Task OfSixChannelsNothingIsSaidThatWasMeasuredInTheirMix()
    {
        var loud = (await SyncAsync("wav", "pan=5.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0,volume=20dB,alimiter=level=false:limit=1")).ResultAs<Receipt>()!;

        Assert.Equal((null, null, null), (loud.Measured!.TruePeakDbtp, loud.Measured.LoudnessLufs, loud.Measured.Overs));
        Assert.DoesNotContain("over full scale", loud.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARateThatCannotBeMeasuredIsRefusedInWords()
    {
        var job = await SyncAsync("aiff", "aresample=384000");

        Assert.Equal((JobState.Discarded, "a.wav: Its sample rate of 384 kHz is outside 8 to 192 kHz: convert it first."), (job.State, job.Reason));
    }

    static async Task<Job> SyncAsync(string format, string filter)
    {
        await using var world = await FilingWorld.StartAsync(options => options with { Formats = new FormatOptions { Lossless = [format] } });
        return await world.SyncAsync(Sound.Make(Path.Combine(world.Drop, "a.wav"), 5, 44100, 2, "-af", filter));
    }
}
