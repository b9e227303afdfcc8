using Cratehand.Music.Tracks;
using CsCheck;

namespace Cratehand.Music.Tests.Tracks;

public sealed class TrackNameTests
{
    [Theory]
    [InlineData("deadmau5 - Strobe.flac", "deadmau5", "Strobe", null)]
    [InlineData("deadmau5 - Strobe (Extended Mix).flac", "deadmau5", "Strobe", "Extended Mix")]
    [InlineData("deadmau5 - Strobe [Dimension Remix].wav", "deadmau5", "Strobe", "Dimension Remix")]
    [InlineData("01 - deadmau5 - Strobe.flac", "deadmau5", "Strobe", null)]
    [InlineData("01. deadmau5 - Strobe.flac", "deadmau5", "Strobe", null)]
    [InlineData("1-03 deadmau5 - Strobe.flac", "deadmau5", "Strobe", null)]
    [InlineData("A1. deadmau5 - Strobe.flac", "deadmau5", "Strobe", null)]
    [InlineData("deadmau5_-_Strobe_(Club_Edit).mp3", "deadmau5", "Strobe", "Club Edit")]
    [InlineData("Strobe.mp3", "", "Strobe", null)]
    [InlineData("1979.mp3", "", "1979", null)]
    [InlineData("99 Problems.mp3", "", "99 Problems", null)]
    [InlineData("50 Cent - In Da Club.mp3", "50 Cent", "In Da Club", null)]
    [InlineData("12 - deadmau5 - Strobe.mp3", "deadmau5", "Strobe", null)]
    [InlineData("A & B, C feat. D - T.aiff", "A & B|C|D", "T", null)]
    [InlineData("Kx5 x Elderbrook – Song.aiff", "Kx5|Elderbrook", "Song", null)]
    [InlineData("KREAM × Clara Mae - Song.aiff", "KREAM|Clara Mae", "Song", null)]
    [InlineData("Skrillex X Diplo - T.mp3", "Skrillex X Diplo", "T", null)]
    [InlineData("TOMORROW X TOGETHER, Jonas Brothers - T.mp3", "TOMORROW X TOGETHER|Jonas Brothers", "T", null)]
    [InlineData("tomorrow x together - T.mp3", "tomorrow x together", "T", null)]
    [InlineData("Chloe x Halle - T.mp3", "Chloe x Halle", "T", null)]
    [InlineData("Lil Nas X feat. Billy Ray Cyrus - T.mp3", "Lil Nas X|Billy Ray Cyrus", "T", null)]
    [InlineData("Lil Nas X x Jack Harlow - T.mp3", "Lil Nas X|Jack Harlow", "T", null)]
    [InlineData("Brand x feat. A - T.mp3", "Brand x|A", "T", null)]
    [InlineData("brand x & friends - T.mp3", "brand x & friends", "T", null)]
    [InlineData("Jamie N Commons & x ambassadors - T.mp3", "Jamie N Commons & x ambassadors", "T", null)]
    [InlineData("Eminem x X Ambassadors x A - T.mp3", "Eminem|X Ambassadors|A", "T", null)]
    [InlineData("Orbital - Halcyon (On and On).mp3", "Orbital", "Halcyon (On and On)", null)]
    [InlineData("Jay-Z - 99 Problems.mp3", "Jay-Z", "99 Problems", null)]
    [InlineData("Earth, Wind & Fire - September.mp3", "Earth, Wind & Fire", "September", null)]
    [InlineData("earth, wind and fire, The Emotions - T.mp3", "earth, wind and fire|The Emotions", "T", null)]
    [InlineData("Frank Ocean feat. Tyler, The Creator - T.mp3", "Frank Ocean|Tyler, The Creator", "T", null)]
    [InlineData("A, Crosby, Stills, Nash & Young, Simon & Garfunkel - T.mp3", "A|Crosby, Stills, Nash & Young|Simon & Garfunkel", "T", null)]
    [InlineData("10,000 Maniacs - T.mp3", "10,000 Maniacs", "T", null)]
    [InlineData("The Good, the Bad and the Queen - T.mp3", "The Good, the Bad and the Queen", "T", null)]
    [InlineData("Bonnie Tyler, The Creator - T.mp3", "Bonnie Tyler|The Creator", "T", null)]
    [InlineData("Drake, The Weeknd - T.mp3", "Drake|The Weeknd", "T", null)]
    [InlineData("Ray Parker, Jr. - T.mp3", "Ray Parker, Jr.", "T", null)]
    public void AFileNameTellsTheTrack(string name, string artists, string title, string? version)
    {
        var track = TrackName.FromFileName(name);

        Assert.Equal((artists, title, version), (string.Join('|', track.Artists), track.Title, track.Version));
    }

    [Fact]
    public void TagsGoBeforeTheName()
    {
        var tags = new Dictionary<string, string> { ["title"] = "Strobe (Live)", ["artist"] = "deadmau5; Kaskade", ["isrc"] = "us-um7-24-00001", ["date"] = "2009" };

        var track = TrackName.FromTags(t => tags.GetValueOrDefault(t), "01 - someone - something.mp3");

        Assert.Equal(("Strobe", "Live", "USUM72400001", "2009"), (track.Title, track.Version, track.Isrc, track.Date));
        Assert.Equal(["deadmau5", "Kaskade"], track.Artists);
    }

    [Fact]
    public void SeveralValuesAsKid3JoinsThemAreSeveral()
    {
        var track = TrackName.FromTags(name => name switch { "artist" => "Anna|Björn|Cléo", "genre" => "Techno|House", _ => null }, "T.mp3");

        Assert.Equal(["Anna", "Björn", "Cléo"], track.Artists);
        Assert.Equal("Techno, House", track.Genre);
    }

    [Fact]
    public void TheNameFillsWhatTheTagsLeaveOut()
    {
        var track = TrackName.FromTags(t => t == "album" ? "For Lack of a Better Name" : " ", "deadmau5 - Strobe.mp3");

        Assert.Equal(("Strobe", "deadmau5", "For Lack of a Better Name"), (track.Title, track.Artists[0], track.Album));
    }

    [Fact]
    public void AnythingIsReadWithoutAnError() =>
        Gen.String.Sample(name => Assert.NotNull(TrackName.FromTags(t => t == "isrc" ? name : null, name + ".mp3").Title));
}
