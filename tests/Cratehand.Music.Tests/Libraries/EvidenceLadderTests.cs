using Cratehand.Music.Libraries;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Libraries;

[Scenario("S16")]
public sealed class EvidenceLadderTests
{
    const string Isrc = "GBAYE0000001";

    static readonly uint[] Print = Prints.Of(1);

    [Fact]
    public void ALinkAndTheBytesDecideWhateverTheNamesSay()
    {
        var link = Some.Recording("A (Live)", seconds: 100) with { Evidence = [Some.Link()] };
        var bytes = Some.Recording("A (Live)", seconds: 100) with { Evidence = [Some.Hash("aa")] };

        Assert.Equal(Rung.PlatformId, EvidenceLadder.Judge(link, Some.Recording("B") with { Evidence = [Some.Link()] }).Rung);
        Assert.Equal(Rung.ContentHash, EvidenceLadder.Judge(bytes, Some.Recording("B") with { Evidence = [new(EvidenceKind.FileHash, "aa")] }).Rung);
    }

    [Theory]
    [InlineData(200, 209, "Song", "Song (Original Mix)", true)]
    [InlineData(200, 212, "Song", "Song", false)]           // six per cent longer: an edit under the code of the whole
    [InlineData(200, 201, "Song", "Song (Somebody Remix)", false)]
    [InlineData(200, 201, "Song", "Song (Instrumental)", false)]
    public void AnIsrcDecidesOnlyAtTheSameLengthAndVersion(double a, double b, string first, string second, bool isOne) =>
        Assert.Equal(isOne, EvidenceLadder.Judge(Some.Recording(first, Isrc, a), Some.Recording(second, Isrc, b)) is { IsProven: true, Rung: Rung.Isrc });

    [Fact]
    public void AnIsrcWithoutALengthDecidesNothing() =>
        Assert.False(EvidenceLadder.Judge(Some.Recording("Song", Isrc) with { Seconds = null }, Some.Recording("Other", Isrc)).IsProven);

    [Theory]
    [InlineData("Song", "Unknown 3", 200, 201, true)]
    [InlineData("Song", "Song (Karaoke)", 200, 200, false)] // its first two minutes may sound alike
    [InlineData("Song", "Song", 200, 390, false)]           // the radio edit has the first minutes of the whole
    [InlineData("Song", "Song (Sped Up)", 200, 200, false)]
    public void TheSoundDecidesUnlessVersionOrLengthSpeakAgainstIt(string first, string second, double a, double b, bool isOne)
    {
        var judgement = EvidenceLadder.Judge(
            Some.Recording(first, seconds: a, fingerprint: Print), Some.Recording(second, seconds: b, fingerprint: Prints.Worn(Print, 0.03)));

        Assert.Equal(isOne, judgement is { IsProven: true, Rung: Rung.Fingerprint });
    }

    [Fact]
    public void WhatBeginsLaterMayBeAsMuchShorter() =>
        Assert.Equal(
            "fingerprint agrees 1.00 at offset 100",
            EvidenceLadder.Judge(Some.Recording("A", seconds: 100, fingerprint: Print), Some.Recording("B", seconds: 86, fingerprint: Print[100..])).Reason);

    [Fact]
    public void ANameAloneNeverDecides()
    {
        var judgement = EvidenceLadder.Judge(Some.Recording("Song"), Some.Recording("song!"));

        Assert.Equal((Rung.Name, false), (judgement.Rung, judgement.IsProven));
    }
}
