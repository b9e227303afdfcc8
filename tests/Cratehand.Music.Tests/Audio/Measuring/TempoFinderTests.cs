using Cratehand.Music.Audio.Measuring;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Audio.Measuring;

public class TempoFinderTests
{
    [Theory]
    [InlineData(80, 44_100)]
    [InlineData(99.5, 48_000)]
    [InlineData(126, 44_100)]
    [InlineData(133.33, 96_000)]
    [InlineData(174, 22_050)]
    public void ClicksAreHeardAtTheirTempoToAFifthOfABeatPerMinute(double bpm, int rate)
    {
        var best = Find(Sound.Clicks(bpm, rate, 30), rate)[0];

        Assert.Equal(bpm, best.Bpm, 0.2);
        Assert.InRange(best.Fit, 0.4, 1.1);
    }

    [Fact]
    public void NeitherSilenceNorAMomentHasATempo()
    {
        Assert.Empty(Find(new float[44_100 * 20], 44_100));
        Assert.Empty(Find(Sound.Clicks(120, 44_100, 3), 44_100));
    }

    [Fact]
    public void BrokenSamplesDoNoHarm()
    {
        var clicks = Sound.Clicks(120, 44_100, 20);
        (clicks[1000], clicks[2000]) = (float.NaN, float.PositiveInfinity);

        Assert.Equal(120, Find(clicks, 44_100)[0].Bpm, 0.2);
    }

    static IReadOnlyList<TempoPeak> Find(float[] samples, int rate)
    {
        var meter = new ChromaMeter(rate, 1);
        meter.Add(samples);
        return TempoFinder.Find(meter.Onsets.Onsets, meter.Onsets.FramesPerSecond, 70, 190);
    }
}
