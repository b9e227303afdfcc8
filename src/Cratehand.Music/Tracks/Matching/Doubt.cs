namespace Cratehand.Music.Tracks.Matching;

/// <summary>What speaks against two descriptions being one recording.</summary>
/// <param name="Weight">What it takes from the score.</param>
/// <param name="IsOpen">With it, a person has to say.</param>
readonly record struct Doubt(string Text, double Weight, bool IsOpen);
