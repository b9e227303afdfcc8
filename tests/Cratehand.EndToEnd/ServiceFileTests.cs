using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>The unit for systemd, as systemd's own tools judge it. What it does when it runs is not tested here: that needs a systemd.</summary>
public sealed class ServiceFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("cratehand-e2e-unit-").FullName;

    string Unit => Path.Combine(_folder, "cratehand.service");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task SystemdFindsNothingWrongInTheUnit()
    {
        var text = await File.ReadAllTextAsync(Source);
        await File.WriteAllTextAsync(Unit, text.Replace("/opt/cratehand/Cratehand", Rig.ProgramPath, StringComparison.Ordinal));

        var ran = await Shell.RunAsync("systemd-analyze", "verify", "--man=no", Unit);

        Assert.True(ran is { ExitCode: 0, Error: "" }, ran.All);
    }

    [Fact]
    public async Task TheUnitIsHardened()
    {
        File.Copy(Source, Unit);

        var ran = await Shell.RunAsync("systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=20", Unit);

        Assert.True(ran.ExitCode == 0, ran.All);
    }

    // Who follows the how-to has these folders; another library would make all that is filed look missing.
    [Theory]
    [InlineData("deploy/systemd/cratehand-music-sync.service")]
    [InlineData("deploy/cron.d/music-sync")]
    public async Task WhatRunsWithoutADaemonRunsTheSameProgramInTheSameFolders(string file)
    {
        var service = await File.ReadAllTextAsync(Source);
        var other = await File.ReadAllTextAsync(Path.Combine(Root, file));

        Assert.Equal(Folders(service), Folders(other));
        var program = service.Split('\n').Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal))["ExecStart=".Length..].Split(' ')[0];
        Assert.Contains($"{program} sync", other, StringComparison.Ordinal);
    }

    static List<string> Folders(string text) =>
        [.. from line in text.Split('\n') where !line.StartsWith('#') from word in line.Replace("Environment=", "", StringComparison.Ordinal).Split(' ')
            where word.StartsWith("CRATEHAND_", StringComparison.Ordinal) orderby word select word];

    static string Source => Path.Combine(Root, "deploy/cratehand.service");

    static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Cratehand.slnx")))
            {
                folder = folder.Parent!;
            }

            return folder.FullName;
        }
    }
}
