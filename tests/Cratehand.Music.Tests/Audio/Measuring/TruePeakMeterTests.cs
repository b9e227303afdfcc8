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

    /// <summary>Skipping what cannot beat the peak must never change it: held to a look at every point of the same curve.</summary>
    [Fact]
    public void WhatIsSkippedWasNoPeak()
    {
        foreach (var seed in Enumerable.Range(1, 8))
        {
            // The loud start makes nearly all of the rest be skipped; somewhere in the rest the curve may still be higher.
            var sound = Signals.WhiteNoise(-3, 0.05, seed).Then(Signals.WhiteNoise(-3.2, 0.4, seed + 100)).ToMono();

            Assert.Equal(20 * Math.Log10(HighestOf(sound.Samples)), Measure.Peaks(sound).TruePeak()!.Value, 0.001);
        }
    }

    // Every point of the curve, four to a sample, without a thought of speed.
    static double HighestOf(float[] samples)
    {
        const int taps = 24;
        float[] padded = [.. new float[taps - 1], .. samples, .. new float[taps]];
        var highest = samples.Max(Math.Abs);
        foreach (var phase in Enumerable.Range(1, 3))
        {
            var filter = new float[taps];
            WindowedSinc.Fill(0.5, (taps / 2) - 1 + (phase / 4.0), taps / 2.0, filter);
            for (var start = 0; start + taps <= padded.Length; start++)
            {
                highest = Math.Max(highest, Math.Abs(filter.Select((weight, tap) => weight * padded[start + tap]).Sum()));
            }
        }

        return highest;
    }

    // A tone that starts at full level rings: the cases of the EBU fade in and out too.
    static Sound Faded(Sound sound)
    {
        var frames = sound.Samples.Length / 2;
        return sound with { Samples = [.. sound.Samples.Select((sample, i) => sample * Math.Min(1f, Math.Min(i / 2, frames - (i / 2)) / (0.02f * sound.SampleRate)))] };
    }
}
