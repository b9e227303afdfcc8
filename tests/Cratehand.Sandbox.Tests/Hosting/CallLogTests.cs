using Cratehand.Sandbox.Hosting;

namespace Cratehand.Sandbox.Tests.Hosting;

public class CallLogTests
{
    readonly CallLog _log = new();

    [Fact]
    public void CallsAreNumberedAcrossProvidersAndFoundByNumber()
    {
        foreach (var provider in (string[])["notion", "spotify", "notion"])
        {
            _log.Add(Some(provider));
        }

        Assert.Equal([1, 3], _log.Since(0, "notion").Select(c => c.Number));
        Assert.Equal([2, 3], _log.Since(1).Select(c => c.Number));
    }

    [Fact]
    public void OldCallsAreForgottenButStillCounted()
    {
        for (var i = 0; i < 20_010; i++)
        {
            _log.Add(Some("notion"));
        }

        Assert.Equal(20_010, _log.Count);
        Assert.Equal(11, _log.Since()[0].Number);
    }

    static Call Some(string provider) =>
        new(0, DateTimeOffset.UnixEpoch, provider, "GET", "/", "", new Dictionary<string, string>(), null, null, 200, null, null);
}
