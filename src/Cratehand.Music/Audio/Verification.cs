using System.Globalization;
using Cratehand.Music.Audio.Tools;

namespace Cratehand.Music.Audio;

/// <summary>Accepted, or refused with the reason and the way out.</summary>
public sealed record Verdict(bool Accepted, string Reason)
{
    public static Verdict Accept { get; } = new(true, "");

    public static Verdict Refuse(string reason) => new(false, reason);
}

/// <summary>Decides whether decoded audio may be filed: it decodes to its end, is long enough and is not silence.</summary>
/// <param name="MinimumSeconds">Shorter is no track. Default 1 s.</param>
/// <param name="SilenceDbfs">A peak below it is silence. Default −60 dBFS.</param>
public sealed record Verification(double MinimumSeconds = 1, double SilenceDbfs = -60)
{
    // Lossless lengths are exact to the sample; containers of lossy codecs count priming and padding (some 50 ms).
    const double LosslessTolerance = 0.01;
    const double LossyTolerance = 0.5;

    /// <summary>Judges one decode. Damage in a lossy file is forgiven as long as the length is right: players do the same.</summary>
    /// <param name="loudnessLufs">Integrated loudness, if measured: −70 LUFS or less (the gate of ITU-R BS.1770) is silence.</param>
    public Verdict Judge(Probe probe, Decoded decoded, double? loudnessLufs = null)
    {
        if (!decoded.Completed || decoded.Frames == 0)
        {
            return Verdict.Refuse($"It cannot be decoded ({LastError(decoded)}): the file is damaged; get it again.");
        }

        return Length(probe, decoded) ?? Damage(probe, decoded) ?? Sound(decoded, loudnessLufs) ?? Verdict.Accept;
    }

    static Verdict? Length(Probe probe, Decoded decoded)
    {
        var tolerance = probe.IsLossless ? LosslessTolerance : LossyTolerance;
        if (!probe.SecondsAreEstimated && probe.Seconds is { } declared && decoded.Seconds < declared - tolerance)
        {
            return Verdict.Refuse($"It is cut off or damaged: {Text(decoded.Seconds)} of {Text(declared)} seconds can be played; get it again.");
        }

        return probe.IsCutOff
            ? Verdict.Refuse($"It is cut off: its end is missing after {Text(decoded.Seconds)} seconds; get it again.")
            : null;
    }

    static Verdict? Damage(Probe probe, Decoded decoded) =>
        probe.IsLossless && decoded.Errors.Count > 0
            ? Verdict.Refuse($"It is damaged ({LastError(decoded)}): a lossless file must decode without an error; get it again.")
            : null;

    Verdict? Sound(Decoded decoded, double? loudnessLufs)
    {
        if (decoded.Seconds < MinimumSeconds)
        {
            return Verdict.Refuse($"It is too short for a track: {Text(decoded.Seconds)} seconds.");
        }

        return decoded.SamplePeakDbfs < SilenceDbfs || loudnessLufs <= -70
            ? Verdict.Refuse("It is silent from beginning to end: look for another copy.")
            : null;
    }

    static string LastError(Decoded decoded) => decoded.Errors.Count > 0 ? decoded.Errors[^1] : "the decoder gave no reason";

    static string Text(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture);
}
