using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>
/// Listens for beginnings: in windows of about 46 ms, each a quarter on from the last, how much louder each octave of the
/// spectrum became. Takes what the <see cref="Decimator"/> gives, so that one pass serves tempo and musical key.
/// </summary>
public sealed class OnsetMeter
{
    const int Window = 512;
    const int Hop = Window / 4;

    /// <summary>Windows overlap: what began is heard against the window but one before.</summary>
    const int Back = 2;

    /// <summary>Loudness is heard by its logarithm; below about −60 dBFS of a tone it counts as none.</summary>
    const float Compression = 40;

    readonly RealFft _fft = new(Window);
    readonly float[] _hann = [.. Enumerable.Range(0, Window).Select(i => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / Window))))];
    readonly float[] _samples = new float[Window];
    readonly float[] _windowed = new float[Window];
    readonly float[][] _levels = [.. Enumerable.Range(0, Back + 1).Select(_ => new float[Window / 2])];
    readonly int[] _edges;
    readonly List<float> _onsets = [];
    int _filled;

    /// <param name="sampleRate">Of the samples that are given, in Hz: 8 to 12 kHz.</param>
    public OnsetMeter(double sampleRate)
    {
        FramesPerSecond = sampleRate / Hop;

        // Octaves: a bass drum counts for as much as all the cymbals.
        double[] hertz = [0, 100, 200, 400, 800, 1600, 3200, sampleRate / 2];
        _edges = [.. hertz.Select(edge => (int)Math.Round(edge * Window / sampleRate))];
    }

    /// <summary>How many values of <see cref="Onsets"/> make a second, about 90.</summary>
    public double FramesPerSecond { get; }

    /// <summary>The next mono sample.</summary>
    public void Add(float sample)
    {
        _samples[_filled++] = sample;
        if (_filled == Window)
        {
            AddWindow();
            _samples.AsSpan(Hop).CopyTo(_samples);
            _filled -= Hop;
        }
    }

    /// <summary>The strength of what began in each window so far.</summary>
    public ReadOnlySpan<float> Onsets => CollectionsMarshal.AsSpan(_onsets);

    void AddWindow()
    {
        for (var i = 0; i < Window; i++)
        {
            _windowed[i] = _samples[i] * _hann[i];
        }

        var now = _levels[_onsets.Count % _levels.Length];
        _fft.Magnitudes(_windowed, now);
        foreach (ref var level in MemoryMarshal.Cast<float, Vector256<float>>(now.AsSpan()))
        {
            level = Vector256.Log(Vector256.FusedMultiplyAdd(level, Vector256.Create(Compression / Window * 2), Vector256<float>.One));
        }

        _onsets.Add(_onsets.Count < Back ? 0 : Rise(_levels[(_onsets.Count + 1) % _levels.Length], now));
    }

    float Rise(float[] before, float[] now)
    {
        var sum = 0f;
        for (var band = 1; band < _edges.Length; band++)
        {
            var rise = 0f;
            for (var bin = _edges[band - 1]; bin < _edges[band]; bin++)
            {
                rise += Math.Max(0, now[bin] - before[bin]);
            }

            sum += rise / (_edges[band] - _edges[band - 1]);
        }

        return sum;
    }
}
