using System.Numerics;
using Cratehand.Music.Libraries.Fingerprints;
using Cratehand.Music.Tests.Support;
using CsCheck;

namespace Cratehand.Music.Tests.Libraries.Fingerprints;

public sealed class FingerprintMatchTests
{
    [Fact]
    public void BitsAreCountedWideAsOneByOne() =>
        Gen.UInt.Array[0, 100].SelectMany(a => Gen.UInt.Array[a.Length].Select(b => (a, b))).Sample(x =>
            Assert.Equal(x.a.Zip(x.b, (m, n) => (long)BitOperations.PopCount(m ^ n)).Sum(), FingerprintMatch.DifferingBits(x.a, x.b)));

    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    [InlineData(120)]
    [InlineData(-120)]
    public void OneThatBeginsLaterIsFoundByItsOffset(int offset)
    {
        var whole = Prints.Of(1);
        var (a, b) = offset >= 0 ? (whole, whole[offset..]) : (whole[-offset..], whole);

        var match = FingerprintMatch.Best(a, b)!;

        Assert.Equal((1.0, offset, 400 - Math.Abs(offset)), (match.Agreement, match.Offset, match.Overlap));
        Assert.True(match.IsSame);
    }

    [Fact]
    public void ALittleWornIsTheSameAndAQuarterIsNot()
    {
        var print = Prints.Of(1);

        Assert.InRange(FingerprintMatch.Best(print, Prints.Worn(print, 0.05))!.Agreement, 0.93, 0.97);
        Assert.True(FingerprintMatch.Best(print, Prints.Worn(print, 0.05))!.IsSame);
        Assert.False(FingerprintMatch.Best(print, Prints.Worn(print, 0.25))!.IsSame);
    }

    [Fact]
    public void StrangersShareHalfOfTheirBits() => Assert.InRange(FingerprintMatch.Best(Prints.Of(1), Prints.Of(2))!.Agreement, 0.45, 0.60);

    [Fact]
    public void FewerThanEightyItemsSayNothing() => Assert.Null(FingerprintMatch.Best(Prints.Of(1, 79), Prints.Of(1, 400)));

    [Fact]
    public void SilenceAndDronesSayNothing()
    {
        uint[] silence = [.. Enumerable.Repeat(627_964_279u, 500)];
        uint[] drone = [.. Enumerable.Range(0, 500).Select(i => (uint)(i % 20))];

        Assert.Null(FingerprintMatch.Best(silence, silence));
        Assert.Null(FingerprintMatch.Best(drone, drone));
    }
}
