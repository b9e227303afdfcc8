namespace Cratehand.Music.Audio.Measuring;

/// <summary>How well a tempo fits an autocorrelation of onsets.</summary>
sealed class Repetition(double[] repeats, double framesPerSecond)
{
    /// <summary>Where people tap, whatever the music: around 131, falling off within an octave or so.</summary>
    const double LikeliestBpm = 131;
    const double Spread = 0.85;

    /// <summary>Half a beat off it should not repeat as well, or the beat is twice as fast.</summary>
    const double OffBeat = 0.03;

    /// <summary>After how many beats it repeats, and what that weighs: bars and phrases go by twos, which tells a beat from a dotted one.</summary>
    static readonly (int Beats, double Weight)[] After = [(1, 1), (2, 0.6), (3, 0.2), (4, 1.5), (6, 0.1), (8, 0.1), (12, 0.05), (16, 0.1)];

    public double Score(double bpm)
    {
        var period = 60 * framesPerSecond / bpm;
        var (sum, weights) = (0.0, 0.0);
        foreach (var (beats, weight) in After)
        {
            // What a short excerpt cannot show says nothing for or against.
            var shown = (beats * period) + 1 < repeats.Length;
            sum += shown ? weight * At(beats * period) : 0;
            weights += shown ? weight : 0;
        }

        var octaves = Math.Log2(bpm / LikeliestBpm) / Spread;
        return weights > 0 ? ((sum / weights) - (OffBeat * At(period / 2))) * Math.Exp(-0.5 * octaves * octaves) : 0;
    }

    /// <summary>The tempo close by that fits best over many beats: the further the repetition, the finer the scale.</summary>
    public double Refine(double bpm)
    {
        var best = bpm;
        foreach (var beats in (int[])[4, 8, 16])
        {
            if (beats * 60 * framesPerSecond / best * 1.02 < repeats.Length - 1)
            {
                best = Peak(best, beats, 0.08 / beats);
            }
        }

        return best;
    }

    double Peak(double bpm, int beats, double range)
    {
        var (best, height) = (bpm, double.NegativeInfinity);
        for (var part = -20; part <= 20; part++)
        {
            var tried = bpm * (1 + (range * part / 20));
            var sum = 0.0;
            for (var beat = 1; beat <= beats; beat++)
            {
                sum += At(beat * 60 * framesPerSecond / tried);
            }

            (best, height) = sum > height ? (tried, sum) : (best, height);
        }

        return best;
    }

    // Between two frames: on a parabola through three, so that a peak keeps its place.
    double At(double lag)
    {
        var nearest = (int)Math.Round(lag);
        if (nearest < 1 || nearest + 1 >= repeats.Length)
        {
            return 0;
        }

        var (left, middle, right, x) = (repeats[nearest - 1], repeats[nearest], repeats[nearest + 1], lag - nearest);
        return middle + (x * (right - left) / 2) + (x * x * (left - (2 * middle) + right) / 2);
    }
}
