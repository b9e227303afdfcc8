namespace Cratehand.Sandbox.Media;

/// <summary>Audio in memory.</summary>
/// <param name="Samples">Interleaved, full scale ±1.</param>
/// <param name="SampleRate">In Hz.</param>
/// <param name="Channels">1 or 2.</param>
public sealed record Sound(float[] Samples, int SampleRate, int Channels)
{
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / Channels / SampleRate);

    /// <summary>All channels in one, at their mean.</summary>
    public Sound ToMono() => Channels == 1 ? this : new([.. Samples.Chunk(Channels).Select(frame => frame.Average())], SampleRate, 1);

    /// <summary>Louder or, with negative decibels, quieter. May go beyond full scale: a file of integers then clips.</summary>
    public Sound Amplify(double decibels)
    {
        var gain = (float)Math.Pow(10, decibels / 20);
        return this with { Samples = [.. Samples.Select(sample => sample * gain)] };
    }

    /// <summary>This, and then the other, which has the same format.</summary>
    public Sound Then(Sound next) => (next.SampleRate, next.Channels) == (SampleRate, Channels)
        ? this with { Samples = [.. Samples, .. next.Samples] }
        : throw new ArgumentException("Two sounds can follow each other only in the same format.", nameof(next));
}
