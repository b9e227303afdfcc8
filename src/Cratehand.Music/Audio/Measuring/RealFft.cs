using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>
/// Sizes of the spectrum of real samples. Pairs of samples travel as one complex number through a transform of half the
/// size, and are told apart afterwards. The transform is Stockham's, eight numbers at a time: each stage writes into
/// the other buffer, so that what comes out is in order. One at a time: it works in its own buffers.
/// </summary>
sealed class RealFft
{
    const int Least = 2 * Lanes.Count * Lanes.Count;

    readonly int _half;
    (float[] Real, float[] Imaginary) _now;
    (float[] Real, float[] Imaginary) _next;

    /// <summary>What the first stage turns by: its eight results' in one piece each.</summary>
    readonly float[] _firstCosines;
    readonly float[] _firstSines;

    /// <summary>What the later stages turn by: all steps of a full turn back.</summary>
    readonly float[] _cosines;
    readonly float[] _sines;

    /// <summary>For telling the packed halves apart: steps half as wide.</summary>
    readonly float[] _lastCosines;
    readonly float[] _lastSines;

    /// <param name="size">How many samples go in: a power of two, at least 128.</param>
    public RealFft(int size)
    {
        if (size < Least || !BitOperations.IsPow2(size))
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, $"The size of a transform is a power of two, at least {Least}.");
        }

        _half = size / 2;
        _now = (new float[_half], new float[_half]);
        _next = (new float[_half], new float[_half]);
        var steps = Enumerable.Range(0, 8).SelectMany(row => Enumerable.Range(0, _half / 8).Select(i => 2 * Math.PI * row * i / _half)).ToList();
        _firstCosines = [.. steps.Select(turn => (float)Math.Cos(turn))];
        _firstSines = [.. steps.Select(turn => (float)-Math.Sin(turn))];
        _cosines = [.. Enumerable.Range(0, _half).Select(i => (float)Math.Cos(2 * Math.PI * i / _half))];
        _sines = [.. Enumerable.Range(0, _half).Select(i => (float)-Math.Sin(2 * Math.PI * i / _half))];
        _lastCosines = [.. Enumerable.Range(0, _half).Select(k => (float)Math.Cos(2 * Math.PI * k / size))];
        _lastSines = [.. Enumerable.Range(0, _half).Select(k => (float)-Math.Sin(2 * Math.PI * k / size))];
    }

    /// <param name="samples">As many as the size.</param>
    /// <param name="magnitudes">Bins from 0 Hz upwards; at most half the size of them.</param>
    public void Magnitudes(ReadOnlySpan<float> samples, Span<float> magnitudes)
    {
        InEights(samples);
        var (left, stride) = (_half / 8, 8);
        for (; left >= 4; left /= 4, stride *= 4)
        {
            InFours(left / 4, stride);
            (_now, _next) = (_next, _now);
        }

        if (left == 2)
        {
            InTwos(stride);
            (_now, _next) = (_next, _now);
        }

        Separate(magnitudes);
    }

    // The first stage: numbers that lie an eighth apart, those of eight neighbours at once. Their results belong side by side.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void InEights(ReadOnlySpan<float> samples)
    {
        var eighth = _half / 8;
        Span<float> real = stackalloc float[64], imaginary = stackalloc float[64];
        for (var at = 0; at < eighth; at += Lanes.Count)
        {
            var pairs = samples[(2 * at)..];
            var (a0, a1, a2, a3) = Four(Pairs(pairs, 0), Pairs(pairs, 4 * eighth), Pairs(pairs, 8 * eighth), Pairs(pairs, 12 * eighth));
            var (b0, b1, b2, b3) = Four(Pairs(pairs, 2 * eighth), Pairs(pairs, 6 * eighth), Pairs(pairs, 10 * eighth), Pairs(pairs, 14 * eighth));
            (b1, b2, b3) = (b1.EighthBack, b2.QuarterBack, b3.EighthBack.QuarterBack);
            (a0 + b0).Store(real, imaginary, 0);
            First(a1 + b1, at + eighth).Store(real, imaginary, 8);
            First(a2 + b2, at + (2 * eighth)).Store(real, imaginary, 16);
            First(a3 + b3, at + (3 * eighth)).Store(real, imaginary, 24);
            First(a0 - b0, at + (4 * eighth)).Store(real, imaginary, 32);
            First(a1 - b1, at + (5 * eighth)).Store(real, imaginary, 40);
            First(a2 - b2, at + (6 * eighth)).Store(real, imaginary, 48);
            First(a3 - b3, at + (7 * eighth)).Store(real, imaginary, 56);
            Transpose(real, _now.Real.AsSpan(8 * at, 64));
            Transpose(imaginary, _now.Imaginary.AsSpan(8 * at, 64));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void InFours(int quarter, int stride)
    {
        var (real, imaginary) = _now;
        var (toReal, toImaginary) = _next;
        for (var p = 0; p < quarter; p++)
        {
            var (one, two, three) = (Turn(p * stride), Turn(2 * p * stride), Turn(3 * p * stride));
            for (var q = 0; q < stride; q += Lanes.Count)
            {
                var (from, to, step) = (q + (stride * p), q + (stride * 4 * p), stride * quarter);
                var (a, b, c, d) = Four(
                    Lanes.Load(real, imaginary, from), Lanes.Load(real, imaginary, from + step),
                    Lanes.Load(real, imaginary, from + (2 * step)), Lanes.Load(real, imaginary, from + (3 * step)));
                a.Store(toReal, toImaginary, to);
                (b * one).Store(toReal, toImaginary, to + stride);
                (c * two).Store(toReal, toImaginary, to + (2 * stride));
                (d * three).Store(toReal, toImaginary, to + (3 * stride));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void InTwos(int stride)
    {
        for (var q = 0; q < stride; q += Lanes.Count)
        {
            var (a, b) = (Lanes.Load(_now.Real, _now.Imaginary, q), Lanes.Load(_now.Real, _now.Imaginary, q + stride));
            (a + b).Store(_next.Real, _next.Imaginary, q);
            (a - b).Store(_next.Real, _next.Imaginary, q + stride);
        }
    }

    // The transform of four numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Lanes A, Lanes B, Lanes C, Lanes D) Four(Lanes a, Lanes b, Lanes c, Lanes d)
    {
        var (evens, odds) = (a + c, b + d);
        var (even, odd) = (a - c, (b - d).QuarterBack);
        return (evens + odds, even + odd, evens - odds, even - odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes Pairs(ReadOnlySpan<float> pairs, int at) => Lanes.OfPairs(pairs.Slice(at, 2 * Lanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Lanes First(Lanes value, int at) => value * Lanes.Load(_firstCosines, _firstSines, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Lanes Turn(int steps) => Lanes.All(_cosines[steps], _sines[steps]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Transpose(ReadOnlySpan<float> rows, Span<float> columns)
    {
        for (var column = 0; column < 8; column++)
        {
            for (var row = 0; row < 8; row++)
            {
                columns[(8 * column) + row] = rows[(8 * row) + column];
            }
        }
    }

    // The even samples' spectrum is the symmetric half of the packed one, the odd samples' the antisymmetric.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Separate(Span<float> magnitudes)
    {
        var (real, imaginary) = _now;
        magnitudes[0] = Math.Abs(real[0] + imaginary[0]);
        var k = 1;
        for (; k + Lanes.Count <= magnitudes.Length; k += Lanes.Count)
        {
            Size(Lanes.Load(real, imaginary, k), Lanes.Load(real, imaginary, _half - k - Lanes.Count + 1).Reversed, Lanes.Load(_lastCosines, _lastSines, k))
                .CopyTo(magnitudes[k..]);
        }

        for (; k < magnitudes.Length; k++)
        {
            magnitudes[k] = Size(Lanes.All(real[k], imaginary[k]), Lanes.All(real[_half - k], imaginary[_half - k]), Lanes.All(_lastCosines[k], _lastSines[k]))[0];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Size(Lanes here, Lanes mirrored, Lanes turn)
    {
        var even = new Lanes(here.Real + mirrored.Real, here.Imaginary - mirrored.Imaginary);
        var odd = new Lanes(here.Imaginary + mirrored.Imaginary, mirrored.Real - here.Real);
        var sum = even + (odd * turn);
        return Vector256.Sqrt((sum.Real * sum.Real) + (sum.Imaginary * sum.Imaginary)) * 0.5f;
    }
}
