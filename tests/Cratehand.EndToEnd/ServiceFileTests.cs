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

    static string Source
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Cratehand.slnx")))
            {
                folder = folder.Parent!;
            }

            return Path.Combine(folder.FullName, "deploy/cratehand.service");
        }
    }
}
