using System.Globalization;
using System.Text;
using Cratehand.Music.Libraries;
using Cratehand.Music.Tracks;
using CsCheck;

namespace Cratehand.Music.Tests.Libraries;

public sealed class FileNamesTests
{
    static readonly Gen<string> Nasty = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["/\\:*?\"<>|. \n\t\0\u202E\u0301aé😀"], 0, 40],
        Pick("..", "../../etc/passwd", "CON", "nul.txt", "com1", ".hidden", "trailing. .", "", " ", "👩‍👩‍👧‍👦🏳️‍🌈", "e\u0301", new string('x', 300),
            string.Concat(Enumerable.Repeat("日本語", 100)), string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 40)), "a" + new string('\u0301', 400), "\uD800lone"));

    static Gen<string> Pick(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Theory]
    [InlineData("Strobe", "deadmau5", null, "deadmau5/deadmau5 - Strobe.aiff")]
    [InlineData("Strobe", "deadmau5", "Club Edit", "deadmau5/deadmau5 - Strobe (Club Edit).aiff")]
    [InlineData("AC/DC: \"Live\"?", "a:b", null, "a -b/a -b - AC-DC - 'Live'.aiff")]
    [InlineData("../../etc/passwd", "..", null, "Unknown Artist/Unknown Artist - -..-etc-passwd.aiff")]
    [InlineData("line\nbreak", "tab\there", null, "tab here/tab here - line break.aiff")]
    [InlineData("", "", null, "Unknown Artist/Unknown Artist - Untitled.aiff")]
    [InlineData("Title.", "NUL", null, "_NUL/_NUL - Title.aiff")]
    [InlineData("😀", "e\u0301", null, "é/é - 😀.aiff")]
    public void APathSaysWhoAndWhat(string title, string artist, string? version, string path) =>
        Assert.Equal(path, FileNames.For(new Track(title, artist.Length == 0 ? [] : [artist]) { Version = version }, ".aiff"));

    [Fact]
    public void TheIdIsAppendedOnlyWhenTheNameIsTaken() =>
        Assert.Equal("A/A, B - T [0123abcd].wav", FileNames.For(new Track("T", ["A", "B"]), ".wav", "0123abcdef"));

    [Theory]
    [InlineData("Earth, Wind & Fire", "Earth, Wind & Fire/Earth, Wind & Fire - T.wav")]
    [InlineData("Tyler, The Creator; Kali Uchis", "Tyler, The Creator/Tyler, The Creator, Kali Uchis - T.wav")]
    [InlineData("Drake, The Weeknd", "Drake/Drake, The Weeknd - T.wav")]
    public void ATaggedNameWithACommaHasItsOwnFolder(string artist, string path) =>
        Assert.Equal(path, FileNames.For(TrackName.FromTags(tag => tag == "artist" ? artist : null, "T.wav"), ".wav"));

    [Fact]
    public void NoNameIsHarmfulWhateverTheTags() =>
        Gen.Select(Nasty, Nasty, Nasty).Sample((title, artist, version) =>
        {
            var track = new Track(title, [artist]) { Version = version };
            foreach (var id in (string?[])[null, "0123abcd"])
            {
                var parts = FileNames.For(track, ".aiff", id).Split('/');
                Assert.Equal(2, parts.Length);
                Assert.All(parts, AssertHarmless);
                Assert.EndsWith(".aiff", parts[1], StringComparison.Ordinal);
            }
        });

    [Fact]
    public void ANameIsCutBetweenGraphemes() =>
        Gen.Select(Gen.Int[1, 60], Pick("👩‍👩‍👧‍👦", "é", "🏳️‍🌈", "日")).Sample((room, grapheme) =>
        {
            var name = FileNames.Component(string.Concat(Enumerable.Repeat(grapheme, 60)), "-", room);
            Assert.All(Graphemes(name), g => Assert.True(g == grapheme || name == "-", g));
        });

    [Theory]
    [InlineData("Café Ångström")]
    [InlineData("한국어")]
    public void HowAnAccentIsEncodedMakesNoDifference(string title) =>
        Assert.Equal(
            FileNames.For(new Track(title.Normalize(NormalizationForm.FormC), [title]), ".flac"),
            FileNames.For(new Track(title.Normalize(NormalizationForm.FormD), [title]), ".flac"));

    static void AssertHarmless(string name)
    {
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, FileNames.LongestName);
        Assert.Equal(-1, name.IndexOfAny([.. "/\\:*?\"<>|", .. Enumerable.Range(0, 32).Select(i => (char)i)]));
        Assert.False(name[^1] is '.' or ' ' || name[0] is '.' or ' ', name);
        Assert.True(name.IsNormalized(NormalizationForm.FormC), name);
        Assert.DoesNotMatch(@"^(?i:con|prn|aux|nul|com\d|lpt\d)(\.|$)", name);
        Assert.Equal(name, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)));
    }

    static IEnumerable<string> Graphemes(string text)
    {
        for (var graphemes = StringInfo.GetTextElementEnumerator(text); graphemes.MoveNext();)
        {
            yield return graphemes.GetTextElement();
        }
    }
}
