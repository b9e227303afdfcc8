namespace Cratehand.Music.Audio.Measuring;

/// <summary>A tempo that the onsets repeat at.</summary>
/// <param name="Bpm">Beats per minute.</param>
/// <param name="Strength">How well the onsets fit it, as a share of the best: 0 to 1.</param>
/// <param name="Fit">How well in itself: 0 is chance, 1 a machine that does nothing else.</param>
public sealed record TempoPeak(double Bpm, double Strength, double Fit);
