using Cratehand.Music.Audio.Measuring;
using Cratehand.Music.Tracks;
using Cratehand.Sandbox.Media;

namespace Cratehand.Music.Tests.Audio.Measuring;

public class KeyFinderTests
{
    [Theory]
    [InlineData(false, 0, 22_050)]
    [InlineData(true, 0, 22_050)]
    [InlineData(true, 30, 22_050)]
    [InlineData(true, -30, 22_050)]
    public void TheKeyOfACadenceIsFoundInAllTwentyFour(bool drums, double detuneCents, int sampleRate)
    {
        var wrong = new List<string>();
        foreach (var key in MusicalKey.All)
        {
            var piece = Some(key) with { Drums = drums, DetuneCents = detuneCents, SampleRate = sampleRate };
            var found = Measure.Key(MusicMaker.Make(piece));
            if (found?.Key != key || Math.Abs(found.TuningCents - detuneCents) > 5)
            {
                wrong.Add($"{key}: {found}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(96_000)]
    public void TheSampleRateMakesNoDifference(int sampleRate)
    {
        var key = new MusicalKey(6, isMinor: true);

        Assert.Equal(key, Measure.Key(MusicMaker.Make(Some(key) with { SampleRate = sampleRate }))?.Key);
    }

    [Fact]
    public void ATransposedChromaMovesTheKeyByExactlyThat()
    {
        var chroma = Chroma(MusicMaker.Make(Some(new MusicalKey(2, isMinor: false))));
        var original = KeyFinder.Find(chroma)!;

        for (var semitones = 1; semitones < 12; semitones++)
        {
            var moved = KeyFinder.Find(new([.. Enumerable.Range(0, 120).Select(bin => chroma.Bins[(bin + 120 - (10 * semitones)) % 120])]))!;

            Assert.Equal(original.Key.Transpose(semitones), moved.Key);
            Assert.Equal(original.RunnerUp.Transpose(semitones), moved.RunnerUp);
            Assert.Equal(original.Confidence, moved.Confidence, 1e-9);
            Assert.Equal(original.TuningCents, moved.TuningCents, 1e-9);
        }
    }

    [Fact]
    public void ACadenceIsClearAndABareFifthIsNot()
    {
        Assert.InRange(Measure.Key(MusicMaker.Make(Some(new MusicalKey(9, isMinor: true))))!.Confidence, 0.5, 1);

        var fifth = new double[120];
        (fifth[90], fifth[40]) = (10, 10);
        Assert.InRange(KeyFinder.Find(new(fifth))!.Confidence, 0, 0.5);
    }

    [Fact]
    public void SilenceAndNoiseHaveNoKey()
    {
        Assert.Null(Measure.Key(Signals.Silence(2)));
        Assert.Null(Measure.Key(Signals.WhiteNoise(-1, 10)));
        Assert.Null(KeyFinder.Find(new([.. Enumerable.Repeat(10.0, 120)])));
    }

    [Fact]
    public void DrumsAloneHaveNoKey()
    {
        foreach (var bpm in new[] { 85, 113, 134, 160 })
        {
            Assert.Null(Measure.Key(MusicMaker.Make(new Piece(bpm, 0, false, 10) { Tones = false, Seed = bpm })));
        }
    }

    static Piece Some(MusicalKey key) =>
        new(84 + (((key.Tonic * 2) + (key.IsMinor ? 1 : 0)) * 37 % 90), key.Tonic, key.IsMinor, 12) { Seed = key.Tonic };

    static FineChroma Chroma(Sound sound)
    {
        var meter = new ChromaMeter(sound.SampleRate, sound.Channels);
        meter.Add(sound.Samples);
        return meter.Chroma();
    }
}
