using Cratehand.Cli;

namespace Cratehand.Tests.Cli;

public class WrappingTests
{
    [Theory]
    [InlineData("ok          spotify-saved  nothing there", 60, "ok          spotify-saved  nothing there")]
    [InlineData("ok     saved   one two three four five", 30, "ok     saved   one two three\n               four five")]
    [InlineData("error: one two three four", 16, "error: one two\n  three four")]
    [InlineData("  Shop  https://shop.example/a-long-link", 20, "  Shop  https://shop.example/a-long-link")]
    [InlineData("see https://shop.example/a-long-link there", 20, "see\n  https://shop.example/a-long-link\n  there")]
    public void ALineIsBrokenBetweenWordsBelowItsLastColumn(string line, int width, string wrapped) => Assert.Equal(wrapped, Wrapping.Wrap(line, width));

    [Fact]
    public void NoLineIsWiderThanAHundredColumns() =>
        Assert.All(Wrapping.Wrap(string.Join(' ', Enumerable.Repeat("word", 100)), 300).Split('\n'), line => Assert.InRange(line.Length, 1, 100));
}
