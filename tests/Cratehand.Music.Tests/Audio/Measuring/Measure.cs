using Cratehand.Music.Audio.Measuring;
using Cratehand.Sandbox.Media;

namespace Cratehand.Music.Tests.Audio.Measuring;

/// <summary>A sound, measured in one go.</summary>
static class Measure
{
    public static double? Loudness(Sound sound)
    {
        var meter = new LoudnessMeter(sound.SampleRate, sound.Channels);
        meter.Add(sound.Samples);
        return meter.Integrated();
    }

    public static TruePeakMeter Peaks(Sound sound)
    {
        var meter = new TruePeakMeter(sound.SampleRate, sound.Channels);
        meter.Add(sound.Samples);
        return meter;
    }

    public static KeyEstimate? Key(Sound sound)
    {
        var meter = new ChromaMeter(sound.SampleRate, sound.Channels);
        meter.Add(sound.Samples);
        return KeyFinder.Find(meter.Chroma());
    }

    /// <summary>Hands the sound over in pieces of those lengths, in frames, again and again.</summary>
    public static void Feed(Sound sound, int[] cuts, Action<ReadOnlySpan<float>> add)
    {
        var (position, turn) = (0, 0);
        while (position < sound.Samples.Length)
        {
            var length = Math.Min(cuts[turn++ % cuts.Length] * sound.Channels, sound.Samples.Length - position);
            add(sound.Samples.AsSpan(position, length));
            position += length;
        }
    }
}
