using System.Runtime.CompilerServices;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>Finds the tones in one spectrum and adds them to a chroma.</summary>
sealed class SpectralPeaks(double hertzPerBin)
{
    const double LowestHertz = 60;
    const double HighestHertz = 2_100;
    const int Neighbours = 20;

    /// <summary>A tone stands this far above the mean of its neighbourhood.</summary>
    const double Prominence = 3.2;

    /// <summary>A held note's lobe in a Hann window is over after two bins; a drum hit, short within the window, is broader.</summary>
    const int Foot = 3;
    const double FootHeight = 0.3;

    /// <summary>A peak may be an overtone: its 2nd, 3rd and 4th subharmonics get a share, each less than the one before.</summary>
    const int Subharmonics = 4;
    const double SubharmonicShare = 0.6;

    /// <summary>How many bins of a spectrum are needed.</summary>
    public int BinCount { get; } = (int)(HighestHertz / hertzPerBin) + Neighbours + 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Collect(ReadOnlySpan<float> magnitudes, FineChroma chroma)
    {
        var neighbourhood = Sum(magnitudes[..((2 * Neighbours) + 1)]);
        for (var bin = Neighbours + 1; bin < BinCount - Neighbours - 1; bin++)
        {
            neighbourhood += magnitudes[bin + Neighbours] - magnitudes[bin - Neighbours - 1];
            var mean = neighbourhood / ((2 * Neighbours) + 1);
            if (IsPeak(magnitudes, bin) && magnitudes[bin] > Prominence * mean && IsNarrow(magnitudes, bin))
            {
                Add(magnitudes[(bin - 1)..(bin + 2)], bin, chroma);
            }
        }
    }

    static bool IsPeak(ReadOnlySpan<float> magnitudes, int bin) =>
        magnitudes[bin] > magnitudes[bin - 1] && magnitudes[bin] >= magnitudes[bin + 1];

    static bool IsNarrow(ReadOnlySpan<float> magnitudes, int bin) =>
        Math.Max(magnitudes[bin - Foot], magnitudes[bin + Foot]) < FootHeight * magnitudes[bin];

    static double Sum(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    void Add(ReadOnlySpan<float> around, int bin, FineChroma chroma)
    {
        // Three decibel values on a parabola: near its top, a Hann window's lobe is one.
        var (left, top, right) = (Math.Log(around[0] + 1e-12), Math.Log(around[1] + 1e-12), Math.Log(around[2] + 1e-12));
        var offset = 0.5 * (left - right) / (left - (2 * top) + right);
        var hertz = (bin + offset) * hertzPerBin;

        // Near the cube root: a loud note counts for more than a quiet one, but does not drown it.
        var weight = Math.Pow(around[1], 0.3) * Taper(hertz);
        for (var divisor = 1; divisor <= Subharmonics && hertz / divisor >= LowestHertz; divisor++)
        {
            chroma.Add(hertz / divisor, weight);
            weight *= SubharmonicShare;
        }
    }

    // An octave to fade in and one to fade out: at a hard edge the same music in another key would lose other notes.
    static double Taper(double hertz) =>
        Math.Clamp(Math.Log2(hertz / LowestHertz), 0, 1) * Math.Clamp(Math.Log2(HighestHertz / hertz), 0, 1);
}
