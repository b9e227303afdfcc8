namespace Cratehand.Music.Audio.Measuring;

/// <summary>A stream of samples as overlapping pieces, each faded in and out by Hann's curve, a quarter on from the last.</summary>
/// <param name="size">Of a piece, in samples: a multiple of 32.</param>
sealed class HannWindow(int size)
{
    readonly float[] _samples = new float[size];
    readonly float[] _faded = new float[size];
    readonly float[] _curve = [.. Enumerable.Range(0, size).Select(i => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / size))))];
    int _filled;

    /// <summary>How far each piece is on from the last.</summary>
    public int Hop => size / 4;

    /// <summary>The samples of the piece as they came.</summary>
    public ReadOnlySpan<float> Samples => _samples;

    /// <summary>Takes samples up to the next whole piece; false when they ran out before it.</summary>
    public bool TryFill(ref ReadOnlySpan<float> samples)
    {
        if (_filled == size)
        {
            _samples.AsSpan(Hop).CopyTo(_samples);
            _filled -= Hop;
        }

        var count = Math.Min(samples.Length, size - _filled);
        samples[..count].CopyTo(_samples.AsSpan(_filled));
        samples = samples[count..];
        _filled += count;
        return _filled == size;
    }

    /// <summary>The piece, faded. Valid until the next call.</summary>
    public ReadOnlySpan<float> Faded()
    {
        var samples = Lanes.Eights(_samples);
        var curve = Lanes.Eights(_curve);
        var faded = Lanes.Eights(_faded);
        for (var i = 0; i < faded.Length; i++)
        {
            faded[i] = samples[i] * curve[i];
        }

        return _faded;
    }
}
