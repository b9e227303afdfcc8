using Cratehand.Wiring.Configuration;

namespace Cratehand.Tests.Wiring.Configuration;

public class SettingFormTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Media.Example, media.example:8080", "media.example,media.example:8080")]
    [InlineData("127.0.0.1:80", "127.0.0.1:80")]
    [InlineData("[::1]:9000", "[::1]:9000")]
    [InlineData("https://media.example", null)]
    [InlineData("media.example/path", null)]
    [InlineData("me@media.example", null)]
    [InlineData("media.example:99999", null)]
    [InlineData("two words", null)]
    public void AHostIsANameWithAnOptionalPort(string given, string? plain) => Assert.Equal(plain, SettingForm.Hosts.Normalize(given));

    [Theory]
    [InlineData("AIFF, wav,aiff", "aiff,wav")]
    [InlineData("", null)]
    [InlineData("aiff, mp3", null)]
    public void AListHoldsKnownWordsOnce(string given, string? plain) =>
        Assert.Equal(plain, SettingForm.ListOf("aiff", "wav").Normalize(given));

    [Theory]
    [InlineData(" 20 ", "20")]
    [InlineData("21", null)]
    [InlineData("0", null)]
    [InlineData("1.5", null)]
    [InlineData("1,000", null)]
    public void AWholeNumberKeepsItsLimits(string given, string? plain) => Assert.Equal(plain, SettingForm.Whole(1, 20).Normalize(given));

    [Theory]
    [InlineData("On", "true")]
    [InlineData("no", "false")]
    [InlineData("maybe", null)]
    public void AFlagTakesTheWordsPeopleWrite(string given, string? plain) => Assert.Equal(plain, SettingForm.Flag.Normalize(given));
}
