using Cratehand.Music.Audio.Measuring;
using Cratehand.Sandbox.Media;

namespace Cratehand.Music.Tests.Audio.Measuring;

/// <summary>The cases of EBU Tech 3341 that need stereo alone, by their numbers there, and ours.</summary>
public class LoudnessMeterTests
{
    const double Tolerance = 0.1;

    [Theory]
    [InlineData(-23, 44_100)]
    [InlineData(-33, 44_100)]
    [InlineData(-23, 8_000)]
    [InlineData(-23, 11_025)]
    [InlineData(-23, 48_000)]
    [InlineData(-23, 96_000)]
    [InlineData(-23, 192_000)]
    public void Case1And2ASineIsAsLoudAsItsLevel(double lufs, int sampleRate) =>
        AssertLoudness(lufs, Signals.OfLoudness(lufs, 5, sampleRate));

    [Fact]
    public void Case3TheRelativeGateLeavesOutTheQuietParts() => AssertLoudness(-23, Tones((-36, 10), (-23, 60), (-36, 10)));

    [Fact]
    public void Case4TheAbsoluteGateLeavesOutNearSilence() =>
        AssertLoudness(-23, Tones((-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)));

    [Fact]
    public void Case5LevelsWithinTheGateAreAveragedByEnergy() => AssertLoudness(-23, Tones((-26, 20), (-20, 20.1), (-26, 20)));

    [Fact]
    public void MonoIsThreeDecibelsBelowTheSameInStereo() => AssertLoudness(-23 - 3.01, Signals.OfLoudness(-23, 5).ToMono());

    [Fact]
    public void SilenceHasNoLoudness()
    {
        Assert.Null(Measure.Loudness(Signals.Silence(2)));
        Assert.Null(Measure.Loudness(Signals.OfLoudness(-71, 2)));
        Assert.Null(Measure.Loudness(Signals.OfLoudness(-20, 0.39)));
        Assert.Null(new LoudnessMeter(44_100, 2).Integrated());
    }

    [Fact]
    public void OneBrokenSampleCostsItsBlocksAlone()
    {
        var sound = Signals.OfLoudness(-23, 10);
        sound.Samples[100_000] = float.NaN;
        sound.Samples[200_000] = float.PositiveInfinity;

        AssertLoudness(-23, sound);
    }

    [Fact]
    public void HalfAFrameIsRefused() => Assert.Throws<ArgumentException>(() => new LoudnessMeter(44_100, 2).Add([0.1f, 0.2f, 0.3f]));

    [Theory]
    [InlineData(7_999, 2)]
    [InlineData(192_001, 2)]
    [InlineData(44_100, 6)]
    public void AFormatThatCannotBeMeasuredIsRefused(int sampleRate, int channels) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LoudnessMeter(sampleRate, channels));

    static Sound Tones(params (double Dbfs, double Seconds)[] parts) =>
        parts.Select(part => Signals.Sine(1_000, part.Dbfs, part.Seconds, 48_000)).Aggregate((sound, next) => sound.Then(next));

    static void AssertLoudness(double expected, Sound sound)
    {
        var measured = Measure.Loudness(sound);
        Assert.NotNull(measured);
        Assert.InRange(measured.Value, expected - Tolerance, expected + Tolerance);
    }
}
