using Cratehand.Music.Audio.Measuring;
using Cratehand.Sandbox.Media;
using CsCheck;

namespace Cratehand.Music.Tests.Audio.Measuring;

public class ChunkTests
{
    [Fact]
    public void HowTheSamplesWereCutMakesNoDifference()
    {
        var sound = MusicMaker.Make(new Piece(123, 7, true, 2));
        var whole = MeasureIn(sound, [int.MaxValue / 2]);

        Gen.Int[1, 5_000].Array[1, 6].Sample(cuts => MeasureIn(sound, cuts) == whole, iter: 10);
    }

    static (double?, double?, double?, string) MeasureIn(Sound sound, int[] cuts)
    {
        var loudness = new LoudnessMeter(sound.SampleRate, sound.Channels);
        var peak = new TruePeakMeter(sound.SampleRate, sound.Channels);
        var chroma = new ChromaMeter(sound.SampleRate, sound.Channels);
        Measure.Feed(sound, cuts, chunk =>
        {
            loudness.Add(chunk);
            peak.Add(chunk);
            chroma.Add(chunk);
        });
        return (loudness.Integrated(), peak.TruePeak(), peak.SamplePeak(), string.Join(' ', chroma.Chroma().Bins));
    }
}
