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
        return new Measured(
            Bpm: rendered.Tempo,
            BpmConfidence: null,
            BpmCandidates: [],
            Key: key?.Key.ToString(KeyNotation.Standard),
            Camelot: key?.Key.ToString(KeyNotation.Camelot),
            OpenKey: key?.Key.ToString(KeyNotation.OpenKey),
            KeyConfidence: key?.Confidence,
            TuningCents: key?.TuningCents,
            LoudnessLufs: rendered.LoudnessLufs,
            TruePeakDbtp: rendered.TruePeakDbtp);
    }
}
