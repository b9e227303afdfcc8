using Cratehand.Tests.Support;
using Cratehand.Wiring.Configuration;

namespace Cratehand.Tests.Wiring.Configuration;

public sealed class SettingsFileTests : IDisposable
{
    readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void AFreshFileSetsNothing()
    {
        _home.WithFile(Fresh());

        var read = _home.Read();

        Assert.Empty(read.Problems);
        Assert.All(read.All, s => Assert.Equal(SettingOrigin.Default, s.Origin));
    }

    [Fact]
    public void RemovingTheMarksGivesAFileThatIsRight()
    {
        var lines = Fresh().Split('\n').Select(line => line.TrimStart() is ['#', not ' ', ..] ? line.Replace("#", "", StringComparison.Ordinal) : line);
        _home.WithFile(string.Join('\n', lines));

        var read = _home.Read();

        Assert.Empty(read.Problems);
        Assert.Equal(SettingLayer.File, read["Log:RetainDays"].Origin.Layer);
    }

    [Fact]
    public void WhatTheCommandLineSetIsWrittenLive()
    {
        _home.WithFile(Fresh(new GivenValue("Library", "/it's here", SettingOrigin.Option("--library"))));
        Assert.Equal("/it's here", _home.Read()["Library"].Value);
    }

    string Fresh(params GivenValue[] options) => SettingsFile.For(SettingCatalog.Today, _home.Read(options));
}
