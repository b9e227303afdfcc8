using Cratehand.Music.Audio.Measuring;
using Cratehand.Sandbox.Media;

namespace Cratehand.Music.Tests.Audio.Measuring;

public class ChromaMeterTests
{
    [Theory]
    [InlineData(440, 0, 90)]
    [InlineData(440, 20, 92)]
    [InlineData(440, -50, 85)]
    [InlineData(261.6256, 0, 0)]
    [InlineData(1975.533, 0, 110)]
    public void ATonesBinIsItsDistanceFromC(double hertz, double cents, int bin)
    {
        foreach (var sampleRate in new[] { 8_000, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000, 192_000 })
        {
            var bins = Chroma(Signals.Sine(hertz * Math.Pow(2, cents / 1200), -12, 1, sampleRate)).Bins;

            var distance = Math.Abs(Array.IndexOf(bins, bins.Max()) - bin);
            Assert.True(distance is <= 1 or 119, $"{sampleRate} Hz: {distance} bins off");
        }
    }

    [Fact]
    public void AToneAboveTheRangeHardlyFoldsBack()
    {
        // Weights go with the power 0.3: a sixth is 52 dB down.
        var limit = Chroma(Signals.Sine(1_500, -6, 1)).Bins.Max() / 6;

        Assert.All(Chroma(Signals.Sine(9_500, -6, 1)).Bins, bin => Assert.InRange(bin, 0, limit));
    }

    [Fact]
    public void SilenceAndDitherHaveNoPitch()
    {
        Assert.All(Chroma(Signals.Silence(2)).Bins, bin => Assert.Equal(0, bin));
        Assert.All(Chroma(Signals.WhiteNoise(-90, 2)).Bins, bin => Assert.Equal(0, bin));
    }

    static FineChroma Chroma(Sound sound)
    {
        var meter = new ChromaMeter(sound.SampleRate, sound.Channels);
        meter.Add(sound.Samples);
        return meter.Chroma();
    }
}
