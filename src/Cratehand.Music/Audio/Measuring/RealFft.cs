using System.Numerics;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>
/// Sizes of the spectrum of real samples. Pairs of samples travel as one complex number through a transform of half the
/// size, and are told apart afterwards. One at a time: it works in its own buffer.
/// </summary>
sealed class RealFft
{
    readonly int _half;
    readonly Complex[] _twiddles;
    readonly Complex[] _work;
    readonly int[] _order;

    /// <param name="size">How many samples go in: a power of two, at least 4.</param>
    public RealFft(int size)
    {
        if (size < 4 || !BitOperations.IsPow2(size))
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "The size of a transform is a power of two, at least 4.");
        }

        _half = size / 2;
        _twiddles = [.. Enumerable.Range(0, _half).Select(k => Complex.FromPolarCoordinates(1, -2 * Math.PI * k / size))];
        _work = new Complex[_half];
        _order = BitReversed(_half);
    }

    /// <param name="samples">As many as the size.</param>
    /// <param name="magnitudes">Bins from 0 Hz upwards; at most half the size of them.</param>
    public void Magnitudes(ReadOnlySpan<float> samples, Span<float> magnitudes)
    {
        for (var i = 0; i < _half; i++)
        {
            _work[_order[i]] = new Complex(samples[2 * i], samples[(2 * i) + 1]);
        }

        Transform();
        for (var k = 0; k < magnitudes.Length; k++)
        {
            magnitudes[k] = Magnitude(k);
        }
    }

    void Transform()
    {
        for (var span = 1; span < _half; span *= 2)
        {
            var stride = _half / span;
            for (var start = 0; start < _half; start += 2 * span)
            {
                Butterflies(_work.AsSpan(start, span), _work.AsSpan(start + span, span), stride);
            }
        }
    }

    void Butterflies(Span<Complex> upper, Span<Complex> lower, int stride)
    {
        for (var i = 0; i < upper.Length; i++)
        {
            var (a, b, turn) = (upper[i], lower[i], _twiddles[i * stride]);
            var real = (b.Real * turn.Real) - (b.Imaginary * turn.Imaginary);
            var imaginary = (b.Real * turn.Imaginary) + (b.Imaginary * turn.Real);
            upper[i] = new Complex(a.Real + real, a.Imaginary + imaginary);
            lower[i] = new Complex(a.Real - real, a.Imaginary - imaginary);
        }
    }

    // The even samples' spectrum is the symmetric half of the packed one, the odd samples' the antisymmetric.
    float Magnitude(int k)
    {
        var here = _work[k];
        var mirrored = _work[(_half - k) % _half];
        var even = new Complex(here.Real + mirrored.Real, here.Imaginary - mirrored.Imaginary) / 2;
        var odd = new Complex(here.Imaginary + mirrored.Imaginary, mirrored.Real - here.Real) / 2;
        var bin = even + (odd * _twiddles[k]);
        return (float)Math.Sqrt((bin.Real * bin.Real) + (bin.Imaginary * bin.Imaginary));
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
}
