using Cratehand.Music.Detecting;
using Cratehand.Music.Sources;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Tests.Detecting;

public sealed class SieveTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 10, 12, 0, 0, TimeSpan.Zero);
    static readonly Sieve Likes = new("likes", IsNewestFirst: true, Connected: Now.AddDays(-1), PlaysCount: false) { HadAny = true };

    [Fact]
    public void TheFirstReadingTakesNothing() =>
        Assert.Equal(["a known-before", "b known-before"], Sift(Likes with { Connected = null, HadAny = false }, [Liked("a", Now), Liked("b", null)]));

    [Fact]
    public void WhatWasLikedSinceIsNewAndWhatWasLikedBeforeIsNot() =>
        Assert.Equal(["a waiting", "c known-before"], Sift(Likes, [Liked("a", Now), Liked("b", Now), Liked("c", Now.AddDays(-2))], "b"));

    [Fact]
    public void AProvidersClockMayBeALittleBehind() =>
        Assert.Equal(["a waiting"], Sift(Likes, [Liked("a", Now.AddDays(-1).AddMinutes(-5))]));

    [Fact]
    public void WithoutTimesTheOrderTells() =>
        Assert.Equal(["a waiting", "c waiting"], Sift(Likes, [Liked("a", null), Liked("b", null), Liked("c", null), Liked("d", null)], "b", "d"));

    [Fact]
    public void WhatMovedUpBecauseOthersWereTakenBackIsOld() =>
        Assert.Equal(["c known-before"], Sift(Likes, [Liked("a", null), Liked("b", null), Liked("c", null)], "a", "b"));

    [Fact]
    public void AListWithNothingOfLastTimeIsNotTakenWhole() =>
        Assert.Equal(["a known-before", "b known-before"], Sift(Likes, [Liked("a", null), Liked("b", null)]));

    [Fact]
    public void AListThatWasEmptyWhenItWasConnectedIsNew() =>
        Assert.Equal(20, Sift(Likes with { HadAny = false }, [.. Enumerable.Range(0, 20).Select(i => Liked($"{i}", null))]).Count(noted => noted.EndsWith(" waiting", StringComparison.Ordinal)));

    [Fact]
    public void AListThatWasReadToItsEndHidesNothingOlder() =>
        Assert.Equal(["a waiting", "b waiting"], Sift(Likes with { IsAllKnown = true }, [Liked("a", null), Liked("b", null)], "taken back"));

    [Fact]
    public void ManyUnknownAndNothingOfLastTimeAreAnotherAccountsLikes()
    {
        var others = Enumerable.Range(0, 11).Select(i => Liked($"{i}", null)).ToList();
        Assert.All(Sift(Likes with { IsAllKnown = true }, others), noted => Assert.EndsWith(" known-before", noted, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("other", DetectionState.KnownBefore, false, true)]
    [InlineData("likes", DetectionState.KnownBefore, false, false)]
    [InlineData("other", DetectionState.Played, false, true)]
    [InlineData("likes", DetectionState.Ended, true, true)]
    [InlineData("likes", DetectionState.Taken, false, false)]
    [InlineData("other", DetectionState.Skipped, false, false)]
    public void ANewerSignOfTasteLiftsWhatWasLeftAlone(string source, string state, bool isUnliked, bool isNew)
    {
        var known = new Dictionary<string, KnownTrack> { ["a"] = Row(source, state, isUnliked, Now) };
        Assert.Equal(isNew ? 1 : 0, Likes.Sift([new(Liked("a", Now), false)], known, Now).Count);
    }

    [Fact]
    public void WhatIsLikedAgainIsNewThoughItWasLikedBeforeTheConnection()
    {
        var known = new Dictionary<string, KnownTrack> { ["a"] = Row("likes", DetectionState.KnownBefore, false, Now.AddYears(-1)) };
        Assert.Single(Likes.Sift([new(Liked("a", Now), false)], known, Now));
        Assert.Empty(Likes.Sift([new(Liked("a", Now.AddYears(-1)), false)], known, Now));
    }

    [Theory]
    [InlineData(DetectionState.Waiting, "/drop/sub/a.wav", true)]
    [InlineData(DetectionState.Waiting, "/drop/a.wav", false)]
    [InlineData(DetectionState.Taken, "/drop/sub/a.wav", false)]
    public void ADroppedFileThatWasMovedBeforeItsTurnIsFoundAgain(string state, string path, bool isNoted)
    {
        var known = new Dictionary<string, KnownTrack> { ["file:1"] = Row("drop-folder", state, false, Now) with { Input = "/drop/a.wav" } };
        var moved = Of("file:1", Signal.Dropped, Now) with { Input = path };
        Assert.Equal(isNoted ? 1 : 0, (Likes with { Source = "drop-folder", IsNewestFirst = false }).Sift([new(moved, false)], known, Now).Count);
    }

    [Fact]
    public void WhatIsDroppedIsTakenHoweverOld() =>
        Assert.Equal(["a waiting"], Sift(Likes with { Source = "drop-folder", IsNewestFirst = false, Connected = null }, [Of("a", Signal.Dropped, Now.AddYears(-9))]));

    [Fact]
    public void PlayingAloneFilesNothing() => Assert.Equal(["a played"], Sift(Likes with { IsNewestFirst = false }, [Of("a", Signal.Played, Now)]));

    [Fact]
    public void ReadingStopsWhereThePageEndsInWhatIsKnown()
    {
        var page = Enumerable.Range(0, 50).Select(i => Liked($"{i}", null)).ToList();
        var known = page.Skip(3).ToDictionary(x => x.Identity, _ => Row("likes", DetectionState.KnownBefore, false, Now));
        Assert.True(Likes.IsCaughtUp(page, known));
        Assert.False(Likes.IsCaughtUp(page, new Dictionary<string, KnownTrack> { ["49"] = known["49"] })); // one that was liked again, by chance at the page's end
        Assert.False(Likes.IsCaughtUp(page, known.ToDictionary(x => x.Key, x => x.Value with { Source = "a playlist" }))); // shown there, and never read here
        Assert.True(Likes.IsCaughtUp([], known));
        Assert.True(Likes.IsCaughtUp([Liked("a", Now), .. Enumerable.Range(0, 10).Select(i => Liked($"o{i}", Now.AddDays(-2)))], new Dictionary<string, KnownTrack>()));
    }

    [Fact]
    public void WhereTimesAreGivenReadingStopsBeforeTheLastSuccess()
    {
        var sieve = Likes with { LastSuccess = Now.AddHours(-1) };
        List<Detection> Page(DateTimeOffset at) => [.. Enumerable.Range(0, 50).Select(i => Liked($"{i}", at))];
        var all = Page(Now).ToDictionary(x => x.Identity, _ => Row("a playlist", DetectionState.Ended, false, Now));
        Assert.False(sieve.IsCaughtUp(Page(Now), all));
        Assert.False(sieve.IsCaughtUp(Page(Now.AddHours(-1).AddMinutes(-5)), all)); // a provider's clock may be behind
        Assert.True(sieve.IsCaughtUp(Page(Now.AddHours(-2)), all));
    }

    static IEnumerable<string> Sift(Sieve sieve, IReadOnlyList<Detection> read, params string[] known) =>
        sieve.Sift([.. read.Select(x => new ReadEntry(x, false))], known.ToDictionary(x => x, _ => Row(sieve.Source, DetectionState.Taken, false, Now)), Now)
            .Select(x => $"{x.What.Identity} {x.State}");

    static KnownTrack Row(string source, string state, bool isUnliked, DateTimeOffset at) => new(source, state, isUnliked, "", at.ToUnixTimeMilliseconds());

    static Detection Liked(string identity, DateTimeOffset? at) => Of(identity, Signal.Liked, at);

    static Detection Of(string identity, Signal signal, DateTimeOffset? at) => new(identity, "https://x.example/" + identity, signal, new TrackDescription(identity, []), at);
}
