using Cratehand.Music.Tracks;
using CsCheck;

namespace Cratehand.Music.Tests.Tracks;

public class MusicalKeyTests
{
    // The wheel as printed in DJ manuals, place by place: minor, major, Open Key's number.
    public static readonly TheoryData<int, string, string, int> Wheel = new()
    {
        { 1, "Abm", "B", 6 }, { 2, "Ebm", "F#", 7 }, { 3, "Bbm", "Db", 8 }, { 4, "Fm", "Ab", 9 },
        { 5, "Cm", "Eb", 10 }, { 6, "Gm", "Bb", 11 }, { 7, "Dm", "F", 12 }, { 8, "Am", "C", 1 },
        { 9, "Em", "G", 2 }, { 10, "Bm", "D", 3 }, { 11, "F#m", "A", 4 }, { 12, "Dbm", "E", 5 },
    };

    public static readonly TheoryData<string, string> Spellings = new()
    {
        { "G#m", "Abm" }, { "D#m", "Ebm" }, { "Gb", "F#" }, { "A#m", "Bbm" }, { "C#", "Db" }, { "G#", "Ab" }, { "D#", "Eb" },
        { "A#", "Bb" }, { "Gbm", "F#m" }, { "C#m", "Dbm" }, { "Cb", "B" }, { "B#m", "Cm" }, { "F♯ minor", "F#m" }, { "E♭", "Eb" },
        { " a Minor ", "Am" }, { "Amin", "Am" }, { "CMAJ", "C" }, { "CM", "C" }, { "bbm", "Bbm" }, { "08a", "Am" }, { "8b", "C" }, { "1D", "C" }, { "12M", "Dm" },
    };

    [Theory]
    [MemberData(nameof(Wheel))]
    public void AKeyIsWrittenAsOnTheWheels(int camelot, string minor, string major, int openKey)
    {
        AssertWritten(minor, $"{camelot}A", $"{openKey}m");
        AssertWritten(major, $"{camelot}B", $"{openKey}d");
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void AKeyIsReadHoweverItIsSpelled(string text, string expected) =>
        Assert.Equal(expected, MusicalKey.Parse(text)?.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("o")]
    [InlineData("H")]
    [InlineData("0A")]
    [InlineData("13B")]
    [InlineData("8")]
    [InlineData("8C")]
    [InlineData("123d")]
    [InlineData("Amused")]
    [InlineData("C##")]
    [InlineData("Am\nB")]
    public void WhatIsNoKeyIsNotRead(string? text) => Assert.Null(MusicalKey.Parse(text));

    [Fact]
    public void ThereAreTwentyFourKeysAndEachNotationTellsThemApart()
    {
        foreach (var notation in Enum.GetValues<KeyNotation>())
        {
            Assert.Equal(24, MusicalKey.All.Select(key => key.ToString(notation)).Distinct().Count());
        }
    }

    [Fact]
    public void TransposingUpAndDownAgainChangesNothing() =>
        Gen.Select(Gen.Int[0, 11], Gen.Bool, Gen.Int[-1000, 1000]).Sample((tonic, isMinor, semitones) =>
        {
            var key = new MusicalKey(tonic, isMinor);
            var moved = key.Transpose(semitones);
            return moved.Transpose(-semitones) == key && moved.IsMinor == isMinor && (moved.Tonic - tonic - semitones) % 12 == 0;
        });

    [Fact]
    public void AFifthUpIsTheNextPlaceOnTheWheel() =>
        Assert.Equal("9A", MusicalKey.Parse("8A")!.Transpose(7).ToString(KeyNotation.Camelot));

    [Theory]
    [InlineData(-1)]
    [InlineData(12)]
    public void ATonicOutsideTheOctaveIsRefused(int tonic) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MusicalKey(tonic, isMinor: false));

    static void AssertWritten(string standard, string camelot, string openKey)
    {
        var keys = new[] { standard, camelot, openKey }.Select(MusicalKey.Parse).ToArray();

        Assert.Single(keys.Distinct());
        Assert.Equal(standard, keys[0]!.ToString());
        Assert.Equal(camelot, keys[0]!.ToString(KeyNotation.Camelot));
        Assert.Equal(openKey, keys[0]!.ToString(KeyNotation.OpenKey));
    }
}
