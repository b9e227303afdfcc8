using System.Text.Json;
using Cratehand.Cli;
using Cratehand.Tests.Support;

namespace Cratehand.Tests.Cli.Commands;

public sealed class InitCommandTests : IDisposable
{
    readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task InitMakesFoldersAndAFileForTheOwnersEyes()
    {
        Assert.Equal(ExitCode.Done, await _home.RunAsync("init", "--library", "crate"));

        Assert.True(Directory.Exists(_home.Folder + "/crate"));
        Assert.True(Directory.Exists(_home.Folder + "/Cratehand Drop"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_home.File));
        Assert.Equal((_home.Folder + "/crate", "cratehand.yaml line 5"), (_home.Read()["Library"].Value, _home.Read()["Library"].Origin.Text));
    }

    [Fact]
    public async Task InitNeverOverwrites()
    {
        _home.WithFile("Library: mine\n");

        Assert.Equal(ExitCode.Done, await _home.RunAsync("init", "--json"));

        Assert.Equal("Library: mine\n", File.ReadAllText(_home.File));
        Assert.False(JsonDocument.Parse(_home.Out.ToString()).RootElement.GetProperty("created").GetBoolean());
    }
}
