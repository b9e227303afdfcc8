using Cratehand.Tests.Support;
using Cratehand.Wiring.Configuration;

namespace Cratehand.Tests.Wiring.Configuration;

public sealed class SettingsReaderTests : IDisposable
{
    readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void TheLastWordWinsAndIsRemembered()
    {
        Assert.Equal(("5", "default"), Attempts());
        _home.WithFile("Jobs:\n  MaxAttempts: 6\n");
        Assert.Equal(("6", "cratehand.yaml line 2"), Attempts());
        _home.Environment["CRATEHAND__JOBS__MAXATTEMPTS"] = "7";
        Assert.Equal(("7", "CRATEHAND__JOBS__MAXATTEMPTS"), Attempts());
        Assert.Equal(("8", "--attempts"), Attempts(new GivenValue("Jobs:MaxAttempts", "8", SettingOrigin.Option("--attempts"))));
    }

    [Fact]
    public void AnEmptyVariableIsNotSet()
    {
        _home.Environment["CRATEHAND__JOBS__MAXATTEMPTS"] = "";
        Assert.Equal(("5", "default"), Attempts());
    }

    [Fact]
    public void AValueCanBeReadFromAFile()
    {
        var path = Path.Combine(_home.Folder, "value");
        File.WriteAllText(path, "9\n");
        _home.Environment["CRATEHAND__JOBS__MAXATTEMPTS_FILE"] = path;

        Assert.Equal(("9", "CRATEHAND__JOBS__MAXATTEMPTS_FILE"), Attempts());
        Assert.Empty(_home.Read().Problems);
    }

    [Fact]
    public void AValueFileThatCannotBeReadKeepsFromStarting()
    {
        _home.Environment["CRATEHAND__JOBS__MAXATTEMPTS_FILE"] = "/nowhere/value";
        Assert.Contains("CRATEHAND__JOBS__MAXATTEMPTS_FILE", OnlyProblem(fatal: true).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AValueGivenDirectlyAndByFileIsAnError()
    {
        _home.Environment["CRATEHAND__JOBS__MAXATTEMPTS"] = "3";
        _home.Environment["CRATEHAND__JOBS__MAXATTEMPTS_FILE"] = _home.File;
        Assert.Contains("both set", OnlyProblem(fatal: true).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnusableValueIsToldAndTheDefaultHolds()
    {
        _home.WithFile("Jobs:\n  MaxAttempts: many\n");

        var problem = OnlyProblem(fatal: true);
        Assert.Equal("Jobs:MaxAttempts must be a whole number from 1 to 20, not 'many'.", problem.Message);
        Assert.Equal("cratehand.yaml line 2", problem.Origin.Text);
        Assert.Equal(5, SettingsBinder.Bind(_home.Read()).Jobs.MaxAttempts);
    }

    [Fact]
    public void AnUnknownNameIsAWarningWithTheNearestOne()
    {
        _home.WithFile("Tools:\n  Fmpeg: /opt/ffmpeg\n");
        Assert.Equal("Did you mean Tools:Ffmpeg?", OnlyProblem(fatal: false).Fix);
    }

    [Fact]
    public void AnUnknownVariableIsAWarningWithTheNearestOne()
    {
        _home.Environment["CRATEHAND_LIBARY"] = "/music";
        Assert.Equal("Did you mean CRATEHAND_LIBRARY?", OnlyProblem(fatal: false).Fix);
    }

    [Theory]
    [InlineData("MUSIC_SYNC_ENABLD", "MUSIC_SYNC_ENABLED")]
    [InlineData("SPOTIFY_CLIENTID", "SPOTIFY_CLIENT_ID")]
    [InlineData("SOUNDCLOUD_PROFIL_FILE", "SOUNDCLOUD_PROFILE")]
    public void ANameThatOthersGaveIsToldToo(string written, string meant)
    {
        _home.Environment[written] = "false";
        Assert.Equal($"Did you mean {meant}?", OnlyProblem(fatal: false).Fix);
    }

    [Theory]
    [InlineData("MUSIC_SYNC_ENABLED")]
    [InlineData("MUSIC_SYNC_DIRECTORY")]
    [InlineData("SPOTIFY_REDIRECT_URI")]
    [InlineData("SOUNDCLOUD_CLIENT_ID")]
    public void WhatIsNearNoNameOfOursIsSomebodyElses(string written)
    {
        _home.Environment[written] = "false";
        Assert.Empty(_home.Read().Problems);
    }

    [Fact]
    public void AChainOfNothingButCommasIsRefused()
    {
        _home.Environment["CRATEHAND__DETECTING__CHAIN"] = ",";
        Assert.Equal("Correct it, or remove it for the default: those of the mode.", OnlyProblem(fatal: true).Fix);
    }

    [Fact]
    public void TheDataFolderCannotBeSetInTheFileThatLiesInIt()
    {
        _home.WithFile("Data: /elsewhere\n");
        Assert.Contains("CRATEHAND_DATA", OnlyProblem(fatal: true).Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsAFolderIsTold()
    {
        Directory.CreateDirectory(_home.File);
        Assert.Contains("cannot be read", OnlyProblem(fatal: true).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePredecessorsDevModeIsADryRun()
    {
        _home.Environment["RUN_MODE"] = "DEV";
        Assert.Equal(("true", "RUN_MODE"), (_home.Read()["Sync:DryRun"].Value, _home.Read()["Sync:DryRun"].Origin.Text));

        _home.Environment["RUN_MODE"] = "PROD";
        Assert.Equal(SettingOrigin.Default, _home.Read()["Sync:DryRun"].Origin);

        _home.Environment["RUN_MODE"] = "True"; // who writes that means it
        Assert.Equal("true", _home.Read()["Sync:DryRun"].Value);

        _home.Environment["RUN_MODE"] = "DEV";
        _home.Environment["CRATEHAND__SYNC__DRYRUN"] = "off";
        Assert.Equal("false", _home.Read()["Sync:DryRun"].Value);
    }

    [Fact]
    public void FoldersStartWhereTheyWereWritten()
    {
        _home.WithFile("Library: crate\nDrop: ~/in\n");
        Assert.Equal((_home.Data + "/crate", _home.Folder + "/in"), (_home.Read()["Library"].Value, _home.Read()["Drop"].Value));

        _home.Environment["CRATEHAND_LIBRARY"] = "./crate/";
        Assert.Equal(_home.Folder + "/crate", _home.Read()["Library"].Value);
    }

    [Fact]
    public void TheDropFolderLiesBesideTheLibraryAndTheDataFolderWhereXdgSays()
    {
        _home.Environment["CRATEHAND_LIBRARY"] = "/disk/music/crate";
        _home.Environment["XDG_DATA_HOME"] = "/disk/data";
        var read = _home.Read();
        Assert.Equal(("/disk/music/Cratehand Drop", "/disk/data/cratehand"), (read["Drop"].Value, read["Data"].Value));

        _home.Environment["XDG_DATA_HOME"] = "relative";
        Assert.Equal(_home.Data, _home.Read()["Data"].Value);
    }

    [Theory]
    [InlineData("Tempo:\n  Min: 200\n", "Tempo:Min (200) must not be above Tempo:Max (190).")]
    [InlineData("Drop: /m/in\nLibrary: /m\n", "neither inside the other")]
    public void SettingsThatContradictEachOtherKeepFromStarting(string yaml, string words)
    {
        _home.WithFile(yaml);
        Assert.Contains(words, OnlyProblem(fatal: true).Message, StringComparison.Ordinal);
    }

    (string, string) Attempts(params GivenValue[] options)
    {
        var setting = _home.Read(options)["Jobs:MaxAttempts"];
        return (setting.Value, setting.Origin.Text);
    }

    SettingProblem OnlyProblem(bool fatal)
    {
        var problem = Assert.Single(_home.Read().Problems);
        Assert.Equal(fatal, problem.IsFatal);
        return problem;
    }
}
