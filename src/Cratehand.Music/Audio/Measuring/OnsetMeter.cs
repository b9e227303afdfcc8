using System.Runtime.CompilerServices;
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

    /// <summary>Windows overlap: what began is heard against the window but one before.</summary>
    const int Back = 2;

    /// <summary>Loudness is heard by its logarithm; below about −60 dBFS of a tone it counts as none.</summary>
    const float Compression = 40;

    readonly RealFft _fft = new(Window);
    readonly HannWindow _window = new(Window);
    readonly float[][] _levels = [.. Enumerable.Range(0, Back + 1).Select(_ => new float[Window / 2])];

    /// <summary>What a bin counts: its share of its octave.</summary>
    readonly float[] _shares;
    readonly List<float> _onsets = [];

    /// <param name="sampleRate">Of the samples that are given, in Hz: 8 to 12 kHz.</param>
    public OnsetMeter(double sampleRate)
    {
        FramesPerSecond = sampleRate / _window.Hop;

        // Octaves: a bass drum counts for as much as all the cymbals.
        double[] hertz = [0, 100, 200, 400, 800, 1600, 3200, sampleRate / 2];
        int[] edges = [.. hertz.Select(edge => (int)Math.Round(edge * Window / sampleRate))];
        _shares = [.. edges.Skip(1).Zip(edges, (to, from) => Enumerable.Repeat(1f / (to - from), to - from)).SelectMany(band => band)];
    }

    /// <summary>How many values of <see cref="Onsets"/> make a second, about 90.</summary>
    public double FramesPerSecond { get; }

    /// <summary>Takes the next mono samples.</summary>
    public void Add(ReadOnlySpan<float> samples)
    {
        while (_window.TryFill(ref samples))
        {
            AddWindow();
        }
    }

    /// <summary>The strength of what began in each window so far.</summary>
    public ReadOnlySpan<float> Onsets => CollectionsMarshal.AsSpan(_onsets);

    // Optimised at once: a track is over before the runtime has seen that it is worth it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void AddWindow()
    {
        var levels = _levels[_onsets.Count % _levels.Length];
        _fft.Magnitudes(_window.Faded(), levels);
        var now = Lanes.Eights(levels);
        var before = Lanes.Eights(_levels[(_onsets.Count + 1) % _levels.Length]);
        var shares = Lanes.Eights(_shares);
        var rise = Vector256<float>.Zero;
        for (var i = 0; i < now.Length; i++)
        {
            now[i] = Vector256.Log(Vector256.FusedMultiplyAdd(now[i], Vector256.Create(Compression / Window * 2), Vector256<float>.One));
            rise += Vector256.Max(now[i] - before[i], Vector256<float>.Zero) * shares[i];
        }

        _onsets.Add(_onsets.Count < Back ? 0 : Vector256.Sum(rise));
    }
}
