using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>Brings mono audio down to 8–12 kHz, where a musical key is found: every nth sample of a low-passed signal.</summary>
sealed class Decimator
{
    const int HighestRate = 12_000;

    /// <summary>How many samples <see cref="Pass"/> takes at most.</summary>
    public const int Most = 4096;

    readonly int _factor;
    readonly float[] _taps;

    /// <summary>What the next that comes out is made of, and what follows.</summary>
    readonly float[] _samples;
    readonly float[] _passed;
    int _filled;

    public Decimator(int sampleRate)
    {
        _factor = (sampleRate + HighestRate - 1) / HighestRate;
        SampleRate = (double)sampleRate / _factor;

        // Keeps up to a third of the new rate; what still folds back lands above that, where nobody looks.
        _taps = new float[_factor == 1 ? 16 : 16 * _factor];
        WindowedSinc.Fill(_factor == 1 ? 0.5 : 0.45 / _factor, _taps.Length / 2, _taps.Length / 2.0, _taps);
        _filled = _taps.Length - _factor; // silence before the first
        _samples = new float[_taps.Length + Most];
        _passed = new float[Most];
    }

    /// <summary>The rate of what comes out, in Hz.</summary>
    public double SampleRate { get; }

    /// <summary>Takes some samples; for every nth, one comes out. It is valid until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<float> Pass(ReadOnlySpan<float> samples)
    {
        samples.CopyTo(_samples.AsSpan(_filled));
        _filled += samples.Length;
        var (start, passed) = (0, 0);
        for (; start + _taps.Length <= _filled; start += _factor)
        {
            _passed[passed++] = Dot(_taps, _samples.AsSpan(start, _taps.Length));
        }

        _samples.AsSpan(start, _filled - start).CopyTo(_samples);
        _filled -= start;
        return _passed.AsSpan(0, passed);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static float Dot(ReadOnlySpan<float> taps, ReadOnlySpan<float> samples)
    {
        var left = MemoryMarshal.Cast<float, Vector<float>>(taps);
        var right = MemoryMarshal.Cast<float, Vector<float>>(samples);
        var sum = Vector<float>.Zero;
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return Vector.Sum(sum);
    }
}
