namespace Cratehand.Music.Audio.Measuring;

/// <summary>
/// Collects a track's pitches: mixed to mono, brought down to about 11 kHz, cut into Hann windows of about 0.37 s,
/// each a quarter of a window on from the last, whose spectral peaks are added up.
/// </summary>
public sealed class ChromaMeter
{
    const int Window = 4096;

    /// <summary>A window with no sample above this (−80 dBFS) counts as silent: what is left there is dither.</summary>
    const float Silence = 1e-4f;

    readonly int _channels;
    readonly Decimator _decimator;
    readonly float[] _mono = new float[Decimator.Most];
    readonly RealFft _fft = new(Window);
    readonly SpectralPeaks _peaks;
    readonly HannWindow _window = new(Window);
    readonly float[] _magnitudes;
    readonly FineChroma _chroma = new(new double[FineChroma.BinCount]);
    int _windows;

    /// <exception cref="ArgumentOutOfRangeException">Not 8 kHz to 192 kHz, or not mono or stereo.</exception>
    public ChromaMeter(int sampleRate, int channels)
    {
        Pcm.RequireFormat(sampleRate, channels);
        _channels = channels;
        _decimator = new Decimator(sampleRate);
        Onsets = new OnsetMeter(_decimator.SampleRate);
        _peaks = new SpectralPeaks(_decimator.SampleRate / Window, _decimator.SampleRate / 3);
        _magnitudes = new float[_peaks.BinCount];
    }

    /// <summary>What begins, heard in the same pass: there is the tempo.</summary>
    public OnsetMeter Onsets { get; }

    /// <summary>Takes the next samples: any number of whole frames.</summary>
    public void Add(ReadOnlySpan<float> interleaved)
    {
        Pcm.RequireWholeFrames(interleaved, _channels);
        while (!interleaved.IsEmpty)
        {
            var mono = _mono.AsSpan(0, Math.Min(interleaved.Length / _channels, _mono.Length));
            Pcm.MixDown(interleaved, _channels, mono);
            interleaved = interleaved[(mono.Length * _channels)..];
            var samples = _decimator.Pass(mono);
            Onsets.Add(samples);
            AddToChroma(samples);
        }
    }

    /// <summary>The pitches of all whole windows so far.</summary>
    public FineChroma Chroma() => new([.. _chroma.Bins.Select(weight => weight / Math.Max(1, _windows))]);

    void AddToChroma(ReadOnlySpan<float> samples)
    {
        while (_window.TryFill(ref samples))
        {
            if (Pcm.Largest(_window.Samples) > Silence)
            {
                _windows++;
                _fft.Magnitudes(_window.Faded(), _magnitudes);
                _peaks.Collect(_magnitudes, _chroma);
            }
        }
    }
}
