using Cratehand.Music.Syncing.Finding;
using Cratehand.Music.Syncing.Reviewing;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Tests.Syncing.Finding;

public class CandidateChoiceTests
{
    static readonly TrackDescription Wanted = new("Amber River", ["Aria Vale"], 200_000, "QZSBX2600001");

    static readonly Candidate Right = Of("right", "Amber River", 201_000);
    static readonly Candidate Live = Of("live", "Amber River (Live at Harbour Hall)", 241_000);
    static readonly Candidate Preview = Right with { Identity = "preview", Problem = "preview" };

    // The title alone, by nobody: it may be.
    static readonly Candidate Doubtful = Right with { Identity = "doubtful", Says = new("Amber River", [], 200_500) };

    [Fact]
    public void TheRightOneIsTakenAmongDecoysAndEachHasItsEvidence()
    {
        var found = Choose([Live, Right]);

        Assert.Equal("right", Assert.Single(found.Chosen).Candidate.Identity);
        Assert.Equal(2, found.Candidates.Count);
        Assert.All(found.Candidates, x => Assert.NotEmpty(x.Match.Reasons));
        Assert.Contains("score", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ADoubtfulOneIsAQuestion()
    {
        var found = Choose([Live, Doubtful]);

        Assert.Empty(found.Chosen);
        Assert.Equal("doubtful", Assert.Single(found.Close).Candidate.Identity);
        Assert.Contains("not surely it", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AClearOneComesBeforeADoubtfulOne()
    {
        var found = Choose([Doubtful, Right]);
        Assert.Equal(["right", "doubtful"], found.Candidates.Select(x => x.Candidate.Identity));
    }

    [Fact]
    public void WhatWasRefusedForEverIsNotOfferedAgain()
    {
        var found = Choose([Right, Doubtful], ("right", Ruling.Never), ("doubtful", Ruling.Never));

        Assert.Empty(found.Chosen);
        Assert.Empty(found.Close);
        Assert.All(found.Candidates, x => Assert.Equal(Standing.Never, x.Standing));
    }

    [Fact]
    public void WhatTheOwnerChoseComesFirstWhateverItsScore()
    {
        var found = Choose([Right, Live], ("live", Ruling.Accepted));

        Assert.Equal(["live", "right"], found.Chosen.Select(x => x.Candidate.Identity));
        Assert.Equal("you chose it (soundcloud)", found.Reason);
    }

    [Fact]
    public void WhatCannotBeHadIsNamedAndNotTried()
    {
        var found = Choose([Preview, Live]);

        Assert.Empty(found.Chosen);
        Assert.Contains("soundcloud has it, but gives only a preview", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void WithNothingSwitchedOnThatIsTheReason() =>
        Assert.Equal(
            "nothing that could offer it is switched on",
            CandidateChoice.Of(Wanted, [], new Dictionary<string, Ruling>(), [new("soundcloud", OriginAnswer.Off, "not switched on")]).Reason);

    [Fact]
    public void TheSameThingOfferedTwiceIsOneCandidate() => Assert.Single(Choose([Right, Right]).Candidates);

    [Fact]
    public void NoMoreEvidenceIsKeptThanAnybodyReads() =>
        Assert.Equal(Found.Most, Choose([.. Enumerable.Range(0, 80).Select(i => Live with { Identity = $"{i}" })]).Candidates.Count);

    static Found Choose(Candidate[] offered, params (string Candidate, Ruling Said)[] said) =>
        CandidateChoice.Of(Wanted, offered, said.ToDictionary(x => x.Candidate, x => x.Said), [new("soundcloud", OriginAnswer.Asked, "")]);

    static Candidate Of(string identity, string title, long milliseconds) =>
        new("soundcloud", identity, $"https://soundcloud.com/a/{identity}", new(title, ["Aria Vale"], milliseconds));
}
