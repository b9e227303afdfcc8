using Cratehand.Music.Notion;

namespace Cratehand.Music.Tests.Notion;

public class NotionProblemTests
{
    [Theory]
    [InlineData("Tempo is not a property that exists.", "Tempo")]
    [InlineData("Artist Name is expected to be rich_text.", "Artist Name")]
    [InlineData("body failed validation: body.properties.Spotify URL.url.length should be ≤ `2000`, instead was `2001`.", "Spotify URL")]
    [InlineData("body failed validation: body.properties.Audio Processing.multi_select[3].name should be defined, instead was `undefined`.", "Audio Processing")]
    [InlineData("API token is invalid.", null)]
    public void ThePropertyThatIsBlamedIsRead(string message, string? property) => Assert.Equal(property, NotionProblem.PropertyIn(message));

    [Theory]
    [InlineData("")]
    [InlineData("<html>502</html>")]
    [InlineData("[1]")]
    [InlineData("{\"message\":7}")]
    public void ABodyThatIsNoErrorObjectSaysNothing(string body) =>
        Assert.Null(NotionProblem.Read(System.Text.Encoding.UTF8.GetBytes(body)).Said);
}
