using System.Diagnostics;
using Cratehand.Music.Tracks;
using CsCheck;

namespace Cratehand.Music.Tests.Tracks;

/// <summary>The right recording or none: measured on pairs that were labelled before there was a matcher.</summary>
[Scenario("S13")]
public sealed class TrackMatcherTests
{
    static readonly TrackDescription Strobe = new("Strobe", ["deadmau5"], 637_000);

    [Fact]
    public void NoneOfTheLabelledPairsIsTakenWronglyAndNineOfTenAreFound()
    {
        var all = new Confusion(LabelledPair.Read("matching.jsonl"));
        TestContext.Current.TestOutputHelper!.WriteLine(all.Text("all pairs"));

        Assert.True(all.Negatives >= 600 && all.Negatives >= 0.6 * (all.Negatives + all.Positives));
        Assert.Empty(all.FalseAccepts);
        Assert.True(all.Recall >= 0.9, all.Text("all pairs"));
    }

    [Fact]
    public void SoItIsOnTheHalfThatNoRuleWasMadeOn()
    {
        var judged = new Confusion(LabelledPair.Read("matching.jsonl", LabelledPair.IsForJudging));
        TestContext.Current.TestOutputHelper!.WriteLine(judged.Text("the judging half"));

        Assert.Empty(judged.FalseAccepts);
        Assert.True(judged.Recall >= 0.9, judged.Text("the judging half"));
    }

    // Written after the rules. See matching.md for the score it had at first sight.
    [Fact]
    public void PairsThatWereWrittenLaterAreJudgedAlike()
    {
        var later = new Confusion(LabelledPair.Read("held-out.jsonl"));
        TestContext.Current.TestOutputHelper!.WriteLine(later.Text("pairs written later"));

        Assert.Empty(later.FalseAccepts);
        Assert.True(later.Recall >= 0.85, later.Text("pairs written later"));
    }

    [Theory]
    [InlineData("Strobe (Live)", 637, "another version: wanted is the plain version, offered is live")]
    [InlineData("Strobe", 30, "the lengths are 10:37 and 0:30: a preview, an excerpt or a shorter cut")]
    [InlineData("deadmau5 - Strobe", 3600, "the lengths are 10:37 and 1:00:00: a mix, a loop or a longer cut")]
    [InlineData("deadmau5 - Strobe (Dimension Remix)", 637, "another version: wanted is the plain version, offered is remix (dimension)")]
    public void TheReasonNamesWhatIsOther(string title, int seconds, string reason)
    {
        var match = TrackMatcher.Match(Strobe, new(title, ["deadmau5"], seconds * 1000));

        Assert.Equal((MatchVerdict.Different, reason), (match.Verdict, match.Reasons[0]));
    }

    [Fact]
    public void AWordThatOnlyOneSideHasIsAQuestion()
    {
        var match = TrackMatcher.Match(Strobe, new("deadmau5 - Strobe (Balcony)", ["deadmau5"], 637_000));

        Assert.Equal((MatchVerdict.Unsure, "\"balcony\" is not wanted"), (match.Verdict, match.Reasons[0]));
    }

    [Theory]
    [InlineData("Earth|Wind & Fire", "Earth, Wind & Fire", MatchVerdict.Same)]
    [InlineData("Tyler|The Creator|Kali Uchis", "Tyler, The Creator", MatchVerdict.Same)]
    [InlineData("The Mamas|The Papas", "Mamas and the Papas", MatchVerdict.Same)]
    [InlineData("Earth|Wind & Fire", "Fire", MatchVerdict.Different)]
    [InlineData("The Creator|Tyler", "Tyler, The Creator", MatchVerdict.Different)]
    [InlineData("Tyler|Kali Uchis|The Creator", "Tyler, The Creator", MatchVerdict.Different)]
    [InlineData("Ear|Th, Wind & Fire", "Earth, Wind & Fire", MatchVerdict.Different)]
    [InlineData("Tyler", "The Creator", MatchVerdict.Different)]
    public void AWholeNameGivenInPartsIsThatNameAndNoPartOfIt(string wanted, string offered, MatchVerdict verdict) =>
        Assert.Equal(verdict, TrackMatcher.Match(new("T", wanted.Split('|'), 200_000), new("T", offered.Split('|'), 200_000)).Verdict);

    [Theory]
    [InlineData("TOMORROW X TOGETHER", "Tomorrow", MatchVerdict.Different)]
    [InlineData("Tomorrow|Together", "TOMORROW X TOGETHER", MatchVerdict.Same)]
    [InlineData("Lil Nas X", "Lil Nas X feat. Billy Ray Cyrus", MatchVerdict.Same)]
    [InlineData("Lil Nas", "Lil Nas X feat. Billy Ray Cyrus", MatchVerdict.Different)]
    [InlineData("Ambassadors", "Jamie N Commons & X Ambassadors", MatchVerdict.Different)]
    [InlineData("Skrillex", "Skrillex x Diplo", MatchVerdict.Same)]
    [InlineData("Skrillex|Diplo", "Skrillex X Diplo", MatchVerdict.Same)]
    [InlineData("Skrillex X Diplo", "Diplo|Skrillex", MatchVerdict.Same)]
    [InlineData("Skrillex", "Skrillex X Diplo", MatchVerdict.Unsure)]
    [InlineData("Terror X Crew", "Terror", MatchVerdict.Unsure)]
    [InlineData("Terror X Crew", "Skrillex X Diplo", MatchVerdict.Different)]
    public void ACapitalXIsTwoArtistsOnlyWhereBothAreNamed(string wanted, string offered, MatchVerdict verdict) =>
        Assert.Equal(verdict, TrackMatcher.Match(new("T", wanted.Split('|'), 200_000), new("T", offered.Split('|'), 200_000)).Verdict);

    [Theory]
    [InlineData("Crew - Stan", MatchVerdict.Unsure)]
    [InlineData("Terror X Crew - Stan", MatchVerdict.Same)]
    [InlineData("terror x crew - Stan", MatchVerdict.Same)]
    public void NorIsPartOfSuchANameInATitleTheArtist(string title, MatchVerdict verdict) =>
        Assert.Equal(verdict, TrackMatcher.Match(new("Stan", ["Terror X Crew"], 200_000), new(title, ["somebody"], 200_000)).Verdict);

    [Theory]
    [InlineData("A - Stan ft. Rihanna", MatchVerdict.Same)]
    [InlineData("A - Stan ft. Rihanna Official Video HD", MatchVerdict.Same)]
    [InlineData("A - Stan ft. Rihanna Original Mix", MatchVerdict.Same)]
    [InlineData("A - Stan ft. Rihanna Instrumental", MatchVerdict.Different)]
    [InlineData("A ft. Somebody Karaoke - Stan", MatchVerdict.Different)]
    [InlineData("A - Stan ft. Rihanna Live", MatchVerdict.Different)]
    [InlineData("A - Stan ft. Rihanna Live Audio", MatchVerdict.Unsure)]
    [InlineData("A - Stan ft. Dub Pistols", MatchVerdict.Unsure)]
    [InlineData("A - Stan ft. Rihanna and Flip", MatchVerdict.Unsure)]
    [InlineData("A - Stan (with Orchestra)", MatchVerdict.Unsure)]
    [InlineData("A - Stan ft. Too Short", MatchVerdict.Same)]
    [InlineData("A - Stan ft. Too Short & Rihanna", MatchVerdict.Same)]
    [InlineData("A - Stan ft. Too Short 8D", MatchVerdict.Different)]
    public void WhatStandsBehindAGuestIsHeard(string title, MatchVerdict verdict) =>
        Assert.Equal(verdict, TrackMatcher.Match(new("Stan", ["A", "Rihanna", "Too $hort"], 200_000), new(title, ["A"], 200_000)).Verdict);

    [Theory]
    [InlineData("Stan (Official Audio)", MatchVerdict.Same)]
    [InlineData("Stan (from the album Parachutes)", MatchVerdict.Same)]
    [InlineData("Stan [Ninja Tune Records]", MatchVerdict.Same)]
    [InlineData("Stan (Soundtrack Version)", MatchVerdict.Same)]
    [InlineData("Stan (8D Audio)", MatchVerdict.Different)]
    [InlineData("Stan (Acoustic Audio)", MatchVerdict.Different)]
    [InlineData("Stan - Live Audio", MatchVerdict.Different)]
    [InlineData("Stan (OST Instrumental)", MatchVerdict.Different)]
    [InlineData("Stan (Karaoke Music)", MatchVerdict.Different)]
    [InlineData("Stan [Live Records]", MatchVerdict.Unsure)]
    [InlineData("Stan [Clean Slate Music]", MatchVerdict.Unsure)]
    [InlineData("Stan (Spanish Version Audio)", MatchVerdict.Unsure)]
    [InlineData("Stan (from Live 2003)", MatchVerdict.Unsure)]
    [InlineData("Stan (taken from the album Live Through This)", MatchVerdict.Unsure)]
    [InlineData("Stan (from the Remix EP)", MatchVerdict.Unsure)]
    public void SoIsWhatStandsInALabelOrInWhatItIsFrom(string title, MatchVerdict verdict) =>
        Assert.Equal(verdict, TrackMatcher.Match(new("Stan", ["A"], 200_000), new(title, ["A"], 200_000)).Verdict);

    [Theory]
    [InlineData("Stan (from Live 2003)", "Stan (from Live 2003)", MatchVerdict.Same)]
    [InlineData("Stan (feat. Dub Pistols)", "A - Stan ft. Dub Pistols", MatchVerdict.Same)]
    [InlineData("Stan (Live)", "Stan (Live Audio)", MatchVerdict.Same)]
    [InlineData("Stan (Live)", "Stan [Live Records]", MatchVerdict.Unsure)]
    [InlineData("Stan (Live)", "Stan (Remix) [Live Records]", MatchVerdict.Different)]
    public void WhatBothSayAlikeIsNoQuestion(string wanted, string offered, MatchVerdict verdict) =>
        Assert.Equal(verdict, TrackMatcher.Match(new(wanted, ["A"], 200_000), new(offered, ["A"], 200_000)).Verdict);

    [Fact]
    public void NeitherTheUploadersNameNorAnIsrcAnswersIt()
    {
        var wanted = new TrackDescription("Stan", ["A"], 200_000, "GBTDG0900141");
        var match = TrackMatcher.Match(wanted, wanted with { Title = "A - Stan ft. Rihanna Live", Artists = ["Rihanna Live"] });

        Assert.Equal((MatchVerdict.Unsure, "perhaps another version: wanted is the plain version, offered is the plain version or live"), (match.Verdict, match.Reasons[0]));
    }

    [Theory]
    [InlineData("Theme (from Dune)", "Theme (from Gladiator)", "\"dune\" is not offered, \"gladiator\" is not wanted")]
    [InlineData("Interstellar (Theme)", "Interstellar (OST)", "\"theme\" is not offered, \"soundtrack\" is not wanted")]
    [InlineData("Song (Eng)", "Song (Ita)", "\"eng\" is not offered, \"ita\" is not wanted")]
    public void WhereBothSayWhatItIsFromADifferenceIsAQuestion(string wanted, string offered, string reason)
    {
        var match = TrackMatcher.Match(new(wanted, ["X"], 200_000), new(offered, ["X"], 200_000));

        Assert.Equal((MatchVerdict.Unsure, reason), (match.Verdict, match.Reasons[0]));
    }

    [Theory]
    [InlineData("other words", 640, MatchVerdict.Same)]
    [InlineData("other words", 680, MatchVerdict.Unsure)]
    [InlineData("other words", 800, MatchVerdict.Different)]
    [InlineData("Strobe (Extended Mix)", 800, MatchVerdict.Different)]
    [InlineData("Strobe (sped up)", 637, MatchVerdict.Different)]
    public void AnIsrcDecidesOnlyWithLengthAndVersion(string title, int seconds, MatchVerdict verdict)
    {
        var match = TrackMatcher.Match(Strobe with { Isrc = "GBTDG0900141" }, new(title, ["somebody"], seconds * 1000, "gb-tdg-09-00141"));

        Assert.Equal(verdict, match.Verdict);
    }

    [Fact]
    public void ARemasterIsTheSameRecordingAndScoresLess()
    {
        var plain = TrackMatcher.Match(Strobe, Strobe);
        var remaster = TrackMatcher.Match(Strobe, Strobe with { Title = "Strobe - 2016 Remaster" });

        Assert.Equal((MatchVerdict.Same, MatchVerdict.Same), (plain.Verdict, remaster.Verdict));
        Assert.True(remaster.Score < plain.Score);
    }

    [Fact]
    public void OnAStrangersChannelTheLengthMustBeTheSame()
    {
        var near = TrackMatcher.Match(Strobe, new("deadmau5 - Strobe", ["trance vault"], 636_000));
        var far = TrackMatcher.Match(Strobe, new("deadmau5 - Strobe", ["trance vault"], 645_000));

        Assert.Equal((MatchVerdict.Same, MatchVerdict.Unsure), (near.Verdict, far.Verdict));
    }

    // Titles come from strangers. Whatever they hold, there is an answer, with a reason, and soon.
    [Fact]
    public void AnyTextGetsAnAnswer() =>
        Gen.Select(Gen.String, Gen.String, Gen.String.Array[0, 3], Gen.Long.Nullable()).Sample((title, other, artists, length) =>
        {
            var match = TrackMatcher.Match(new(title, artists, length, other), new(other, artists, length, title));
            Assert.NotEmpty(match.Reasons);
            Assert.InRange(match.Score, 0, 1);
        });

    [Theory]
    [InlineData("(", 20_000)]
    [InlineData(" - ", 20_000)]
    [InlineData("feat. ", 20_000)]
    [InlineData("a X ", 20_000)]
    [InlineData("feat. live ", 20_000)]
    [InlineData("a-", 20_000)]
    [InlineData("\ud83d", 20_000)]
    [InlineData("ﷺ", 5_000)]
    [InlineData("e\u0301\u0302\u0303", 5_000)]
    [InlineData("live remix ", 5_000)]
    [InlineData("ライブ", 5_000)]
    public void ALongTextTakesNoLonger(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));
        var track = new TrackDescription(text, [text, text], 1);
        _ = TrackMatcher.Match(track, track);
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            _ = TrackMatcher.Match(track, track);
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, Stopwatch.GetElapsedTime(begun).Ticks));
        }

        Assert.True(best < TimeSpan.FromMilliseconds(50), $"{best.TotalMilliseconds} ms for {piece} × {times}");
    }
}
