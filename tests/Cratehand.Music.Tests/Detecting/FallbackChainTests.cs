using Cratehand.Music.Detecting;
using Cratehand.Music.Sources;

namespace Cratehand.Music.Tests.Detecting;

public sealed class FallbackChainTests
{
    static readonly Candidate[] Some =
    [
        .. Enumerable.Range(1, 100).Select(i => new Candidate($"a{i}", "a", i)),
        new("b1", "b", 1), new("b2", "b", 2), new("c1", "c", 1),
    ];

    [Fact]
    public void SourcesTakeTurnsAndEachGivesItsNewest() =>
        Assert.Equal(["c1", "a100", "b2", "a99", "b1", "a98", "a97"], Share(7, 50, "c", "a", "b"));

    [Fact]
    public void ASourceGivesNoMoreThanItsLimit() => Assert.Equal(["a100", "b2", "a99", "b1"], Share(50, 2, "a", "b"));

    [Fact]
    public void WhatIsNotInTheChainHasNoTurn() => Assert.Equal(["b2", "b1"], Share(50, 50, "b"));

    [Fact]
    public void ByDefaultPlaysAreNotLookedAt()
    {
        var levels = FallbackChain.Levels(new(), wantsBacklog: false);
        Assert.Equal(SourceNames.SpotifySaved, levels[0]);
        Assert.DoesNotContain(SourceNames.SpotifyPlaying, levels);
        Assert.DoesNotContain(SourceNames.Backlog, levels);
    }

    [Fact]
    public void ModeFirstIsThePredecessorsChain() =>
        Assert.Equal(
            [SourceNames.SpotifyPlaying, SourceNames.SoundCloudLikes, SourceNames.SpotifySaved, SourceNames.Backlog],
            FallbackChain.Levels(new() { Mode = ChainMode.First }, wantsBacklog: false));

    [Fact]
    public void TheOwnersChainGoesBeforeThatOfTheMode() =>
        Assert.Equal(
            [SourceNames.DropFolder, SourceNames.Backlog],
            FallbackChain.Levels(new() { Chain = [SourceNames.DropFolder] }, wantsBacklog: true));

    static IEnumerable<string> Share(int perRun, int limit, params string[] order) =>
        FallbackChain.Share(Some, order, _ => limit, perRun).Select(c => c.Identity);
}
