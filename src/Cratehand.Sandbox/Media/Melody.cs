namespace Cratehand.Sandbox.Media;

/// <summary>A tune over the harmony: small steps, notes of the chord on the strong beats, rest at the end of the phrase.</summary>
sealed class Melody(Random random)
{
    const int Lowest = 62;
    const int Highest = 86;

    // Lengths in beats; a negative one is a rest.
    static readonly double[][] Rhythms =
    [
        [1, 1, 1, 1], [1.5, 0.5, 1, 1], [0.5, 0.5, 1, 0.5, 0.5, 1], [0.75, 0.75, 0.5, 1, 1], [2, 1, 1], [4],
        [0.5, 0.5, 0.5, 0.5, 1, 1], [-0.5, 0.5, 1, 1.5, 0.5], [1.5, 1.5, 1], [-1, 0.5, 0.5, 1, 1], [3, 1], [-2, 1, 1],
    ];

    static readonly double[][] Endings = [[3, -1], [1, 2, -1], [0.5, 0.5, 2, -1], [2, -2]];

    int _pitch = random.Next(66, 82);

    public IEnumerable<Note> Play(Phrase phrase)
    {
        for (var bar = 0; bar < Harmony.PhraseBeats; bar += 4)
        {
            var beat = (double)bar;
            foreach (var length in Pick(bar == 12 ? Endings : Rhythms))
            {
                if (length > 0)
                {
                    _pitch = Next(beat % 2 == 0 || length >= 1.5 ? phrase.ChordAt(beat) : phrase.ScaleAt(beat));
                    yield return new(Timbre.Lead, phrase.Start + beat, length * 0.9, _pitch, 0.34 + (0.06 * random.NextDouble()));
                }

                beat += Math.Abs(length);
            }
        }
    }

    int Next(int[] allowed)
    {
        var aim = Math.Clamp(_pitch + random.Next(-6, 7), Lowest, Highest);
        return allowed
            .SelectMany(note => new[] { Harmony.AtOrAbove(aim, note), Harmony.AtOrAbove(aim, note) - 12 })
            .MinBy(pitch => Math.Abs(pitch - aim));
    }

    T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
