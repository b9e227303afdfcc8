namespace Cratehand.Sandbox.Media;

/// <summary>Test signals whose measurements are known beforehand.</summary>
public static class Signals
{
    /// <summary>
    /// A stereo sine, the same on both sides. At 997 Hz its loudness in LUFS is its level in dBFS: so are meters calibrated (ITU-R BS.1770-4).
    /// </summary>
    /// <param name="hertz">Frequency.</param>
    /// <param name="dbfs">Level of its peak.</param>
    /// <param name="seconds">Length.</param>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="degrees">Phase of the first sample.</param>
    public static Sound Sine(double hertz, double dbfs, double seconds, int sampleRate = 44_100, double degrees = 0)
    {
        var (amplitude, start) = (Math.Pow(10, dbfs / 20), degrees * Math.PI / 180);
        return Stereo(seconds, sampleRate, i => amplitude * Math.Sin(start + (2 * Math.PI * hertz * i / sampleRate)));
    }

    /// <summary>The 997 Hz stereo sine of that integrated loudness.</summary>
    public static Sound OfLoudness(double lufs, double seconds, int sampleRate = 44_100) => Sine(997, lufs, seconds, sampleRate);

    /// <summary>Digital silence.</summary>
    public static Sound Silence(double seconds, int sampleRate = 44_100) => Stereo(seconds, sampleRate, _ => 0);

    /// <summary>Evenly distributed noise up to that level.</summary>
    public static Sound WhiteNoise(double dbfs, double seconds, int seed = 1, int sampleRate = 44_100)
    {
        var (amplitude, random) = (Math.Pow(10, dbfs / 20), new Random(seed));
        return Stereo(seconds, sampleRate, _ => amplitude * ((2 * random.NextDouble()) - 1));
    }

    static Sound Stereo(double seconds, int sampleRate, Func<int, double> at)
    {
        var samples = new float[2 * (int)Math.Round(seconds * sampleRate)];
        for (var i = 0; i < samples.Length; i += 2)
        {
            samples[i] = samples[i + 1] = (float)at(i / 2);
        }

        return new(samples, sampleRate, 2);
    }
}
