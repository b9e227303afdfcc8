using System.Numerics;
using System.Runtime.InteropServices;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>
/// The tempo in a row of onsets, by their autocorrelation: a beat repeats after one, two, three and four periods, and
/// less so half a period off. What competes (half, double, two thirds) is kept beside the best.
/// </summary>
public static class TempoFinder
{
    /// <summary>With less there is no tempo to speak of; seconds.</summary>
    const double LeastSeconds = 5;

    /// <summary>How far repetitions are looked for; seconds. 16 beats at 70 BPM.</summary>
    const double Reach = 14;

    /// <summary>Steps of the search: 0.5 % of the tempo.</summary>
    const double Step = 1.005;

    /// <summary>The best and its rivals, the best first; none when nothing repeats.</summary>
    /// <param name="minimum">Beats per minute; slower ones are heard as their double.</param>
    /// <param name="maximum">Beats per minute; faster ones are heard as their half.</param>
    public static IReadOnlyList<TempoPeak> Find(ReadOnlySpan<float> onsets, double framesPerSecond, double minimum, double maximum)
    {
        if (onsets.Length < LeastSeconds * framesPerSecond)
        {
            return [];
        }

        var repeats = Autocorrelation(Sharpen(onsets, framesPerSecond), (int)Math.Min(onsets.Length / 2.0, Reach * framesPerSecond));
        return repeats is null ? [] : Ranked(new Repetition(repeats, framesPerSecond), minimum, maximum);
    }

    static List<TempoPeak> Ranked(Repetition repetition, double minimum, double maximum)
    {
        var found = new List<(double Bpm, double Score)>();
        var (before, here) = (double.NegativeInfinity, repetition.Score(minimum / Step));
        for (var bpm = minimum; bpm <= maximum * 1.0001; bpm *= Step)
        {
            var after = repetition.Score(Math.Min(bpm * Step, maximum * Step));
            (before, here, var last) = (here, repetition.Score(bpm), before);
            if (here > before && here >= after && here > 0)
            {
                found.Add((repetition.Refine(bpm), here));
            }
        }

        found.Sort((a, b) => b.Score.CompareTo(a.Score));
        return [.. found.Take(6).Select(f => new TempoPeak(f.Bpm, f.Score / found[0].Score, f.Score))];
    }

    /// <summary>What stands out of its surroundings (1.5 s), measured by how much things vary there.</summary>
    static float[] Sharpen(ReadOnlySpan<float> onsets, double framesPerSecond)
    {
        var around = (int)(0.75 * framesPerSecond);
        var sharp = new float[onsets.Length];
        double sum = 0, squares = 0;
        for (var i = -around; i < onsets.Length; i++)
        {
            var entering = i + around < onsets.Length ? onsets[i + around] : 0;
            var leaving = i - around - 1 >= 0 ? onsets[i - around - 1] : 0;
            sum += entering - leaving;
            squares += (entering * entering) - (leaving * leaving);
            if (i >= 0)
            {
                var mean = sum / ((2 * around) + 1);
                var deviation = Math.Sqrt(Math.Max(0, (squares / ((2 * around) + 1)) - (mean * mean)));
                sharp[i] = (float)Math.Max(0, (onsets[i] - mean) / (deviation + 0.02));
            }
        }

        return sharp;
    }

    /// <summary>How much the row resembles itself so many frames later, 1 for no frames, 0 for chance; <c>null</c> for silence.</summary>
    static double[]? Autocorrelation(float[] row, int reach)
    {
        var mean = row.Average();
        for (var i = 0; i < row.Length; i++)
        {
            row[i] -= mean;
        }

        var energy = Dot(row, row) / row.Length;
        return energy < 1e-6 ? null : [.. Enumerable.Range(0, reach + 1).Select(lag => Dot(row.AsSpan(lag), row) / (row.Length - lag) / energy)];
    }

    static double Dot(ReadOnlySpan<float> late, ReadOnlySpan<float> early)
    {
        var left = MemoryMarshal.Cast<float, Vector<float>>(late);
        var right = MemoryMarshal.Cast<float, Vector<float>>(early[..late.Length]);
        var sum = Vector<float>.Zero;
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return Vector.Sum(sum);
    }
}
