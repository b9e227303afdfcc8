using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>What every meter accepts: interleaved float PCM, full scale ±1, at the rate of the source.</summary>
static class Pcm
{
    public const int LowestRate = 8_000;
    public const int HighestRate = 192_000;

    public static void RequireFormat(int sampleRate, int channels)
    {
        if (sampleRate is < LowestRate or > HighestRate)
        {
            throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, "Audio can be measured from 8 kHz to 192 kHz; resample it first.");
        }

        if (channels is not (1 or 2))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "Audio can be measured in mono or stereo; mix it down first.");
        }
    }

    public static void RequireWholeFrames(ReadOnlySpan<float> interleaved, int channels)
    {
        if (interleaved.Length % channels != 0)
        {
            throw new ArgumentException($"{interleaved.Length} samples are no whole number of {channels}-channel frames; keep the rest for the next call.", nameof(interleaved));
        }
    }

    /// <summary>The greatest size of a sample.</summary>
    public static float Largest(ReadOnlySpan<float> samples)
    {
        var largest = Vector<float>.Zero;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        foreach (var vector in vectors)
        {
            largest = Vector.Max(largest, Vector.Abs(vector));
        }

        var peak = 0f;
        for (var i = 0; i < Vector<float>.Count; i++)
        {
            peak = Math.Max(peak, largest[i]);
        }

        foreach (var sample in samples[(vectors.Length * Vector<float>.Count)..])
        {
            peak = Math.Max(peak, Math.Abs(sample));
        }

        return peak;
    }

    /// <summary>The mean of the channels, for each frame; 0 where that is no number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MixDown(ReadOnlySpan<float> interleaved, int channels, Span<float> mono)
    {
        var frame = 0;
        if (channels == 2)
        {
            for (; frame + Lanes.Count <= mono.Length; frame += Lanes.Count)
            {
                var pairs = Lanes.OfPairs(interleaved.Slice(2 * frame, 2 * Lanes.Count));
                var mean = (pairs.Real + pairs.Imaginary) / 2;
                Vector256.ConditionalSelect(Vector256.IsFinite(mean), mean, Vector256<float>.Zero).CopyTo(mono[frame..]);
            }
        }

        for (; frame < mono.Length; frame++)
        {
            var sum = 0f;
            foreach (var sample in interleaved.Slice(frame * channels, channels))
            {
                sum += sample;
            }

            mono[frame] = float.IsFinite(sum) ? sum / channels : 0;
        }
    }

    /// <summary>One channel of some.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pick(ReadOnlySpan<float> interleaved, int channels, int channel, Span<float> samples)
    {
        var frame = 0;
        if (channels == 2)
        {
            for (; frame + Lanes.Count <= samples.Length; frame += Lanes.Count)
            {
                var pairs = Lanes.OfPairs(interleaved.Slice(2 * frame, 2 * Lanes.Count));
                (channel == 0 ? pairs.Real : pairs.Imaginary).CopyTo(samples[frame..]);
            }
        }

        for (; frame < samples.Length; frame++)
        {
            samples[frame] = interleaved[(frame * channels) + channel];
        }
    }

    /// <summary>Amplitude in decibels below full scale; <c>null</c> for none, which has no decibels.</summary>
    public static double? Decibels(double amplitude) => amplitude > 0 ? 20 * Math.Log10(amplitude) : null;
}
