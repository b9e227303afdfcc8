namespace Cratehand.Music.Audio.Measuring;

/// <summary>
/// How much of each pitch a track holds, all octaves folded into one: tuning and musical key are read from this alone.
/// </summary>
/// <param name="Bins">120 weights, the mean over all windows that were not silent; bin <c>i</c> lies <c>10 i</c> cents above C, with A = 440 Hz.
/// An A of 440 Hz at full scale weighs about 14 in all, lower ones more, growing with the power 0.3 of its level; all are zero when nothing had a pitch.</param>
public sealed record FineChroma(double[] Bins)
{
    public const int BinCount = 120;
    public const double CentsPerBin = 10;

    /// <summary>C, 4¾ octaves below the A of 440 Hz.</summary>
    const double ReferenceHertz = 16.351597831287414;

    /// <summary>Adds weight at a pitch, shared between the two nearest bins.</summary>
    internal void Add(double hertz, double weight)
    {
        var place = 1200 * Math.Log2(hertz / ReferenceHertz) / CentsPerBin;
        var below = Math.Floor(place);
        var bin = (int)below % BinCount;
        Bins[bin] += weight * (below + 1 - place);
        Bins[(bin + 1) % BinCount] += weight * (place - below);
    }
}
