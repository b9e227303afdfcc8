using Cratehand.Music.Tracks;

namespace Cratehand.Music.Tests.Tracks;

[Scenario("S13")]
public sealed class TrackChoiceTests
{
    static readonly TrackDescription Wanted = new("Amber River", ["Aria Vale"], 214_000);

    static readonly TrackDescription[] Decoys =
    [
        new("Aria Vale - Amber River (Live at Harbour Hall)", ["Aria Vale"], 255_000),
        new("Amber River (Aria Vale Cover)", ["Maddie at Home"], 223_000),
        new("Amber River - Aria Vale (sped up)", ["sped up sounds"], 171_000),
        new("Amber River (Karaoke Version) [in the style of Aria Vale]", ["Sing Kings"], 217_000),
        new("Aria Vale - Amber River (out now, preview)", ["Aria Vale"], 30_000),
        new("Amber River 1 HOUR MIX | Aria Vale & friends", ["Focus Radio"], 3_600_000),
    ];

    [Fact]
    public void AmongDecoysTheRightOneIsChosenWithItsEvidence()
    {
        var choice = TrackChoice.Choose(Wanted, [.. Decoys, new("Aria Vale - Amber River (Official Audio)", ["Aria Vale"], 215_500)]);

        Assert.Equal((ChoiceOutcome.Winner, Decoys.Length), (choice.Outcome, choice.Best!.Place));
        Assert.Contains("the titles are the same", choice.Reasons[0]);
        Assert.Equal(Decoys.Length + 1, choice.Ranked.Count);
    }

    [Fact]
    public void WithoutItThereIsNone()
    {
        var choice = TrackChoice.Choose(Wanted, Decoys);

        Assert.Equal((ChoiceOutcome.None, null), (choice.Outcome, choice.Best));
        Assert.Equal("none of 6 found is it", choice.Reasons[0]);
    }

    [Fact]
    public void TwoOffersOfOneRecordingDoNotCompete()
    {
        var choice = TrackChoice.Choose(Wanted, [new("Amber River", ["Aria Vale"], 214_000), new("Aria Vale - Amber River", ["Aria Vale - Topic"], 214_500)]);

        Assert.Equal((ChoiceOutcome.Winner, 0), (choice.Outcome, choice.Best!.Place));
    }

    [Fact]
    public void WhenNoneIsCertainAPersonDecides()
    {
        var choice = TrackChoice.Choose(Wanted, [new("Aria Vale - Amber River (Balcony)", ["Aria Vale"], 214_000), Decoys[1]]);

        Assert.Equal(ChoiceOutcome.CloseCall, choice.Outcome);
        Assert.Contains("\"balcony\" is not wanted", choice.Reasons[1]);
    }

    // Both may be it by what is known, and one another they are not: the lengths of the two lie on either side of the wanted one's.
    [Fact]
    public void OfTwoThatFitAndDifferOnlyInLengthTheNearerIsTaken()
    {
        var choice = TrackChoice.Choose(Wanted with { DurationMs = 200_000 }, [new("Amber River", ["Aria Vale"], 209_500), new("Amber River", ["Aria Vale"], 199_000)]);

        Assert.Equal((ChoiceOutcome.Winner, 1), (choice.Outcome, choice.Best!.Place));
    }

    [Fact]
    public void OfNothingThereIsNothingToChoose() => Assert.Equal(["nothing was found"], TrackChoice.Choose(Wanted, []).Reasons);
}
