using System.Runtime.CompilerServices;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>Finds the tones in one spectrum and adds them to a chroma.</summary>
/// <param name="highestHertz">Tones are looked for up to here.</param>
sealed class SpectralPeaks(double hertzPerBin, double highestHertz)
{
    /// <summary>The piano's lowest A.</summary>
    const double LowestHertz = 27.5;
    const int Neighbours = 20;

    /// <summary>
    /// A tone weighs less the higher it is, by a power of its frequency: so the same music in another key weighs as before but for
    /// one factor. A range with edges inside the music would lose other notes in every key.
    /// </summary>
    const double Fall = 0.35;
    const double UnchangedHertz = 200;

    /// <summary>A tone stands this far above the mean of its neighbourhood. From 4.2 on, quiet notes are lost, and fewer keys move along with a transposed score.</summary>
    const double Prominence = 3.6;

    /// <summary>A held note's lobe in a Hann window is over after two bins; a drum hit, short within the window, is broader.</summary>
    const int Foot = 3;
    const double FootHeight = 0.4;

    /// <summary>A peak may be an overtone: its 2nd to 5th subharmonics get a share, each less than the one before.</summary>
    const int Subharmonics = 5;
    const double SubharmonicShare = 0.6;

    /// <summary>How many bins of a spectrum are needed.</summary>
    public int BinCount { get; } = (int)(highestHertz / hertzPerBin) + Neighbours + 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Collect(ReadOnlySpan<float> magnitudes, FineChroma chroma)
    {
        // At the low end there are fewer neighbours below.
        var first = (int)Math.Ceiling(LowestHertz / hertzPerBin);
        var from = Math.Max(0, first - Neighbours);
        var neighbourhood = Sum(magnitudes[from..(first + Neighbours)]);
        for (var bin = first; bin < BinCount - Neighbours - 1; bin++)
        {
            neighbourhood += magnitudes[bin + Neighbours];
            if (bin - Neighbours > from)
            {
                neighbourhood -= magnitudes[from++];
            }

            var mean = neighbourhood / (bin + Neighbours + 1 - from);
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
        var weight = Math.Pow(around[1], 0.3) * Math.Pow(hertz / UnchangedHertz, -Fall);
        for (var divisor = 1; divisor <= Subharmonics && hertz / divisor >= LowestHertz; divisor++)
        {
            chroma.Add(hertz / divisor, weight);
            weight *= SubharmonicShare;
        }
    }
}
