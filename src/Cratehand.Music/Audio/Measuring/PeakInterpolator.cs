using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>The highest point of one channel's curve, between its samples too (ITU-R BS.1770-4 Annex 2).</summary>
sealed class PeakInterpolator
{
    const int Taps = 24;
    const int Before = Taps - 1;
    const int Block = 1024;
    const int Stretch = 64;

    readonly float[][] _phases;
    readonly float _gain;
    readonly float[] _window = new float[Before + Block];
    int _filled = Before;

    /// <param name="oversampling">1 (samples only), 2 or 4.</param>
    public PeakInterpolator(int oversampling)
    {
        _phases = [.. Enumerable.Range(1, oversampling - 1).Select(phase => Phase((double)phase / oversampling))];

        // No output of a filter exceeds the greatest input times the sum of its taps' sizes; the hundredth covers rounding.
        _gain = 1.01f * _phases.Select(taps => taps.Sum(Math.Abs)).Append(1).Max();
    }

    /// <summary>The greatest size of a sample so far.</summary>
    public float SamplePeak { get; private set; }

    /// <summary>The greatest size of the curve in the blocks completed so far.</summary>
    float Peak { get; set; }

    /// <summary>Takes the next samples of one of so many channels.</summary>
    public void Add(ReadOnlySpan<float> interleaved, int channels, int channel)
    {
        while (!interleaved.IsEmpty)
        {
            var count = Math.Min(interleaved.Length / channels, _window.Length - _filled);
            Pcm.Pick(interleaved, channels, channel, _window.AsSpan(_filled, count));
            interleaved = interleaved[(count * channels)..];
            _filled += count;
            if (_filled == _window.Length)
            {
                Peak = Scan(_window, Peak);
                _window.AsSpan(Block).CopyTo(_window);
                _filled = Before;
            }
        }
    }

    /// <summary>The greatest size of the curve so far, its fading into silence included.</summary>
    public float TruePeak()
    {
        var rest = new float[Before + Block + Stretch];
        _window.AsSpan(0, _filled).CopyTo(rest);
        return Scan(rest, Peak);
    }

    float Scan(ReadOnlySpan<float> window, float peak)
    {
        for (var start = 0; start + Stretch + Before <= window.Length; start += Stretch)
        {
            var stretch = window.Slice(start, Stretch + Before);
            var loudest = Loudest(stretch[..Stretch], stretch[Stretch..]);
            SamplePeak = Math.Max(SamplePeak, loudest);
            peak = Math.Max(peak, loudest);
            if (loudest * _gain > peak)
            {
                peak = Math.Max(peak, Highest(stretch));
            }
        }

        return peak;
    }

    static float Loudest(ReadOnlySpan<float> stretch, ReadOnlySpan<float> tail)
    {
        var loudest = Vector256<float>.Zero;
        foreach (var samples in MemoryMarshal.Cast<float, Vector256<float>>(stretch))
        {
            loudest = Greater(loudest, samples);
        }

        var result = Largest(loudest);
        foreach (var sample in tail)
        {
            result = MathF.Abs(sample) > result ? MathF.Abs(sample) : result;
        }

        return result;
    }

    float Highest(ReadOnlySpan<float> stretch)
    {
        var highest = Vector256<float>.Zero;
        foreach (var taps in _phases)
        {
            for (var start = 0; start < Stretch; start += Vector256<float>.Count)
            {
                highest = Greater(highest, Between(stretch.Slice(start, Before + Vector256<float>.Count), taps));
            }
        }

        return Largest(highest);
    }

    static Vector256<float> Between(ReadOnlySpan<float> samples, ReadOnlySpan<float> taps)
    {
        ref var first = ref MemoryMarshal.GetReference(samples);
        var sum = Vector256<float>.Zero;
        for (var tap = 0; tap < Taps; tap++)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.Create(taps[tap]), Vector256.LoadUnsafe(ref first, (nuint)tap), sum);
        }

        return sum;
    }

    // By comparison, not Max: a sample that is not a number (NaN) is passed over.
    static Vector256<float> Greater(Vector256<float> greatest, Vector256<float> values)
    {
        var sizes = Vector256.Abs(values);
        return Vector256.ConditionalSelect(Vector256.GreaterThan(sizes, greatest), sizes, greatest);
    }

    static float Largest(Vector256<float> sizes)
    {
        var largest = 0f;
        for (var lane = 0; lane < Vector256<float>.Count; lane++)
        {
            largest = Math.Max(largest, sizes[lane]);
        }

        return largest;
    }

    static float[] Phase(double fraction)
    {
        var taps = new float[Taps];
        WindowedSinc.Fill(0.5, (Taps / 2) - 1 + fraction, Taps / 2.0, taps);
        return taps;
    }
}
