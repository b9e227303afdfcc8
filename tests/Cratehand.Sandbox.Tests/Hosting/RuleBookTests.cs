using Cratehand.Sandbox.Hosting;

namespace Cratehand.Sandbox.Tests.Hosting;

public class RuleBookTests
{
    [Fact]
    public void EveryRuleHasANameOfItsOwnAndSaysWhatTheVendorDoes()
    {
        Assert.Equal(RuleBook.All.Count, RuleBook.All.Select(r => r.Name).Distinct().Count());
        Assert.All(RuleBook.All, r => Assert.Matches("^[a-z]+[.][a-z0-9-]+$", r.Name));
        Assert.All(RuleBook.All, r => Assert.EndsWith(".", r.Doc));
    }

    [Fact]
    public void ARuleHoldsUntilItIsSwitchedOffAndAgainAfterwards()
    {
        var book = new RuleBook(["notion.url-2000"]);
        Assert.False(book.Holds(Rules.NotionUrl));

        book.Switch("notion.url-2000", on: true);

        Assert.True(book.Holds(Rules.NotionUrl));
    }

    [Fact]
    public void ARuleThatDoesNotExistCannotBeSwitchedOff()
    {
        var error = Assert.Throws<SeedException>(() => new RuleBook(["notion.no-such"]));
        Assert.Contains("notion.no-such", error.Message);
    }
}
