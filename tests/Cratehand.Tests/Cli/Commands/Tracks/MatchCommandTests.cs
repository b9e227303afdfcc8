using System.Text.Json;
using Cratehand.Cli;
using Cratehand.Tests.Support;

namespace Cratehand.Tests.Cli.Commands.Tracks;

[Scenario("S13")]
public sealed class MatchCommandTests : IDisposable
{
    const string Wanted = """{"title":"Strobe","artists":["deadmau5"],"durationMs":637000}""";

    readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task OneLineInOneLineOutInOrder()
    {
        Give(
            $$$"""{"wanted":{{{Wanted}}},"offered":{"title":"deadmau5 - Strobe (Official Video)","artists":["deadmau5"],"durationMs":637400,"isrc":null}}""",
            $$$"""{"wanted":{{{Wanted}}},"offered":{"title":"Strobe (Live)","artists":["deadmau5"],"durationMs":637000}}""",
            $$$"""{"wanted":{{{Wanted}}},"offered":{"title":"Strobe (Balcony)","artists":["deadmau5"]}}""");

        Assert.Equal(ExitCode.Done, await _home.RunAsync("tracks", "match", "--stdin", "--json"));

        Assert.Equal(["same", "different", "unsure"], Answers().Select(answer => answer.GetProperty("verdict").GetString()));
        Assert.All(Answers(), answer => Assert.True(answer.GetProperty("reasons").GetArrayLength() > 0 && answer.GetProperty("score").GetDouble() is >= 0 and <= 1));
    }

    [Fact]
    public async Task ABadLineIsNamedInItsPlaceAndTheOthersAreAnswered()
    {
        var good = $$$"""{"wanted":{{{Wanted}}},"offered":{{{Wanted}}}}""";
        Give(good, "{nonsense", "", good, """{"wanted":{"artists":[]},"offered":{}}""", """{"wanted":{"title":7},"offered":{}}""", "[]", "null", good);

        Assert.Equal(ExitCode.Usage, await _home.RunAsync("tracks", "match", "--stdin", "--json"));

        Assert.Equal(["same", "2", "same", "5", "6", "7", "8", "same"], Answers().Select(Told));
        Assert.Contains("line 2: this is no JSON object.", _home.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("line 5: \"wanted.title\" is missing", _home.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("line 6: wanted.title is no value that belongs there.", _home.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForPeopleItSaysItInWords()
    {
        Give($$$"""{"wanted":{{{Wanted}}},"offered":{"title":"Strobe (Live)","artists":["deadmau5"]}}""");

        Assert.Equal(ExitCode.Done, await _home.RunAsync("tracks", "match", "--stdin"));

        Assert.Equal("different 0.20  Strobe (Live): another version: wanted is the plain version, offered is live\n", _home.Out.ToString());
    }

    [Fact]
    public async Task WithoutStdinItSaysWhatToType()
    {
        Assert.Equal(ExitCode.Usage, await _home.RunAsync("tracks", "match"));
        Assert.Contains("add --stdin", _home.Error.ToString(), StringComparison.Ordinal);
    }

    void Give(params string[] lines) => _home.In = new StringReader(string.Join('\n', lines) + '\n');

    List<JsonElement> Answers() =>
        [.. _home.Out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    static string? Told(JsonElement answer) =>
        answer.TryGetProperty("verdict", out var verdict) ? verdict.GetString() : answer.GetProperty("line").GetRawText();
}
