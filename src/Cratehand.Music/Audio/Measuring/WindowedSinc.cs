namespace Cratehand.Music.Audio.Measuring;

/// <summary>Low-pass filters by the window method.</summary>
static class WindowedSinc
{
    /// <summary>
    /// A filter whose middle lies at <paramref name="centre"/> (in taps, may be between two) and whose taps sum to 1.
    /// </summary>
    /// <param name="cutoff">The −6 dB frequency as a share of the sample rate, at most 0.5.</param>
    /// <param name="centre">Where the peak lies.</param>
    /// <param name="reach">Taps further than this from the centre are zero.</param>
    /// <param name="taps">The filter to fill.</param>
    public static void Fill(double cutoff, double centre, double reach, Span<float> taps)
    {
        var sum = 0.0;
        for (var i = 0; i < taps.Length; i++)
        {
            var at = i - centre;
            var tap = Sinc(2 * cutoff * at) * Kaiser(at / reach);
            taps[i] = (float)tap;
            sum += tap;
        }

        foreach (ref var tap in taps)
        {
            tap = (float)(tap / sum);
        }
    }

    static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    // Beta 6: side lobes 60 dB down.
    static double Kaiser(double x) => Math.Abs(x) >= 1 ? 0 : Bessel(6 * Math.Sqrt(1 - (x * x))) / Bessel(6);

    static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > sum * 1e-12; k++)
        {
            term *= x / 2 / k * (x / 2 / k);
            sum += term;
        }

        return sum;
    }
}
