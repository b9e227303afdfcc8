using System.Text.Json;
using Cratehand.Cli;
using Cratehand.Tests.Support;
using Cratehand.Wiring.Configuration;

namespace Cratehand.Tests.Cli.Commands.Config;

public sealed class ConfigCommandTests : IDisposable
{
    const string Planted = "hush-1234567890";

    readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task ShowTellsValueAndOrigin()
    {
        _home.WithFile("Log:\n  RetainDays: 30\n");
        Assert.Equal(ExitCode.Done, await _home.RunAsync("config", "show"));
        Assert.Contains("Log:RetainDays\t30\tcratehand.yaml line 2\n", _home.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowFitsATerminalOfEightyColumns()
    {
        _home.Screen = new(true, false, false, 80);
        Assert.Equal(ExitCode.Done, await _home.RunAsync("config", "show"));
        Assert.All(_home.Out.ToString().Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
    }

    [Fact]
    public async Task ShowHasItsShapeInJson()
    {
        _home.Environment["CRATEHAND__KEYS__NOTATION"] = "camelot";
        await _home.RunAsync("config", "show", "--json");

        var notation = Json().GetProperty("settings").EnumerateArray().Single(s => s.GetProperty("key").GetString() == "Keys:Notation");

        Assert.Equal("""{"key":"Keys:Notation","value":"camelot","origin":"CRATEHAND__KEYS__NOTATION","environment":"CRATEHAND__KEYS__NOTATION","secret":false}""", notation.GetRawText());
        Assert.Equal(_home.File, Json().GetProperty("file").GetString());
    }

    [Theory]
    [InlineData("config show")]
    [InlineData("config show --json")]
    [InlineData("config check --json")]
    [InlineData("doctor --json")]
    [InlineData("init --json")]
    public async Task APlantedSecretAppearsNowhere(string line)
    {
        _home.Catalog = SettingCatalog.Today
            .With(new("Notion:Token", "", SettingForm.Text, "Token.") { IsSecret = true })
            .With(new("Notion:Pin", "", SettingForm.Whole(1, 2), "Pin.") { IsSecret = true });
        _home.Environment["CRATEHAND__NOTION__TOKEN"] = Planted;
        _home.WithFile($"Notion:\n  Pin: {Planted}\n");

        await _home.RunAsync(line.Split(' '));

        Assert.DoesNotContain(Planted, _home.Out.ToString() + _home.Error, StringComparison.Ordinal);
        Assert.Contains("Notion:Pin must be", _home.Read().Problems.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckIsContentWithADefaultConfiguration()
    {
        Assert.Equal(ExitCode.Done, await _home.RunAsync("config", "check", "--json"));
        Assert.True(Json().GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task CheckCountsAnUnknownNameAsAnError()
    {
        _home.WithFile("Librari: /m\n");
        Assert.Equal(ExitCode.Usage, await _home.RunAsync("config", "check", "--json"));
        Assert.Equal("""[{"key":"Librari","origin":"cratehand.yaml line 1","message":"Librari is not a setting.","fix":"Did you mean Library?","fatal":false}]""", Json().GetProperty("problems").GetRawText());
    }

    JsonElement Json() => JsonDocument.Parse(_home.Out.ToString()).RootElement;
}
