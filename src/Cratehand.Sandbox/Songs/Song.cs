namespace Cratehand.Sandbox.Songs;

/// <summary>An invented song. It is a pure function of its index: any number of them costs nothing until one is asked for.</summary>
/// <param name="Index">0 and up; part of every id.</param>
/// <param name="Title">Without artist.</param>
/// <param name="Artist">The main artist.</param>
/// <param name="Guest">A second artist, or null.</param>
/// <param name="Duration">Of the original recording, to the second.</param>
/// <param name="Bpm">Beats a minute.</param>
/// <param name="Key">The musical key.</param>
public sealed record Song(int Index, string Title, string Artist, string? Guest, TimeSpan Duration, int Bpm, MusicalKey Key)
{
    /// <summary>All artists, the main one first.</summary>
    public IReadOnlyList<string> Artists => Guest is null ? [Artist] : [Artist, Guest];

    /// <summary>The release the song came out on; four songs share one.</summary>
    public string Album => $"{SongBook.At(Index / 4 * 4).Title} EP";

    /// <summary>The recording's code, 12 characters, e.g. <c>QZSBX2600017</c>.</summary>
    public string Isrc => $"QZSBX26{Index % 100_000:D5}";

    /// <summary>The day the song came out; long before the sandbox's day.</summary>
    public DateOnly Released => new DateOnly(2015, 1, 2).AddDays(Index * 17 % 3600);
}

/// <summary>A tonic, as a pitch class from 0 = C to 11 = B, and a mode.</summary>
public readonly record struct MusicalKey(int Tonic, bool IsMinor)
{
    static readonly string[] Tonics = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];

    /// <summary>E.g. <c>F# minor</c>.</summary>
    public override string ToString() => $"{Tonics[Tonic]} {(IsMinor ? "minor" : "major")}";
}
