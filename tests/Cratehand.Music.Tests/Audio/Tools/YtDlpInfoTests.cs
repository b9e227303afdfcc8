using Cratehand.Music.Audio.Tools;

namespace Cratehand.Music.Tests.Audio.Tools;

public sealed class YtDlpInfoTests
{
    // Whoever made the list may have cut one text at its commas.
    [Fact]
    public void ANameThatWasCutIsPutTogether() =>
        Assert.Equal(["Earth, Wind & Fire", "The Emotions"], new YtDlpInfo { Title = "T", Artists = ["Earth", "Wind & Fire", "The Emotions"] }.Describe().Artists);
}
