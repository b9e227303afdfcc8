using Cratehand.Wiring.Configuration;

namespace Cratehand.Tests.Wiring.Configuration;

public class YamlSettingsTests
{
    [Theory]
    [InlineData("on")]
    [InlineData("no")]
    [InlineData("010")]
    [InlineData("1e3")]
    [InlineData("null")]
    [InlineData("2026-01-01")]
    public void AScalarStaysWhatWasWritten(string text) => Assert.Equal(text, Values($"A: {text}")["A"]);

    [Fact]
    public void QuotesAreNotPartOfTheValue()
    {
        var values = Values("""
            Single: 'it''s'
            Double: "a: b # c"
            Empty: ""
            """);

        Assert.Equal(("it's", "a: b # c", ""), (values["Single"], values["Double"], values["Empty"]));
    }

    [Fact]
    public void SectionsNestAndListsJoin()
    {
        var values = Values("""
            Formats:
              Lossless: [aiff, wav]
              Lossy:
                - original
            """);

        Assert.Equal(("aiff,wav", "original"), (values["Formats:Lossless"], values["Formats:Lossy"]));
    }

    [Fact]
    public void AnEmptyValueOrSectionIsNotSet() => Assert.Empty(Values("Tools:\n  # nothing yet\nLibrary:\n"));

    [Fact]
    public void EachValueKnowsItsLine() =>
        Assert.Equal("cratehand.yaml line 3", Assert.Single(Read("# first\nJobs:\n  Workers: 1\n").Values).Origin.Text);

    [Theory]
    [InlineData("Jobs:\n  Workers: 1\n  Workers: 2\n", 3)]
    [InlineData("Jobs:\n  Workers: 1\njobs:\n  workers: 2\n", 4)]
    [InlineData("Jobs:\n  Workers: 1\nJobs:\n  MaxAttempts: 2\n", 3)]
    public void ANameWrittenTwiceIsAnErrorWithItsLine(string yaml, int line) => AssertProblem(yaml, line, "");

    [Theory]
    [InlineData("Hosts:\n  - name: a\n", 2, "list of sections")]
    [InlineData("Hosts: ['a,b', c]\n", 1, "comma")]
    [InlineData("- a\n- b\n", 1, "Section:")]
    [InlineData("A: 1\n---\nB: 2\n", 3, "two documents")]
    [InlineData("A: 1\nB: \"open\n", 2, "not valid YAML")]
    public void WhatCannotBeReadIsToldWithItsLine(string yaml, int line, string words) => AssertProblem(yaml, line, words);

    [Fact]
    public void AnchorsCanBeUsedAgainAndOverridden()
    {
        var values = Values("""
            x-short: &short
              ConnectTimeoutSeconds: 1
              StallTimeoutSeconds: 2
            Acquire:
              <<: *short
              StallTimeoutSeconds: 9
            """);

        Assert.Equal(("1", "9", 2), (values["Acquire:ConnectTimeoutSeconds"], values["Acquire:StallTimeoutSeconds"], values.Count));
    }

    [Fact]
    public void AnAnchorInsideItselfEnds() => Assert.NotEmpty(Read("A: &a\n  B: *a\n").Problems);

    [Fact]
    public void AnEmptyFileSaysNothing()
    {
        Assert.Empty(Read("").Problems);
        Assert.Empty(Read("# only a comment\n").Problems);
    }

    static GivenValues Read(string yaml) => YamlSettings.Read(new StringReader(yaml));

    static Dictionary<string, string> Values(string yaml)
    {
        var read = Read(yaml);
        Assert.Empty(read.Problems);
        return read.Values.ToDictionary(v => v.Key, v => v.Value);
    }

    static void AssertProblem(string yaml, int line, string words)
    {
        var problem = Assert.Single(Read(yaml).Problems);
        Assert.Equal($"cratehand.yaml line {line}", problem.Origin.Text);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.True(problem.IsFatal);
    }
}
