namespace Cratehand.Sandbox.Media;

/// <summary>A tune over the harmony: small steps, notes of the chord on the strong beats, rest at the end of the cadence.</summary>
sealed class Melody(Harmony harmony, Random random)
{
    const int Lowest = 64;
    const int Highest = 83;

    // Lengths in beats; a negative one is a rest.
    static readonly double[][] Rhythms =
    [
        [1, 1, 1, 1], [1.5, 0.5, 1, 1], [0.5, 0.5, 1, 0.5, 0.5, 1], [0.75, 0.75, 0.5, 1, 1], [2, 1, 1],
        [0.5, 0.5, 0.5, 0.5, 1, 1], [-0.5, 0.5, 1, 1.5, 0.5], [1.5, 1.5, 1], [-1, 0.5, 0.5, 1, 1],
    ];

    static readonly double[][] Endings = [[3, -1], [1, 2, -1], [0.5, 0.5, 2, -1]];

    int _pitch = random.Next(70, 78);

    public IEnumerable<Note> Bar(int bar)
    {
        var isEnd = bar % Harmony.Bars == Harmony.Bars - 1;
        var rhythm = Pick(isEnd ? Endings : Rhythms);
        var beat = 0.0;
        foreach (var length in rhythm)
        {
            if (length > 0)
            {
                _pitch = Next(bar, isStrong: beat % 2 == 0 || length >= 1.5);
                yield return new(Timbre.Lead, (bar * 4) + beat, length * 0.9, _pitch, 0.3 + (0.06 * random.NextDouble()));
            }

            beat += Math.Abs(length);
        }
    }

    int Next(int bar, bool isStrong)
    {
        var aim = Math.Clamp(_pitch + random.Next(-5, 6), Lowest, Highest);
        var allowed = isStrong ? harmony.Chord(bar) : harmony.Scale(bar);
        return allowed
            .SelectMany(note => new[] { Harmony.AtOrAbove(aim, note), Harmony.AtOrAbove(aim, note) - 12 })
            .MinBy(pitch => Math.Abs(pitch - aim));
    }

    T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
