using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>
/// Sizes of the spectrum of real samples. Pairs of samples travel as one complex number through a transform of half the
/// size, and are told apart afterwards. Real and imaginary parts lie apart, so that eight numbers go at once.
/// One at a time: it works in its own buffers.
/// </summary>
sealed class RealFft
{
    readonly int _half;
    readonly float[] _real;
    readonly float[] _imaginary;
    readonly int[] _order;

    /// <summary>One turn per number, each stage's in one piece: stage <c>s</c> begins at <c>2^s − 1</c>.</summary>
    readonly float[] _cosines;
    readonly float[] _sines;

    /// <summary>For telling the packed halves apart.</summary>
    readonly float[] _lastCosines;
    readonly float[] _lastSines;

    /// <param name="size">How many samples go in: a power of two, at least 4.</param>
    public RealFft(int size)
    {
        if (size < 4 || !BitOperations.IsPow2(size))
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "The size of a transform is a power of two, at least 4.");
        }

        _half = size / 2;
        (_real, _imaginary) = (new float[_half], new float[_half]);
        _order = BitReversed(_half);
        var turns = Spans(_half).SelectMany(span => Enumerable.Range(0, span).Select(i => -Math.PI * i / span)).ToList();
        _cosines = [.. turns.Select(turn => (float)Math.Cos(turn))];
        _sines = [.. turns.Select(turn => (float)Math.Sin(turn))];
        _lastCosines = [.. Enumerable.Range(0, _half).Select(k => (float)Math.Cos(2 * Math.PI * k / size))];
        _lastSines = [.. Enumerable.Range(0, _half).Select(k => (float)-Math.Sin(2 * Math.PI * k / size))];
    }

    /// <param name="samples">As many as the size.</param>
    /// <param name="magnitudes">Bins from 0 Hz upwards; at most half the size of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Magnitudes(ReadOnlySpan<float> samples, Span<float> magnitudes)
    {
        for (var i = 0; i < _half; i++)
        {
            (_real[_order[i]], _imaginary[_order[i]]) = (samples[2 * i], samples[(2 * i) + 1]);
        }

        for (var span = 1; span < _half; span *= 2)
        {
            for (var start = 0; start < _half; start += 2 * span)
            {
                Butterflies(start, span);
            }
        }

        for (var k = 0; k < magnitudes.Length; k++)
        {
            magnitudes[k] = Magnitude(k);
        }
    }

    void Butterflies(int start, int span)
    {
        var upper = new Half(_real.AsSpan(start, span), _imaginary.AsSpan(start, span));
        var lower = new Half(_real.AsSpan(start + span, span), _imaginary.AsSpan(start + span, span));
        var turns = new Half(_cosines.AsSpan(span - 1, span), _sines.AsSpan(span - 1, span));
        if (span >= Vector256<float>.Count)
        {
            Wide(upper, lower, turns);
        }
        else
        {
            Narrow(upper, lower, turns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Narrow(Half upper, Half lower, Half turns)
    {
        for (var i = 0; i < turns.Real.Length; i++)
        {
            var real = (lower.Real[i] * turns.Real[i]) - (lower.Imaginary[i] * turns.Imaginary[i]);
            var imaginary = (lower.Real[i] * turns.Imaginary[i]) + (lower.Imaginary[i] * turns.Real[i]);
            (lower.Real[i], upper.Real[i]) = (upper.Real[i] - real, upper.Real[i] + real);
            (lower.Imaginary[i], upper.Imaginary[i]) = (upper.Imaginary[i] - imaginary, upper.Imaginary[i] + imaginary);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Wide(Half upper, Half lower, Half turns)
    {
        var cosine = Eights(turns.Real);
        var sine = Eights(turns.Imaginary)[..cosine.Length];
        var aReal = Eights(upper.Real)[..cosine.Length];
        var aImaginary = Eights(upper.Imaginary)[..cosine.Length];
        var bReal = Eights(lower.Real)[..cosine.Length];
        var bImaginary = Eights(lower.Imaginary)[..cosine.Length];
        for (var i = 0; i < cosine.Length; i++)
        {
            var real = (bReal[i] * cosine[i]) - (bImaginary[i] * sine[i]);
            var imaginary = (bReal[i] * sine[i]) + (bImaginary[i] * cosine[i]);
            bReal[i] = aReal[i] - real;
            aReal[i] += real;
            bImaginary[i] = aImaginary[i] - imaginary;
            aImaginary[i] += imaginary;
        }
    }

    // The even samples' spectrum is the symmetric half of the packed one, the odd samples' the antisymmetric.
    float Magnitude(int k)
    {
        var mirrored = (_half - k) & (_half - 1);
        var (evenReal, evenImaginary) = ((_real[k] + _real[mirrored]) / 2, (_imaginary[k] - _imaginary[mirrored]) / 2);
        var (oddReal, oddImaginary) = ((_imaginary[k] + _imaginary[mirrored]) / 2, (_real[mirrored] - _real[k]) / 2);
        var real = evenReal + (oddReal * _lastCosines[k]) - (oddImaginary * _lastSines[k]);
        var imaginary = evenImaginary + (oddReal * _lastSines[k]) + (oddImaginary * _lastCosines[k]);
        return MathF.Sqrt((real * real) + (imaginary * imaginary));
    }

    static Span<Vector256<float>> Eights(Span<float> values) => MemoryMarshal.Cast<float, Vector256<float>>(values);

    static IEnumerable<int> Spans(int half)
    {
        for (var span = 1; span < half; span *= 2)
        {
            yield return span;
        }
    }

    static int[] BitReversed(int size)
    {
        var order = new int[size];
        for (var i = 1; i < size; i++)
        {
            order[i] = (order[i / 2] / 2) + ((i & 1) * (size / 2));
        }

        return order;
    }

    /// <summary>Some complex numbers in a row.</summary>
    readonly ref struct Half(Span<float> real, Span<float> imaginary)
    {
        public Span<float> Real { get; } = real;

        public Span<float> Imaginary { get; } = imaginary;
    }
}
