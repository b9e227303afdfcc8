using System.Numerics;
using Cratehand.Sandbox.Media;

namespace Cratehand.Sandbox.Tests.Media;

public class MusicMakerTests
{
    static readonly Piece Piece = new(126, 9, true, 20);

    [Theory]
    [InlineData(85, 1)]
    [InlineData(96.5, 2)]
    [InlineData(110, 3)]
    [InlineData(124, 4)]
    [InlineData(128, 5)]
    [InlineData(140, 6)]
    [InlineData(155, 7)]
    [InlineData(174, 8)]
    public async Task ItsTempoIsHeardByBpmTools(double bpm, int seed)
    {
        var sound = MusicMaker.Make(new Piece(bpm, seed % 12, seed % 2 == 0, 20) { Seed = seed });

        Assert.Equal(bpm, await Tools.BpmAsync(sound), 1.0);
    }

    [Fact]
    public void TheSamePieceIsTheSameSound() =>
        Assert.Equal(MusicMaker.Make(Piece).Samples, MusicMaker.Make(Piece with { Title = "Under another name" }).Samples);

    [Theory]
    [InlineData(8_000)]
    [InlineData(44_100)]
    [InlineData(96_000)]
    public void ItIsAsLongAsOrderedAndNeverClips(int sampleRate)
    {
        var sound = MusicMaker.Make(Piece with { Seconds = 7.3, SampleRate = sampleRate });

        Assert.Equal(7.3, sound.Duration.TotalSeconds, 0.001);
        Assert.InRange(sound.Samples.Max(Math.Abs), 0.4f, 0.9f);
        Assert.InRange(sound.Samples[^1], -0.001f, 0.001f);
    }

    [Fact]
    public async Task ItIsAboutAsLoudAsMusicIsSold()
    {
        foreach (var piece in new[] { Piece, Piece with { Drums = false, Seed = 2 }, new Piece(90, 3, false, 20) { Seed = 3 } })
        {
            Assert.InRange(await Tools.LoudnessAsync(MusicMaker.Make(piece)), -15.5, -12.5);
        }
    }

    // Of the same recording in another coding more than 0.9 of the bits agree; of unrelated ones about 0.55.
    [Fact]
    public async Task PiecesOfOneKeyAndTempoAreToldApartByTheirFingerprints()
    {
        var prints = new List<uint[]>();
        foreach (var seed in Enumerable.Range(1, 4))
        {
            prints.Add(await Tools.FingerprintAsync(MusicMaker.Make(Piece with { Seed = seed, Seconds = 30 })));
        }

        var alike = from one in prints from other in prints where one != other select Likeness(one, other);
        Assert.All(alike, likeness => Assert.InRange(likeness, 0, 0.75));
    }

    static double Likeness(uint[] one, uint[] other) =>
        Enumerable.Range(-40, 81).Max(offset => one
            .Select((print, i) => (print, at: i + offset))
            .Where(pair => pair.at >= 0 && pair.at < other.Length)
            .Average(pair => 1 - (BitOperations.PopCount(pair.print ^ other[pair.at]) / 32.0)));
}
