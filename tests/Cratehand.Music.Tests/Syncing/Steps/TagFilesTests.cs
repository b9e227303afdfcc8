using Cratehand.Music.Audio;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Syncing;
using Cratehand.Music.Syncing.Steps;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Tests.Syncing.Steps;

public class TagFilesTests
{
    static readonly Measured Heard = new(126.02, 0.9, [], "Am", "8A", "1m", 0.8, 0, -9, -0.5);

    readonly TagFiles _tag = new(new AudioTools(new ToolOptions(), new ToolRunner(TimeProvider.System)), KeyNotation.Camelot);

    [Fact]
    public void WhatTheSourceDoesNotSayIsMeasuredAndWrittenInTheNotationThatIsSet()
    {
        var tags = _tag.Tags(Source(), Heard, isOriginal: false);

        Assert.Equal((126.02, "8A"), (tags.Bpm, tags.InitialKey));
    }

    [Theory]
    [InlineData("Initial Key", "4m")]
    [InlineData("KEY", "F# minor")]
    [InlineData("INITIALKEY", "o")]
    public void AKeyThatIsGivenStaysInWhateverNotation(string name, string key)
    {
        Assert.Null(_tag.Tags(Source((name, key)), Heard, isOriginal: true).InitialKey);
        Assert.Equal(key, _tag.Tags(Source((name, key)), Heard, isOriginal: false).InitialKey);
    }

    [Fact]
    public void ATempoThatIsGivenStaysToTheDigit()
    {
        Assert.Null(_tag.Tags(Source(("BPM", "125.5")), Heard, isOriginal: true).Bpm);
        Assert.Equal("125.5", _tag.Tags(Source(("BPM", "125.5")), Heard, isOriginal: false).Extra["BPM"]);
    }

    [Fact]
    public void ATempoWithItsUnitIsGivenToo()
    {
        Assert.Null(_tag.Tags(Source(("BPM", "174 BPM")), Heard, isOriginal: true).Bpm);
        Assert.Equal("174", _tag.Tags(Source(("BPM", "174 BPM")), Heard, isOriginal: false).Extra["BPM"]);
    }

    [Fact]
    public void WhatStandsElsewhereTravelsWhereTheTagsAreSilent()
    {
        var source = Source(("Composer", "in the tags")) with
        {
            Elsewhere = new Dictionary<string, string> { ["composer"] = "in the INFO", ["Copyright"] = "Somebody", ["Title"] = "its own way" },
        };

        Assert.Equal(
            [("Composer", "in the tags"), ("Copyright", "Somebody")], _tag.Tags(source, Heard, isOriginal: false).Extra.Select(tag => (tag.Key, tag.Value)));
        Assert.Empty(_tag.Tags(source, Heard, isOriginal: true).Extra);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("0.00")]
    [InlineData("abc")]
    [InlineData("NaN")]
    public void ATempoThatIsNoNumberOfBeatsIsNone(string bpm) => Assert.Equal(126.02, _tag.Tags(Source(("BPM", bpm)), Heard, isOriginal: true).Bpm);

    [Fact]
    public void AFrameWithoutATextIsNotMadeOne()
    {
        var source = Source(("General Object", "Serato Markers_"), ("File ID: http://x", "abc"), ("Rating", "255"), ("MOOD", "happy"));

        Assert.Equal(["MOOD"], _tag.Tags(source, Heard, isOriginal: false).Extra.Keys);
    }

    [Theory]
    [InlineData("the same", 0)]
    [InlineData("another", 1)]
    public void ADescriptionThatIsTheCommentIsCarriedOnce(string description, int others)
    {
        var tags = _tag.Tags(Source(("Description", description), ("Comment", "the same")), Heard, isOriginal: false);

        Assert.Equal(("the same", others), (tags.Comment, tags.Extra.Count));
    }

    [Fact]
    public void WhatWasNotMeasuredIsNotWritten()
    {
        var tags = _tag.Tags(Source(), Heard with { Bpm = null, Camelot = null }, isOriginal: false);

        Assert.Null(tags.Bpm);
        Assert.Null(tags.InitialKey);
    }

    [Fact]
    public void ARenditionGetsWhatTheOriginalCarriesAndTheOriginalOnlyWhatItLacks()
    {
        var source = Source(("MYOWN", "kept"), ("Picture: Cover (front)", ""), ("PRIV - Private frame", "x"), ("Encoder Settings", "Lavf")) with { Cover = "cover" };

        var rendition = _tag.Tags(source, Heard, isOriginal: false);
        Assert.Equal(["MYOWN"], rendition.Extra.Keys);
        Assert.Equal("cover", rendition.Cover);
        var original = _tag.Tags(source, Heard, isOriginal: true);
        Assert.Empty(original.Extra);
        Assert.Null(original.Cover);
    }

    [Fact]
    public void AnOriginalKeepsWhatItSaysOfItselfInItsOwnSpelling()
    {
        var source = Source(
            ("Title", "Strobe [Live]"), ("Artist", "Eric Prydz vs. CHVRCHES; Foo x Bar / Baz"), ("Album", "A"), ("Date", "2019-03"), ("Genre", "17"), ("ISRC", "gb-aye-00-00001"), ("Comment", "said"));
        var track = new Track("Strobe", ["Eric Prydz", "CHVRCHES"]) { Version = "Live", Album = "A", Date = "2019-03", Genre = "17", Isrc = "GBAYE0000001" };

        Assert.Equal(["BPM", "Initial Key"], _tag.Tags(source with { Track = track }, Heard, isOriginal: true).Frames.Select(frame => frame.Key));
    }

    [Fact]
    public void AnOriginalGetsWhoItIsWhereItDoesNotSay()
    {
        var tags = _tag.Tags(Source(("Title", "Title")) with { Track = new Track("Title", ["Artist"]) { Isrc = "GBAYE0000001" } }, Heard, isOriginal: true);

        Assert.Equal(["Artist", "ISRC", "BPM", "Initial Key"], tags.Frames.Select(frame => frame.Key));
    }

    static SourceAudio Source(params (string Name, string Value)[] tags) =>
        new(
            new Probe { Container = "flac", Codec = "flac", CodecName = "FLAC", SampleRate = 44_100, Channels = 2, IsLossless = true, Tags = new Dictionary<string, string>() },
            tags.ToDictionary(tag => tag.Name, tag => tag.Value, StringComparer.OrdinalIgnoreCase),
            new Track("Title", ["Artist"]));
}
