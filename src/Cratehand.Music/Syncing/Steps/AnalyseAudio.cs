using Cratehand.Music.Audio;
using Cratehand.Music.Audio.Measuring;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>Makes of raw measurements what a DJ reads. Pure: the same measurements give the same words.</summary>
public sealed class AnalyseAudio
{
    public Measured Run(Rendered rendered)
    {
        var key = KeyFinder.Find(rendered.Chroma);
        var tempo = TempoJudge.Judge(rendered.Tempo, rendered.Repeats);
        return new Measured(
            Bpm: Rounded(tempo.Bpm),
            BpmConfidence: tempo.Confidence,
            BpmCandidates: [.. tempo.Candidates.Select(bpm => Rounded(bpm)!.Value)],
            Key: key?.Key.ToString(KeyNotation.Standard),
            Camelot: key?.Key.ToString(KeyNotation.Camelot),
            OpenKey: key?.Key.ToString(KeyNotation.OpenKey),
            KeyConfidence: key?.Confidence,
            TuningCents: key?.TuningCents,
            LoudnessLufs: rendered.LoudnessLufs,
            TruePeakDbtp: rendered.TruePeakDbtp)
        {
            Overs = rendered.Overs,
        };
    }

    // A hundredth is what it is measured to.
    static double? Rounded(double? bpm) => bpm is { } value ? Math.Round(value, 2) : null;
}
