using Cratehand.Music.Audio.Measuring;
using Cratehand.Sandbox.Media;

namespace Cratehand.Music.Tests.Audio.Measuring;

/// <summary>EBU Tech 3341, cases 15 to 19 by their numbers there, and ours.</summary>
public class TruePeakMeterTests
{
    [Theory]
    [InlineData("15", 4, 0, -6.0)]
    [InlineData("16", 4, 45, -6.0)]
    [InlineData("17", 6, 60, -6.0)]
    [InlineData("18", 8, 67.5, -6.0)]
    [InlineData("19", 4, 45, 3.0)]
    public void TheTopOfASineIsFoundBetweenItsSamples(string number, double samplesPerCycle, double degrees, double dbtp)
    {
        foreach (var sampleRate in new[] { 44_100, 48_000, 96_000 })
        {
            var peak = Measure.Peaks(Faded(Signals.Sine(sampleRate / samplesPerCycle, dbtp, 0.5, sampleRate, degrees))).TruePeak();

            Assert.True(peak is { } value && value > dbtp - 0.4 && value < dbtp + 0.2, $"Case {number} at {sampleRate} Hz: {peak}");
        }
    }

    [Fact]
    public void TheSamplePeakIsThatOfTheSamplesAlone()
    {
        var peaks = Measure.Peaks(Faded(Signals.Sine(12_000, -6, 0.5, 48_000, 45)));

        Assert.Equal(-9.01, peaks.SamplePeak()!.Value, 0.02);
    }

    [Fact]
    public void From192KilohertzTheSamplesAreThePeak()
    {
        var peaks = Measure.Peaks(Signals.Sine(48_000, -6, 0.1, 192_000, 45));

        Assert.Equal(peaks.SamplePeak(), peaks.TruePeak());
    }

    [Fact]
    public void TheLouderChannelCounts()
    {
        var sound = Signals.Silence(0.2);
        sound.Samples[5_001] = -0.5f;

        Assert.Equal(-6.02, Measure.Peaks(sound).SamplePeak()!.Value, 0.01);
    }

    [Fact]
    public void AnOverIsReportedAsSuch() => Assert.InRange(Measure.Peaks(Signals.Sine(997, 2, 0.2)).SamplePeak()!.Value, 1.99, 2.01);

    [Fact]
    public void TheVeryLastSampleCounts()
    {
        var sound = Signals.Silence(0.1);
        sound.Samples[^1] = 1;

        Assert.Equal(0, Measure.Peaks(sound).TruePeak()!.Value, 0.01);
    }

    [Fact]
    public void SilenceHasNoPeak()
    {
        Assert.Null(Measure.Peaks(Signals.Silence(1)).TruePeak());
        Assert.Null(Measure.Peaks(Signals.Silence(1)).SamplePeak());
        Assert.Null(new TruePeakMeter(44_100, 2).TruePeak());
    }

    [Fact]
    public void ASampleThatIsNoNumberIsPassedOver()
    {
        var sound = Signals.Sine(997, -6, 0.5);
        sound.Samples[20_000] = float.NaN;

        Assert.Equal(-6, Measure.Peaks(sound).TruePeak()!.Value, 0.05);
    }

    /// <summary>Skipping what cannot beat the peak must never change it: compared with looking at every point.</summary>
    [Fact]
    public void WhatIsSkippedWasNoPeak()
    {
        foreach (var seed in Enumerable.Range(1, 5))
        {
            var sound = Signals.WhiteNoise(-3, 0.2, seed);
            var parts = sound.Samples.Chunk(2 * 64).Select((_, i) => sound.Samples[Math.Max(0, (2 * 64 * i) - 100)..Math.Min(sound.Samples.Length, (2 * 64 * (i + 1)) + 100)]);
            var inside = parts.Skip(2).SkipLast(2).Max(part => Measure.Peaks(sound with { Samples = part }).SamplePeak());

            Assert.True(Measure.Peaks(sound).TruePeak() >= inside);
        }
    }

    // A tone that starts at full level rings: the cases of the EBU fade in and out too.
    static Sound Faded(Sound sound)
    {
        var frames = sound.Samples.Length / 2;
        return sound with { Samples = [.. sound.Samples.Select((sample, i) => sample * Math.Min(1f, Math.Min(i / 2, frames - (i / 2)) / (0.02f * sound.SampleRate)))] };
    }
}
