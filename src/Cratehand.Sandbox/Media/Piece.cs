namespace Cratehand.Sandbox.Media;

/// <summary>What a made-up piece of music is: everything about it that a measurement could find. The same piece always sounds the same.</summary>
/// <param name="Bpm">Beats per minute; four to the bar.</param>
/// <param name="Tonic">Semitones above C, 0 to 11.</param>
/// <param name="IsMinor">Minor, else major.</param>
/// <param name="Seconds">How long it sounds, the last half second fading out.</param>
public sealed record Piece(double Bpm, int Tonic, bool IsMinor, double Seconds)
{
    /// <summary>For people only: no sound depends on it.</summary>
    public string Title { get; init; } = "Untitled";

    /// <summary>Chooses melody, figures and voicing; tempo and key stay. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>In Hz. Default 44 100.</summary>
    public int SampleRate { get; init; } = 44_100;

    /// <summary>How far it is tuned from A = 440 Hz. Default 0.</summary>
    public double DetuneCents { get; init; }

    /// <summary>Kick, snare and hats. Default yes.</summary>
    public bool Drums { get; init; } = true;
}
