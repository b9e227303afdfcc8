namespace Cratehand.Music.Audio.Measuring;

/// <summary>
/// Integrated loudness by EBU R 128 / ITU-R BS.1770-4: blocks of 400 ms, each 100 ms on from the last, gated at −70 LUFS
/// and then at 10 LU below what remains. Mono counts as one loudspeaker, 3 dB below the same sound in stereo.
/// </summary>
public sealed class LoudnessMeter
{
    const int StepsPerBlock = 4;
    const double Offset = -0.691;
    static readonly double AbsoluteGate = Math.Pow(10, (-70 - Offset) / 10);

    readonly int _sampleRate;
    readonly int _channels;
    readonly KWeighting _weighting;
    readonly double[] _steps = new double[StepsPerBlock];
    readonly List<double> _blocks = [];
    long _position;
    long _step = 1;

    /// <exception cref="ArgumentOutOfRangeException">Not 8 kHz to 192 kHz, or not mono or stereo.</exception>
    public LoudnessMeter(int sampleRate, int channels)
    {
        Pcm.RequireFormat(sampleRate, channels);
        (_sampleRate, _channels) = (sampleRate, channels);
        _weighting = new KWeighting(sampleRate, channels);
    }

    /// <summary>Takes the next samples: any number of whole frames.</summary>
    public void Add(ReadOnlySpan<float> interleaved)
    {
        Pcm.RequireWholeFrames(interleaved, _channels);
        while (!interleaved.IsEmpty)
        {
            var frames = (int)Math.Min(interleaved.Length / _channels, EndOf(_step) - _position);
            _weighting.Add(interleaved[..(frames * _channels)]);
            interleaved = interleaved[(frames * _channels)..];
            _position += frames;
            if (_position == EndOf(_step))
            {
                CloseStep();
            }
        }
    }

    /// <summary>LUFS of all samples so far; <c>null</c> when nothing is as loud as −70 LUFS for 400 ms.</summary>
    public double? Integrated()
    {
        var relativeGate = MeanAbove(AbsoluteGate) / 10;
        return relativeGate is { } gate
            ? Offset + (10 * Math.Log10(MeanAbove(Math.Max(gate, AbsoluteGate))!.Value))
            : null;
    }

    double? MeanAbove(double gate)
    {
        var (sum, count) = (0.0, 0);
        foreach (var block in _blocks)
        {
            if (block > gate)
            {
                sum += block;
                count++;
            }
        }

        return count > 0 ? sum / count : null;
    }

    // Rounded on its own, so that 100 ms of an odd rate (1102.5 samples at 11 025 Hz) never drifts.
    long EndOf(long step) => ((step * _sampleRate) + 5) / 10;

    void CloseStep()
    {
        _steps[_step % StepsPerBlock] = _weighting.TakeEnergy();
        if (_step >= StepsPerBlock)
        {
            _blocks.Add(_steps.Sum() / (EndOf(_step) - EndOf(_step - StepsPerBlock)));
        }

        _step++;
    }
}
