namespace Cratehand.Sandbox.Media;

/// <summary>Four bars and what is played in them.</summary>
/// <param name="Start">Its first beat, counted from the start of the piece.</param>
/// <param name="Changes">The beats within it on which the next chord comes.</param>
/// <param name="Harmony">The chords.</param>
sealed record Phrase(int Start, int[] Changes, Harmony Harmony)
{
    public int[] ChordAt(double beat) => Harmony.Chord(IndexAt(beat));

    public int[] ScaleAt(double beat) => Harmony.Scale(IndexAt(beat));

    /// <summary>Each chord with its beat and length.</summary>
    public IEnumerable<(int[] Chord, int Beat, int Beats)> Chords() => Changes.Select((beat, index) =>
        (Harmony.Chord(index), beat, (index + 1 < Changes.Length ? Changes[index + 1] : Harmony.PhraseBeats) - beat));

    int IndexAt(double beat) => Array.FindLastIndex(Changes, change => change <= beat);
}
