using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>Coefficients of a second-order filter, <c>a0</c> = 1.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct Biquad(double B0, double B1, double B2, double A1, double A2)
{
    /// <summary>
    /// Stage 1 of the K-weighting of ITU-R BS.1770-4 Annex 1, the head: a shelf of +4 dB above 1.7 kHz. The Recommendation
    /// lists coefficients for 48 kHz alone; these analogue parameters reproduce them, and give every other rate by the bilinear transform.
    /// </summary>
    public static Biquad Head(int sampleRate)
    {
        const double quality = 0.7071752369554196;
        var k = Math.Tan(Math.PI * 1681.974450955533 / sampleRate);
        var high = Math.Pow(10, 3.999843853973347 / 20);
        var band = Math.Pow(high, 0.4996667741545416);
        var a0 = 1 + (k / quality) + (k * k);
        return new(
            (high + (band * k / quality) + (k * k)) / a0,
            2 * ((k * k) - high) / a0,
            (high - (band * k / quality) + (k * k)) / a0,
            2 * ((k * k) - 1) / a0,
            (1 - (k / quality) + (k * k)) / a0);
    }

    /// <summary>Stage 2, the RLB curve: a high pass at 38 Hz. Its numerator stays 1, −2, 1 as in the Recommendation.</summary>
    public static Biquad LowCut(int sampleRate)
    {
        const double quality = 0.5003270373238773;
        var k = Math.Tan(Math.PI * 38.13547087602444 / sampleRate);
        var a0 = 1 + (k / quality) + (k * k);
        return new(1, -2, 1, 2 * ((k * k) - 1) / a0, (1 - (k / quality) + (k * k)) / a0);
    }
}

/// <summary>A biquad at work on two channels at once, one in each lane (transposed direct form II).</summary>
[StructLayout(LayoutKind.Auto)]
struct StereoBiquad(Biquad filter)
{
    readonly Vector128<double> _b0 = Vector128.Create(filter.B0);
    readonly Vector128<double> _b1 = Vector128.Create(filter.B1);
    readonly Vector128<double> _b2 = Vector128.Create(filter.B2);
    readonly Vector128<double> _a1 = Vector128.Create(-filter.A1);
    readonly Vector128<double> _a2 = Vector128.Create(-filter.A2);
    Vector128<double> _first;
    Vector128<double> _second;

    public Vector128<double> Next(Vector128<double> input)
    {
        var output = Vector128.FusedMultiplyAdd(_b0, input, _first);
        _first = Vector128.FusedMultiplyAdd(_a1, output, Vector128.FusedMultiplyAdd(_b1, input, _second));
        _second = Vector128.FusedMultiplyAdd(_a2, output, _b2 * input);
        return output;
    }

    /// <summary>Ends what has faded too far to be heard (denormal numbers are slow) and what a broken sample left (NaN is for ever).</summary>
    public void Settle()
    {
        _first = Settled(_first);
        _second = Settled(_second);
    }

    static Vector128<double> Settled(Vector128<double> state)
    {
        var size = Vector128.Abs(state);
        var alive = Vector128.GreaterThan(size, Vector128.Create(1e-20)) & Vector128.LessThan(size, Vector128.Create(1e20));
        return Vector128.ConditionalSelect(alive, state, Vector128<double>.Zero);
    }
}
