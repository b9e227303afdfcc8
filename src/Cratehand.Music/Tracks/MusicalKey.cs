namespace Cratehand.Music.Tracks;

/// <summary>A musical key: one of 24. Written only at the edges, by <see cref="ToString(KeyNotation)"/>.</summary>
public sealed record MusicalKey
{
    static readonly string[] Names = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];

    /// <param name="tonic">Semitones above C, 0 to 11.</param>
    /// <param name="isMinor">Minor, else major.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tonic is not 0 to 11.</exception>
    public MusicalKey(int tonic, bool isMinor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tonic);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tonic, 11);
        Tonic = tonic;
        IsMinor = isMinor;
    }

    /// <summary>Semitones above C, 0 to 11.</summary>
    public int Tonic { get; }

    public bool IsMinor { get; }

    /// <summary>All 24: the twelve major keys upwards from C, then the twelve minor.</summary>
    public static IEnumerable<MusicalKey> All =>
        from isMinor in new[] { false, true }
        from tonic in Enumerable.Range(0, 12)
        select new MusicalKey(tonic, isMinor);

    /// <summary>Reads any of the three notations, whatever the case; <c>null</c> for anything else (ID3's <c>o</c>, off key, too).</summary>
    public static MusicalKey? Parse(string? text) => KeyText.Parse(text);

    /// <summary>The key after a shift in pitch; any number of semitones, down when negative.</summary>
    public MusicalKey Transpose(int semitones) => new((((Tonic + semitones) % 12) + 12) % 12, IsMinor);

    /// <summary>The standard notation.</summary>
    public override string ToString() => ToString(KeyNotation.Standard);

    public string ToString(KeyNotation notation) => notation switch
    {
        KeyNotation.Standard => Names[Tonic] + (IsMinor ? "m" : ""),
        KeyNotation.Camelot => $"{((OpenKeyNumber + 6) % 12) + 1}{(IsMinor ? 'A' : 'B')}",
        KeyNotation.OpenKey => $"{OpenKeyNumber}{(IsMinor ? 'm' : 'd')}",
        _ => throw new ArgumentOutOfRangeException(nameof(notation)),
    };

    /// <summary>The key at a place of the Open Key wheel, 1 to 12: C major is 1d, and each step is a fifth up.</summary>
    internal static MusicalKey AtOpenKey(int number, bool isMinor) =>
        new MusicalKey((number - 1) * 7 % 12, isMinor).Transpose(isMinor ? -3 : 0);

    // A fifth is seven semitones, and 7 × 7 = 1 (mod 12): the same factor leads to the wheel and back.
    int OpenKeyNumber => ((Tonic + (IsMinor ? 3 : 0)) * 7 % 12) + 1;
}
