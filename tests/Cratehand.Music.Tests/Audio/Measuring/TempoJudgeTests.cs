using Cratehand.Music.Audio.Measuring;

namespace Cratehand.Music.Tests.Audio.Measuring;

public class TempoJudgeTests
{
    static readonly TempoPeak Best = new(126, 1, 0.6);

    [Fact]
    public void WhereBothHearTheSameThereIsNoDoubt()
    {
        var verdict = TempoJudge.Judge(125.4, [Best, new(84, 0.7, 0.4)]);

        Assert.Equal(126, verdict.Bpm);
        Assert.InRange(verdict.Confidence!.Value, 0.8, 1);
        Assert.Empty(verdict.Candidates);
    }

    [Fact]
    public void WhereTheOtherHearsHalfOfItBothAreKept()
    {
        var verdict = TempoJudge.Judge(63.1, [Best, new(63, 0.84, 0.5)]);

        Assert.Equal(126, verdict.Bpm);
        Assert.InRange(verdict.Confidence!.Value, 0, 0.49);
        Assert.Equal([63], verdict.Candidates);
    }

    [Fact]
    public void WhereTheOtherHearsHalfOfItAndTheOnsetsDoNotThereIsLittleDoubt()
    {
        var verdict = TempoJudge.Judge(63.1, [Best, new(63, 0.6, 0.3)]);

        Assert.Equal(126, verdict.Bpm);
        Assert.InRange(verdict.Confidence!.Value, 0.5, 0.8);
        Assert.Empty(verdict.Candidates);
    }

    [Fact]
    public void BetweenRivalsAsGoodAsEachOtherTheOtherDetectorDecides()
    {
        Assert.Equal(85, TempoJudge.Judge(85.3, [new(170, 1, 0.6), new(85, 0.9, 0.5)]).Bpm);
        Assert.Equal(170, TempoJudge.Judge(85.3, [new(170, 1, 0.6), new(85, 0.7, 0.5)]).Bpm);
    }

    [Fact]
    public void ThreeCandidatesAreTheMost()
    {
        var verdict = TempoJudge.Judge(140, [Best, new(84, 0.99, 0.5), new(168, 0.98, 0.5), new(95, 0.97, 0.5), new(110, 0.96, 0.5)]);

        Assert.Equal([84, 168, 95], verdict.Candidates);
    }

    [Fact]
    public void WhatHardlyRepeatsIsDoubtful()
    {
        Assert.InRange(TempoJudge.Judge(126, [Best with { Fit = 0.03 }]).Confidence!.Value, 0, 0.49);
    }

    [Fact]
    public void WhatDoesNotRepeatHasNoTempoWhateverTheToolSays()
    {
        var verdict = TempoJudge.Judge(133, []);

        Assert.Null(verdict.Bpm);
        Assert.Null(verdict.Confidence);
        Assert.Empty(verdict.Candidates);
    }
}
