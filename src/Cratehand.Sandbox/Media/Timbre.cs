namespace Cratehand.Sandbox.Media;

/// <summary>How an instrument sounds.</summary>
/// <param name="Harmonics">Amplitude of the fundamental and of each overtone.</param>
/// <param name="Attack">Seconds to full level.</param>
/// <param name="Decay">Seconds in which all but a third of what is above <paramref name="Sustain"/> fades.</param>
/// <param name="Sustain">Share of the level that stays while the note is held.</param>
/// <param name="Release">Seconds to silence after it.</param>
/// <param name="SpreadCents">How far left and right are apart in pitch: what makes it wide.</param>
/// <param name="Echoes">Whether the room answers.</param>
sealed record Timbre(double[] Harmonics, double Attack, double Decay, double Sustain, double Release, double SpreadCents, bool Echoes)
{
    public static Timbre Pad { get; } = new([1, 0.5, 0.28, 0.16, 0.08, 0.05], 0.08, 0.8, 0.8, 0.25, 4, false);

    public static Timbre Bass { get; } = new([1, 0.6, 0.3, 0.2, 0.1], 0.006, 0.25, 0.55, 0.05, 0, false);

    public static Timbre Pluck { get; } = new([1, 0.35, 0.25, 0.08, 0.06], 0.004, 0.12, 0.05, 0.08, 3, true);

    public static Timbre Lead { get; } = new([1, 0.25, 0.4, 0.1, 0.15], 0.015, 0.5, 0.5, 0.12, 5, true);
}
