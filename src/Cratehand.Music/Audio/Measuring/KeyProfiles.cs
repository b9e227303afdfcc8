using Cratehand.Music.Tracks;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>
/// How much of each note, upwards from the tonic, a key is expected to hold: the probe-tone ratings of Krumhansl and Kessler
/// (1982), the revised profiles of Temperley (1999), and one of our own for dance music: its triads over a natural scale, the minor
/// with its flat seventh. None is best everywhere, so a key's fit is their mean, and what they agree on is surer.
/// </summary>
static class KeyProfiles
{
    static readonly double[][] Major =
    [
        [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
        [5.0, 2.0, 3.5, 2.0, 4.5, 4.0, 2.0, 4.5, 2.0, 3.5, 1.5, 4.0],
        [6.0, 1.0, 3.0, 1.0, 4.5, 3.0, 1.0, 5.0, 1.0, 3.0, 1.5, 2.5],
    ];

    static readonly double[][] Minor =
    [
        [6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
        [5.0, 2.0, 3.5, 4.5, 2.0, 4.0, 2.0, 4.5, 3.5, 2.0, 1.5, 4.0],
        [6.0, 1.0, 3.0, 4.5, 1.0, 3.0, 1.0, 5.0, 3.0, 1.0, 3.5, 1.5],
    ];

    /// <summary>Pearson correlation, −1 to 1, of the twelve notes' weights with what the key expects.</summary>
    public static double Fit(double[] notes, MusicalKey key) =>
        (key.IsMinor ? Minor : Major).Average(profile => Correlation(notes, profile, key.Tonic));

    /// <summary>The share of the profiles that, each on its own, would choose the key: 0 to 1.</summary>
    public static double Agreement(double[] notes, MusicalKey key) =>
        Enumerable.Range(0, Major.Length).Average(which => MusicalKey.All.MaxBy(other => Fit(notes, other, which)) == key ? 1.0 : 0.0);

    static double Fit(double[] notes, MusicalKey key, int which) => Correlation(notes, (key.IsMinor ? Minor : Major)[which], key.Tonic);

    static double Correlation(double[] notes, double[] profile, int tonic)
    {
        var (noteMean, profileMean) = (notes.Average(), profile.Average());
        var (both, note, expected) = (0.0, 0.0, 0.0);
        for (var i = 0; i < 12; i++)
        {
            var x = notes[(i + tonic) % 12] - noteMean;
            var y = profile[i] - profileMean;
            both += x * y;
            note += x * x;
            expected += y * y;
        }

        return note > 0 ? both / Math.Sqrt(note * expected) : 0;
    }
}
