using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>Brings mono audio down to 8–12 kHz, where a musical key is found: every nth sample of a low-passed signal.</summary>
sealed class Decimator
{
    const int HighestRate = 12_000;

    readonly int _factor;
    readonly float[] _taps;
    readonly float[] _history;
    int _position;
    int _due;

    public Decimator(int sampleRate)
    {
        _factor = (sampleRate + HighestRate - 1) / HighestRate;
        _due = _factor;
        SampleRate = (double)sampleRate / _factor;

        // Keeps up to a third of the new rate; what still folds back lands above that, where nobody looks.
        _taps = new float[_factor == 1 ? 16 : 16 * _factor];
        WindowedSinc.Fill(_factor == 1 ? 0.5 : 0.45 / _factor, _taps.Length / 2, _taps.Length / 2.0, _taps);
        _history = new float[2 * _taps.Length];
    }

    /// <summary>The rate of what comes out, in Hz.</summary>
    public double SampleRate { get; }

    /// <summary>Takes one sample; every nth time, one comes out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryPass(float sample, out float output)
    {
        // Kept twice, so that the latest samples always lie in one piece.
        _history[_position] = _history[_position + _taps.Length] = sample;
        _position = (_position + 1) % _taps.Length;
        if (--_due > 0)
        {
            output = 0;
            return false;
        }

        _due = _factor;
        output = Dot(_taps, _history.AsSpan(_position, _taps.Length));
        return true;
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
