using Cratehand.Music.Audio;
using CsCheck;

namespace Cratehand.Music.Tests.Audio;

public sealed class LengthVerdictTests
{
    [Theory]
    [Scenario("S14")]
    [InlineData(250.0, 30.0, "preview")] // SoundCloud's, of a track of 4:10
    [InlineData(250.0, 29.98, "preview")]
    [InlineData(250.0, 90.0, "preview")] // a shop's
    [InlineData(840.0, 840.0, null)] // fourteen minutes are no mix
    [InlineData(840.0, 30.0, "preview")]
    [InlineData(30.0, 30.0, null)] // an interlude that is really that short
    [InlineData(31.0, 30.0, null)]
    [InlineData(60.0, 30.0, "preview")]
    [InlineData(250.0, 251.9, null)] // silence at the end, cut differently
    [InlineData(250.0, 243.0, null)]
    [InlineData(250.0, 262.0, "wrong-length")] // an intro of a video
    [InlineData(250.0, 200.0, "wrong-length")] // sped up
    [InlineData(250.0, 3600.0, "wrong-length")] // the hour mix
    [InlineData(250.0, 75.0, "wrong-length")] // cut off anywhere
    [InlineData(100.0, 90.0, "wrong-length")] // a preview's length, and yet most of the track
    [InlineData(null, 30.0, null)] // nobody knows better
    [InlineData(0.0, 30.0, null)]
    [InlineData(250.0, null, null)]
    public void ALengthIsJudgedByWhatIsWanted(double? expected, double? seconds, string? cause) =>
        Assert.Equal(cause, LengthVerdict.Judge(expected, seconds).Cause);

    [Fact]
    public void TheReasonNamesBothLengths()
    {
        Assert.Equal("Only a preview of 0:30 was to be had, of a track of 4:10: look for the whole one.", LengthVerdict.Judge(250, 30).Reason);
        Assert.Equal("It lasts 1:00:00 where 4:10 was expected: it is cut, or another version.", LengthVerdict.Judge(250, 3600).Reason);
    }

    [Fact]
    public void WhatIsAsLongAsExpectedIsNeverRefused() =>
        Gen.Double[1, 20_000].Sample(seconds => LengthVerdict.Judge(seconds, seconds).Cause is null);

    [Fact]
    public void ARefusalAlwaysSaysWhy() =>
        Gen.Select(Gen.Double[1, 5000], Gen.Double[1, 5000]).Sample((expected, seconds) =>
            LengthVerdict.Judge(expected, seconds) is var v && (v.Cause is null) == (v.Reason.Length == 0));
}
