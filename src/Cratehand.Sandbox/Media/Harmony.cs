namespace Cratehand.Sandbox.Media;

/// <summary>
/// The cadence I–IV–V–I: the shortest progression that leaves no doubt about its key. In minor the fifth degree is
/// major, with the leading note, as it has been since Bach.
/// </summary>
sealed class Harmony(int tonic, bool isMinor)
{
    /// <summary>How long a phrase lasts: one cadence or two.</summary>
    public const int PhraseBeats = 16;

    static readonly int[] Roots = [0, 5, 7, 0];
    static readonly int[] MajorScale = [0, 2, 4, 5, 7, 9, 11];
    static readonly int[] MinorScale = [0, 2, 3, 5, 7, 8, 10];
    static readonly int[] HarmonicMinorScale = [0, 2, 3, 5, 7, 8, 11];

    /// <summary>The beats of a phrase on which the next chord comes.</summary>
    public static int[][] Rhythms { get; } =
        [[0, 4, 8, 12], [0, 6, 10, 14], [0, 4, 6, 8], [0, 2, 4, 6, 8, 10, 12, 14], [0, 8, 12, 14], [0, 2, 4, 6, 8, 12, 14, 15]];

    /// <summary>Semitones above C of the root, third and fifth of a phrase's nth chord.</summary>
    public int[] Chord(int index)
    {
        var root = tonic + Roots[index % Roots.Length];
        return [root % 12, (root + (isMinor && !IsDominant(index) ? 3 : 4)) % 12, (root + 7) % 12];
    }

    /// <summary>Semitones above C of the notes a melody may use over it, from the tonic up.</summary>
    public int[] Scale(int index)
    {
        var scale = !isMinor ? MajorScale : IsDominant(index) ? HarmonicMinorScale : MinorScale;
        return [.. scale.Select(step => (tonic + step) % 12)];
    }

    /// <summary>The lowest pitch at or above <paramref name="floor"/> with that distance to C.</summary>
    public static int AtOrAbove(int floor, int aboveC) => floor + ((((aboveC - floor) % 12) + 12) % 12);

    static bool IsDominant(int index) => index % Roots.Length == 2;
}
