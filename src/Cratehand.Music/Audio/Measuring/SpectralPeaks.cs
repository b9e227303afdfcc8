namespace Cratehand.Music.Audio.Measuring;

/// <summary>Finds the tones in one spectrum and adds them to a chroma.</summary>
sealed class SpectralPeaks(double hertzPerBin)
{
    const double LowestHertz = 60;
    const double HighestHertz = 2_100;
    const int Neighbours = 20;

    /// <summary>A tone stands this far above the mean of its neighbourhood; one bin of noise in 140 does too.</summary>
    const double Prominence = 2.5;

    /// <summary>A peak may be an overtone: its 2nd, 3rd and 4th subharmonics get a share, each less than the one before.</summary>
    const int Subharmonics = 4;
    const double SubharmonicShare = 0.6;

    /// <summary>How many bins of a spectrum are needed.</summary>
    public int BinCount { get; } = (int)(HighestHertz / hertzPerBin) + Neighbours + 2;

    public void Collect(ReadOnlySpan<float> magnitudes, FineChroma chroma)
    {
        var neighbourhood = Sum(magnitudes[..((2 * Neighbours) + 1)]);
        for (var bin = Neighbours + 1; bin < BinCount - Neighbours - 1; bin++)
        {
            neighbourhood += magnitudes[bin + Neighbours] - magnitudes[bin - Neighbours - 1];
            var mean = neighbourhood / ((2 * Neighbours) + 1);
            if (IsPeak(magnitudes, bin) && magnitudes[bin] > Prominence * mean)
            {
                Add(magnitudes[(bin - 1)..(bin + 2)], bin, chroma);
            }
        }
    }

    static bool IsPeak(ReadOnlySpan<float> magnitudes, int bin) =>
        magnitudes[bin] > magnitudes[bin - 1] && magnitudes[bin] >= magnitudes[bin + 1];

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

        // The root: a loud note counts for more than a quiet one, but does not drown it.
        var weight = Math.Sqrt(around[1]);
        for (var divisor = 1; divisor <= Subharmonics && hertz / divisor >= LowestHertz; divisor++)
        {
            chroma.Add(hertz / divisor, weight);
            weight *= SubharmonicShare;
        }
    }
}
