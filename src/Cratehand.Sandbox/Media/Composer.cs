namespace Cratehand.Sandbox.Media;

/// <summary>Writes the score of a piece: pad, bass, arpeggio and melody.</summary>
static class Composer
{
    static readonly double[][] BassFigures = [[0, 1, 2, 3], [0, 0.5, 1.5, 2, 2.5, 3.5], [0, 0.75, 1.5, 2, 3], [0, 1.5, 2, 3.5]];
    static readonly int[][] Arpeggios = [[0, 1, 2, 1], [0, 2, 1, 2], [2, 1, 0, 1], [0, 1, 2, 2, 1, 0, 1, 2], [0, 2, 0, 1]];

    public static IEnumerable<Note> Compose(Piece piece)
    {
        var random = new Random(piece.Seed);
        var harmony = new Harmony(piece.Tonic, piece.IsMinor);
        var melody = new Melody(harmony, random);
        var voicing = random.Next(50, 57);
        var bass = BassFigures[random.Next(BassFigures.Length)];
        var arpeggio = Arpeggios[random.Next(Arpeggios.Length)];
        var bars = (int)Math.Ceiling(piece.Seconds * piece.Bpm / 60 / 4);
        return Enumerable.Range(0, bars).SelectMany(bar =>
        {
            var chord = harmony.Chord(bar);
            return Pad(bar, chord, voicing).Concat(Bass(bar, chord, bass)).Concat(Arpeggio(bar, chord, arpeggio, voicing + 10)).Concat(melody.Bar(bar));
        });
    }

    static IEnumerable<Note> Pad(int bar, int[] chord, int floor) =>
        chord.Select(note => new Note(Timbre.Pad, bar * 4, 4, Harmony.AtOrAbove(floor, note), 0.13));

    static IEnumerable<Note> Bass(int bar, int[] chord, double[] figure) =>
        figure.Select(beat => new Note(Timbre.Bass, (bar * 4) + beat, 0.45, Harmony.AtOrAbove(33, chord[0]), 0.4));

    static IEnumerable<Note> Arpeggio(int bar, int[] chord, int[] order, int floor) =>
        Enumerable.Range(0, 8).Select(i =>
            new Note(Timbre.Pluck, (bar * 4) + (i / 2.0), 0.4, Harmony.AtOrAbove(floor, chord[order[i % order.Length]]), 0.14));
}
