namespace Cratehand.Sandbox.Media;

/// <summary>Writes the score of a piece, phrase by phrase: bass and pad, and now and then arpeggio and melody.</summary>
sealed class Composer(Piece piece)
{
    // The same on every beat: a bass that answers itself over two beats is heard at half the tempo.
    static readonly double[][] BassFigures = [[0], [0, 0.75], [0, 0.5, 0.75]];
    static readonly int[][] Arpeggios = [[0, 1, 2, 1], [0, 2, 1, 2], [2, 1, 0, 1], [0, 1, 2, 2, 1, 0, 1, 2], [0, 2, 0, 1]];

    readonly Random _random = new(piece.Seed);

    public IEnumerable<Note> Compose()
    {
        var harmony = new Harmony(piece.Tonic, piece.IsMinor);
        var melody = new Melody(_random);
        var bass = Pick(BassFigures);
        var beats = piece.Seconds * piece.Bpm / 60;
        for (var start = 0; start < beats; start += Harmony.PhraseBeats)
        {
            var phrase = new Phrase(start, Pick(Harmony.Rhythms), harmony);
            foreach (var note in Play(phrase, melody, bass))
            {
                yield return note;
            }
        }
    }

    IEnumerable<Note> Play(Phrase phrase, Melody melody, double[] bass)
    {
        var floor = _random.Next(48, 60);
        var arpeggio = _random.NextDouble() < 0.6 ? Arpeggio(phrase, Pick(Arpeggios), floor + 10) : [];
        return Pad(phrase, floor, 0.06 + (0.08 * _random.NextDouble())).Concat(Bass(phrase, bass)).Concat(arpeggio).Concat(melody.Play(phrase));
    }

    static IEnumerable<Note> Pad(Phrase phrase, int floor, double level) =>
        from span in phrase.Chords()
        from note in span.Chord
        select new Note(Timbre.Pad, phrase.Start + span.Beat, span.Beats, Harmony.AtOrAbove(floor, note), level);

    static IEnumerable<Note> Bass(Phrase phrase, double[] figure) =>
        from beat in Enumerable.Range(0, Harmony.PhraseBeats)
        from part in figure
        select new Note(Timbre.Bass, phrase.Start + beat + part, 0.22, Harmony.AtOrAbove(33, phrase.ChordAt(beat)[0]), 0.36);

    static IEnumerable<Note> Arpeggio(Phrase phrase, int[] order, int floor) =>
        from i in Enumerable.Range(0, 2 * Harmony.PhraseBeats)
        let chord = phrase.ChordAt(i / 2.0)
        select new Note(Timbre.Pluck, phrase.Start + (i / 2.0), 0.4, Harmony.AtOrAbove(floor, chord[order[i % order.Length]]), 0.13);

    T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];
}
