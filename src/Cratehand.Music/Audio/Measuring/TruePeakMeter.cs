namespace Cratehand.Music.Audio.Measuring;

/// <summary>
/// True peak by ITU-R BS.1770-4 Annex 2: the curve is looked at four times per sample below 96 kHz, twice below 192 kHz,
/// else at the samples alone.
/// </summary>
public sealed class TruePeakMeter
{
    readonly PeakInterpolator[] _channels;

    /// <exception cref="ArgumentOutOfRangeException">Not 8 kHz to 192 kHz, or not mono or stereo.</exception>
    public TruePeakMeter(int sampleRate, int channels)
    {
        Pcm.RequireFormat(sampleRate, channels);
        var oversampling = sampleRate switch { < 96_000 => 4, < 192_000 => 2, _ => 1 };
        _channels = [.. Enumerable.Range(0, channels).Select(_ => new PeakInterpolator(oversampling))];
    }

    /// <summary>Takes the next samples: any number of whole frames.</summary>
    public void Add(ReadOnlySpan<float> interleaved)
    {
        Pcm.RequireWholeFrames(interleaved, _channels.Length);
        for (var channel = 0; channel < _channels.Length; channel++)
        {
            _channels[channel].Add(interleaved, _channels.Length, channel);
        }
    }

    /// <summary>dBTP of the louder channel so far; above 0 it clips on playback. <c>null</c> for digital silence.</summary>
    public double? TruePeak() => Pcm.Decibels(_channels.Max(channel => channel.TruePeak()));

    /// <summary>dBFS of the greatest sample so far; above 0 only in float audio. <c>null</c> for digital silence.</summary>
    public double? SamplePeak()
    {
        // The last samples are still waiting for their block.
        _ = TruePeak();
        return Pcm.Decibels(_channels.Max(channel => channel.SamplePeak));
    }
}
