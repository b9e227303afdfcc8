namespace Cratehand.Music.Audio.Measuring;

/// <summary>What is said of a tempo.</summary>
/// <param name="Bpm">Beats per minute; <c>null</c> when nothing repeats.</param>
/// <param name="Confidence">0 to 1, below <see cref="TempoJudge.Doubtful"/> it is open which of the candidates it is.</param>
/// <param name="Candidates">At most three others, likeliest first; none when there is no doubt.</param>
public sealed record TempoVerdict(double? Bpm, double? Confidence, IReadOnlyList<double> Candidates);

/// <summary>
/// Two detectors, one tempo. The onsets' own repetition decides; that <c>bpm</c> of bpm-tools hears the same makes it sure.
/// Where they differ, it depends on how far the rivals are behind; half and double are kept beside it. Pure.
/// </summary>
public static class TempoJudge
{
    /// <summary>Below this a tempo is flagged: its candidates are listed.</summary>
    public const double Doubtful = 0.5;

    /// <summary>A rival this close to the best is as good.</summary>
    const double AsGood = 0.85;

    /// <summary>With the next rival this far behind, the best stands alone.</summary>
    const double ClearLead = 0.4;

    /// <summary>Less repetition than that, and the tempo wavers or there is hardly any beat.</summary>
    const double ClearFit = 0.12;

    /// <summary>bpm-tools looks at random places: it is this exact at best.</summary>
    const double SameTempo = 0.02;

    /// <summary>Between what is heard and its relations, where the music itself leaves it open.</summary>
    static readonly double[] Relations = [0.5, 2, 2.0 / 3, 1.5, 0.75, 4.0 / 3];

    /// <param name="tool">What bpm-tools says; it gives some number for anything that sounds.</param>
    /// <param name="heard">What repeats, the best first.</param>
    public static TempoVerdict Judge(double? tool, IReadOnlyList<TempoPeak> heard)
    {
        if (heard.Count == 0)
        {
            return new TempoVerdict(null, null, []);
        }

        // Between rivals as good as each other, the second opinion decides.
        var best = heard.FirstOrDefault(peak => peak.Strength >= AsGood && tool is { } said && IsSame(said, peak.Bpm)) ?? heard[0];
        var confidence = Confidence(tool, best, heard);
        return new TempoVerdict(best.Bpm, confidence, confidence >= Doubtful ? [] : Others(tool, best, heard));
    }

    static double Confidence(double? tool, TempoPeak best, IReadOnlyList<TempoPeak> heard)
    {
        var clarity = Math.Clamp(best.Fit / ClearFit, 0, 1);
        return clarity * tool switch
        {
            // The second opinion has settled between half and double, and between them alone.
            { } said when IsSame(said, best.Bpm) => 0.4 + (0.6 * Lead(best, heard.Where(peak => !IsOctave(peak.Bpm, best.Bpm)))),
            // It hears the same beat an octave off: open unless the onsets themselves prefer one clearly.
            { } said when IsOctave(said, best.Bpm) => 0.3 + (0.4 * Lead(best, heard)),
            _ => 0.3 + (0.6 * Lead(best, heard)),
        };
    }

    static double Lead(TempoPeak best, IEnumerable<TempoPeak> heard) =>
        Math.Clamp((1 - heard.Where(peak => peak != best).Select(peak => peak.Strength).DefaultIfEmpty(0).Max()) / ClearLead, 0, 1);

    static List<double> Others(double? tool, TempoPeak best, IReadOnlyList<TempoPeak> heard)
    {
        var others = new List<double>();
        foreach (var other in heard.Where(peak => peak.Strength > 0.5).Select(peak => peak.Bpm).Concat(Said(tool, best, heard)))
        {
            if (others.Count < 3 && !IsSame(other, best.Bpm) && !others.Exists(known => IsSame(known, other)))
            {
                others.Add(other);
            }
        }

        return others;
    }

    // Where bpm-tools names a relation of what is heard, the relation is exact and bpm-tools is not.
    static IEnumerable<double> Said(double? tool, TempoPeak best, IReadOnlyList<TempoPeak> heard)
    {
        if (tool is not { } said)
        {
            return [];
        }

        return [heard.Select(peak => peak.Bpm).Concat(Relations.Select(part => best.Bpm * part)).FirstOrDefault(bpm => IsSame(bpm, said), said)];
    }

    static bool IsOctave(double one, double other) => IsSame(one, other * 2) || IsSame(one, other / 2);

    static bool IsSame(double one, double other) => Math.Abs(one - other) <= SameTempo * other;
}
