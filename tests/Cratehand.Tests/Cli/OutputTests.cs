using Cratehand.Cli;

namespace Cratehand.Tests.Cli;

public class OutputTests
{
    static readonly string[][] Rows = [["Title", "東京 " + new string('x', 120)], ["a\tb", "c\nd"]];

    readonly StringWriter _out = new();
    readonly StringWriter _error = new();

    [Fact]
    public void APipeGetsOnePlainLineARow()
    {
        On(Screen.Piped).Table(["One", "Two"], Rows);
        Assert.Equal($"Title\t{Rows[0][1]}\na b\tc d\n", _out.ToString());
    }

    [Fact]
    public void ANameSteersNoTerminal()
    {
        const string Name = "a\e[2Jb\e]0;title\ac\u009b1md";
        On(Screen.Piped).Line(Tone.Good, "ok", Name);
        On(Screen.Piped).Warn(Name);
        On(Screen.Piped).Table(["One"], [[Name]]);
        On(new Screen(true, true, true, 60)).Line(Tone.Good, "ok", "fine\n\tmore");
        const string Shown = "a\uFFFD[2Jb\uFFFD]0;title\uFFFDc\uFFFD1md";
        Assert.Equal($"ok {Shown}\n{Shown}\n\e[32mok\e[0m fine\n\tmore\n", _out.ToString());
        Assert.Equal($"warning: {Shown}\n", _error.ToString());
    }

    [Fact]
    public void ATerminalGetsColumnsThatFit()
    {
        On(new Screen(true, false, false, 60)).Table(["One", "Two"], Rows);
        Assert.Contains("One", _out.ToString(), StringComparison.Ordinal);
        Assert.All(_out.ToString().Split('\n'), line => Assert.True(line.TrimEnd().Length <= 60, line));
        Assert.DoesNotContain('\e', _out.ToString());
    }

    [Theory]
    [InlineData(true, null, "xterm", true)]
    [InlineData(true, "1", "xterm", false)]
    [InlineData(true, null, "dumb", false)]
    [InlineData(false, null, "xterm", false)]
    public void ColoursAreForTerminalsThatWantThem(bool isTerminal, string? noColour, string term, bool coloured)
    {
        var screen = Screen.Of(isTerminal, isTerminal, 0, new Dictionary<string, string> { ["NO_COLOR"] = noColour ?? "", ["TERM"] = term });
        On(screen).Line(Tone.Good, "ok", "fine");
        On(screen).Warn("careful");
        Assert.Equal(coloured, _out.ToString().Contains('\e'));
        Assert.Equal(coloured, _error.ToString().Contains('\e'));
    }

    [Fact]
    public void JsonStandsAloneOnStandardOutput()
    {
        var output = On(Screen.Piped, isJson: true);
        output.Line("for people");
        output.Table(["One"], [["for people"]]);
        output.Warn("careful");
        output.Json(new { Title = "Größe", Isrc = (string?)null });
        Assert.Equal("{\"title\":\"Größe\",\"isrc\":null}\n", _out.ToString());
        Assert.Equal("warning: careful\n", _error.ToString());
    }

    Output On(Screen screen, bool isJson = false) => new(_out, _error, screen, isJson);
}
