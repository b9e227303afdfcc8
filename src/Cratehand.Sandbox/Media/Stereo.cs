namespace Cratehand.Sandbox.Media;

/// <summary>Two channels on their way to the mix.</summary>
sealed class Stereo(int frames)
{
    public float[] Left { get; } = new float[frames];

    public float[] Right { get; } = new float[frames];

    /// <summary>Adds another of the same length.</summary>
    public void Add(Stereo other)
    {
        for (var i = 0; i < Left.Length; i++)
        {
            Left[i] += other.Left[i];
            Right[i] += other.Right[i];
        }
    }

    /// <summary>An answer from the other side after <paramref name="delay"/> frames, and again, each time weaker.</summary>
    public void Echo(int delay, float strength)
    {
        for (var i = delay; i < Left.Length; i++)
        {
            (Left[i], Right[i]) = (Left[i] + (strength * Right[i - delay]), Right[i] + (strength * Left[i - delay]));
        }
    }

    public float[] Interleave()
    {
        var samples = new float[2 * Left.Length];
        for (var i = 0; i < Left.Length; i++)
        {
            samples[2 * i] = Left[i];
            samples[(2 * i) + 1] = Right[i];
        }

        return samples;
    }
}
