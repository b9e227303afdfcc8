namespace Cratehand.Music.Audio.Measuring;

/// <summary>What every meter accepts: interleaved float PCM, full scale ±1, at the rate of the source.</summary>
static class Pcm
{
    public const int LowestRate = 8_000;
    public const int HighestRate = 192_000;

    public static void RequireFormat(int sampleRate, int channels)
    {
        if (sampleRate is < LowestRate or > HighestRate)
        {
            throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, "Audio can be measured from 8 kHz to 192 kHz; resample it first.");
        }

        if (channels is not (1 or 2))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "Audio can be measured in mono or stereo; mix it down first.");
        }
    }

    public static void RequireWholeFrames(ReadOnlySpan<float> interleaved, int channels)
    {
        if (interleaved.Length % channels != 0)
        {
            throw new ArgumentException($"{interleaved.Length} samples are no whole number of {channels}-channel frames; keep the rest for the next call.", nameof(interleaved));
        }
    }

    /// <summary>Amplitude in decibels below full scale; <c>null</c> for none, which has no decibels.</summary>
    public static double? Decibels(double amplitude) => amplitude > 0 ? 20 * Math.Log10(amplitude) : null;
}
