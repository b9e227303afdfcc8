namespace Cratehand.Sandbox.Media;

/// <summary>Brings a mix to about −14 LUFS without clipping.</summary>
static class Mastering
{
    /// <summary>Effective level: found by measuring pieces, for a mix with this much bass.</summary>
    const double TargetRms = 0.2;

    const double FadeOutSeconds = 0.5;
    const float Knee = 0.6f;
    const float Ceiling = 0.9f;

    public static void Master(float[] interleaved, int sampleRate)
    {
        var gain = (float)(TargetRms / Math.Max(1e-9, Math.Sqrt(interleaved.Sum(sample => (double)sample * sample) / interleaved.Length)));
        var fade = (float)(1 / (FadeOutSeconds * sampleRate * 2));
        for (var i = 0; i < interleaved.Length; i++)
        {
            interleaved[i] = Limit(gain * interleaved[i]) * Math.Min(1, (interleaved.Length - i) * fade);
        }
    }

    /// <summary>Untouched up to the knee, then bent so as never to reach the ceiling.</summary>
    static float Limit(float sample)
    {
        var size = Math.Abs(sample);
        return size <= Knee ? sample : MathF.CopySign(Knee + ((Ceiling - Knee) * MathF.Tanh((size - Knee) / (Ceiling - Knee))), sample);
    }
}
