using System.Text.Json;
using Cratehand.Music.Notion;

namespace Cratehand.Music.Tests.Notion;

public class PlainTextTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(2000, 1)]
    [InlineData(2001, 2)]
    [InlineData(200_000, 100)]
    public void ALongTextComesInRuns(int length, int runs) => Assert.Equal(runs, PlainText.Runs(new string('x', length)).Count);

    [Fact]
    public void NoLetterIsCutInTwo()
    {
        var text = "x" + string.Concat(Enumerable.Repeat("🎧", 2500));
        var runs = PlainText.Runs(text);
        Assert.All(runs, run => Assert.False(char.IsHighSurrogate(run!["text"]!["content"]!.GetValue<string>()[^1])));
        Assert.Equal(text, PlainText.Of(JsonElement.Parse(runs.ToJsonString())));
    }

    [Fact]
    public void MoreThanAPropertyHoldsIsRefusedBeforeItIsSent() =>
        Assert.Contains("200,000", Assert.Throws<ArgumentException>(() => PlainText.Runs(new string('x', 200_001))).Message, StringComparison.Ordinal);
}
