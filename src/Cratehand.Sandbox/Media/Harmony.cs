namespace Cratehand.Sandbox.Media;

/// <summary>
/// The cadence I–IV–V–I, a bar each: the shortest progression that leaves no doubt about its key. In minor the fifth
/// degree is major, with the leading note, as it has been since Bach.
/// </summary>
sealed class Harmony(int tonic, bool isMinor)
{
    public const int Bars = 4;

    static readonly int[] Roots = [0, 5, 7, 0];
    static readonly int[] MajorScale = [0, 2, 4, 5, 7, 9, 11];
    static readonly int[] MinorScale = [0, 2, 3, 5, 7, 8, 10];
    static readonly int[] HarmonicMinorScale = [0, 2, 3, 5, 7, 8, 11];

    /// <summary>Semitones above C of the chord's root, third and fifth.</summary>
    public int[] Chord(int bar)
    {
        var root = tonic + Roots[bar % Bars];
        return [root % 12, (root + (isMinor && !IsDominant(bar) ? 3 : 4)) % 12, (root + 7) % 12];
    }

    /// <summary>Semitones above C of the notes a melody may use in that bar, from the tonic up.</summary>
    public int[] Scale(int bar)
    {
        var scale = !isMinor ? MajorScale : IsDominant(bar) ? HarmonicMinorScale : MinorScale;
        return [.. scale.Select(step => (tonic + step) % 12)];
    }

    /// <summary>The lowest pitch at or above <paramref name="floor"/> with that distance to C.</summary>
    public static int AtOrAbove(int floor, int aboveC) => floor + ((((aboveC - floor) % 12) + 12) % 12);

    static bool IsDominant(int bar) => bar % Bars == 2;
}
