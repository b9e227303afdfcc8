using System.Numerics;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>
/// The musical key in a chroma. Tuning first (circular mean of the pitches' distance to the semitones), then the
/// twelve semitones' weights are correlated with the 24 <see cref="KeyProfiles"/>.
/// <para>
/// Confidence = clarity × margin × agreement. Clarity says whether there are notes at all: 0 when the pitches lie anywhere between the
/// semitones, 1 from a mean resultant length of <see cref="ClearTuning"/> on. Margin says whether the key stands alone: 0
/// when the runner-up correlates as well, 1 when it is <see cref="ClearMargin"/> behind. Agreement falls from 1 to a half when none of the profiles, each on its own, would choose it.
/// </para>
/// </summary>
public static class KeyFinder
{
    const double NoTuning = 0.2;
    const double ClearTuning = 0.5;
    const double ClearMargin = 0.15;

    /// <summary>Music weighs more, even very quiet (about 6 at −60 dBFS); noise and drums alone at full scale less (at most 0.5 and 3): what they hold of tones is chance.</summary>
    const double NoTones = 4;

    /// <summary>The key, or <c>null</c> when nothing has a pitch: silence, noise, drums alone.</summary>
    public static KeyEstimate? Find(FineChroma chroma)
    {
        var tuning = Tuning(chroma.Bins);
        if (chroma.Bins.Sum() < NoTones || tuning.Magnitude < NoTuning)
        {
            return null;
        }

        var cents = tuning.Phase * 100 / (2 * Math.PI);
        var notes = Fold(chroma.Bins, cents);
        var ranked = MusicalKey.All.OrderByDescending(key => KeyProfiles.Fit(notes, key)).Take(2).ToArray();
        return new KeyEstimate(ranked[0], Confidence(notes, ranked, tuning.Magnitude), cents, ranked[1]);
    }

    /// <summary>Phase: the distance to the semitones, a whole turn being 100 cents. Magnitude: 1 when all agree, 0 when none do.</summary>
    static Complex Tuning(double[] bins)
    {
        var sum = Complex.Zero;
        for (var bin = 0; bin < bins.Length; bin++)
        {
            sum += Complex.FromPolarCoordinates(bins[bin], 2 * Math.PI * bin * FineChroma.CentsPerBin / 100);
        }

        var total = bins.Sum();
        return total > 0 ? sum / total : Complex.Zero;
    }

    /// <summary>Weights of C to B at the track's own tuning; what lies between two notes counts for neither.</summary>
    static double[] Fold(double[] bins, double tuningCents)
    {
        var notes = new double[12];
        for (var bin = 0; bin < bins.Length; bin++)
        {
            var place = ((bin * FineChroma.CentsPerBin) - tuningCents) / 100;
            var nearest = Math.Round(place);
            var nearness = Math.Cos(Math.PI * (place - nearest));
            notes[((int)nearest + 12) % 12] += bins[bin] * nearness * nearness;
        }

        // The root of a root: which notes there are says more than how loud one of them is.
        return [.. notes.Select(note => Math.Pow(note, 0.4))];
    }

    static double Confidence(double[] notes, MusicalKey[] ranked, double agreement)
    {
        var clarity = Math.Clamp((agreement - NoTuning) / (ClearTuning - NoTuning), 0, 1);
        var margin = KeyProfiles.Fit(notes, ranked[0]) - KeyProfiles.Fit(notes, ranked[1]);
        return clarity * Math.Clamp(margin / ClearMargin, 0, 1) * (0.5 + (0.5 * KeyProfiles.Agreement(notes, ranked[0])));
    }
}
