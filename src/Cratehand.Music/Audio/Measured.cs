namespace Cratehand.Music.Audio;

/// <summary>What was measured of a recording; <c>null</c> where nothing could be, never a stand-in.</summary>
/// <param name="Bpm">Beats per minute.</param>
/// <param name="BpmConfidence">0 to 1; below 0.5 the tempo is flagged as ambiguous: it may be one of the candidates.</param>
/// <param name="BpmCandidates">Other tempi it could be, at most three, likeliest first; none when it is not ambiguous.</param>
/// <param name="Key">The musical key in standard notation, e.g. <c>F#m</c>.</param>
/// <param name="Camelot">The same as Camelot, e.g. <c>11A</c>.</param>
/// <param name="OpenKey">The same as Open Key, e.g. <c>4m</c>.</param>
/// <param name="KeyConfidence">0 to 1.</param>
/// <param name="TuningCents">How far the tuning lies from A = 440 Hz.</param>
/// <param name="LoudnessLufs">Integrated, EBU R128.</param>
/// <param name="TruePeakDbtp">ITU-R BS.1770-4 annex 2.</param>
public sealed record Measured(
    double? Bpm,
    double? BpmConfidence,
    IReadOnlyList<double> BpmCandidates,
    string? Key,
    string? Camelot,
    string? OpenKey,
    double? KeyConfidence,
    double? TuningCents,
    double? LoudnessLufs,
    double? TruePeakDbtp
)
{
    /// <summary>Samples above full scale on decoding; 0 for what never clips, <c>null</c> where it was not counted.</summary>
    public long? Overs { get; init; }
}
