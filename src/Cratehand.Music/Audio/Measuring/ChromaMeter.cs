using System.Runtime.CompilerServices;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>
/// Collects a track's pitches: mixed to mono, brought down to about 11 kHz, cut into Hann windows of about 0.37 s,
/// each a quarter of a window on from the last, whose spectral peaks are added up.
/// </summary>
public sealed class ChromaMeter
{
    const int Window = 4096;
    const int Hop = Window / 4;

    /// <summary>A window with no sample above this (−80 dBFS) counts as silent: what is left there is dither.</summary>
    const float Silence = 1e-4f;

    readonly int _channels;
    readonly Decimator _decimator;
    readonly RealFft _fft = new(Window);
    readonly SpectralPeaks _peaks;
    readonly float[] _hann = [.. Enumerable.Range(0, Window).Select(i => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / Window))))];
    readonly float[] _samples = new float[Window];
    readonly float[] _windowed = new float[Window];
    readonly float[] _magnitudes;
    readonly FineChroma _chroma = new(new double[FineChroma.BinCount]);
    int _filled;
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<float> interleaved)
    {
        Pcm.RequireWholeFrames(interleaved, _channels);
        for (var i = 0; i < interleaved.Length; i += _channels)
        {
            var mono = _channels == 1 ? interleaved[i] : (interleaved[i] + interleaved[i + 1]) / 2;
            if (_decimator.TryPass(float.IsFinite(mono) ? mono : 0, out var sample))
            {
                Onsets.Add(sample);
                AddDecimated(sample);
            }
        }
    }

    /// <summary>The pitches of all whole windows so far.</summary>
    public FineChroma Chroma() => new([.. _chroma.Bins.Select(weight => weight / Math.Max(1, _windows))]);

    void AddDecimated(float sample)
    {
        _samples[_filled++] = sample;
        if (_filled == Window)
        {
            AddWindow();
            _samples.AsSpan(Hop).CopyTo(_samples);
            _filled -= Hop;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void AddWindow()
    {
        var loudest = 0f;
        for (var i = 0; i < Window; i++)
        {
            loudest = Math.Max(loudest, Math.Abs(_samples[i]));
            _windowed[i] = _samples[i] * _hann[i];
        }

        if (loudest > Silence)
        {
            _windows++;
            _fft.Magnitudes(_windowed, _magnitudes);
            _peaks.Collect(_magnitudes, _chroma);
        }
    }
}
