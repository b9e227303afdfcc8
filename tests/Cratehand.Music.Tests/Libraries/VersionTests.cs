using Cratehand.Music.Libraries;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Tests.Libraries;

public sealed class VersionTests
{
    [Theory]
    [InlineData("Strobe", "Strobe (Original Mix)")]
    [InlineData("Strobe", "Strobe [Official Audio]")]
    [InlineData("Strobe", "Strobe (Remastered 2016)")]
    [InlineData("Strobe (Radio Edit)", "Strobe - Radio Edit")]
    [InlineData("Strobe (Extended Mix)", "Strobe [extended mix]")]
    [InlineData("Live and Let Die", "Live and Let Die")]
    [InlineData("Strobe", "Strobe ft. Kaskade")]
    [InlineData("Strobe", "Strobe (from the album Random)")]
    [InlineData("Untitled 3", "Strobe")]
    public void TheseMayBeOneRecording(string a, string b) => Assert.True(EvidenceLadder.AreOneVersion(Named(a), Named(b)));

    [Theory]
    [InlineData("Strobe", "Strobe (Live)")]
    [InlineData("Strobe", "Strobe (Somebody Remix)")]
    [InlineData("Strobe", "Strobe (Instrumental)")]
    [InlineData("Strobe", "Strobe Karaoke")]
    [InlineData("Strobe", "Strobe (sped up)")]
    [InlineData("Strobe", "Strobe - slowed + reverb")]
    [InlineData("Strobe (Radio Edit)", "Strobe (Extended Mix)")]
    [InlineData("Strobe", "Strobe (Acapella)")]
    [InlineData("Strobe", "Strobe ft. Kaskade Instrumental")]
    [InlineData("Strobe", "Strobe (8D Audio)")]
    [InlineData("Strobe", "Strobe (from Live 2003)")]
    public void TheseAreTwo(string a, string b) => Assert.False(EvidenceLadder.AreOneVersion(Named(a), Named(b)));

    [Fact]
    public void AGuestWhoIsKnownIsNoVersion() =>
        Assert.True(EvidenceLadder.AreOneVersion(new("T (feat. Too $hort)", ["E-40"]), new("T", ["E-40", "Too $hort"])));

    static Track Named(string title) => new(title, []);
}
