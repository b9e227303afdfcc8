using System.Diagnostics;
using Cratehand.Cli.Scheduling;
using Cratehand.Jobs.Scheduling;

namespace Cratehand.Tests.Cli.Scheduling;

/// <summary>systemd itself is asked what it makes of our units.</summary>
public sealed class SystemdUnitsTests
{
    [Theory]
    [InlineData("0 */6 * * *", "UTC")]
    [InlineData("*/10 * * * *", "Europe/Berlin")]
    [InlineData("30 3 * * MON-FRI", "America/New_York")]
    [InlineData("0 0 13 * 5", "UTC")]
    [InlineData("5 4 1,15 JAN,JUL *", "Asia/Kolkata")]
    public async Task ATimerFallsDueWhenTheScheduleDoes(string text, string zone)
    {
        var timing = CronText.Parse(text, TimeZoneInfo.FindSystemTimeZoneById(zone));
        var start = new DateTimeOffset(2026, 6, 1, 0, 0, 30, TimeSpan.Zero);
        var dues = new List<long>();
        foreach (var calendar in SystemdUnits.When(timing).Where(line => line.StartsWith("OnCalendar=", StringComparison.Ordinal)))
        {
            var (code, output) = await RunAsync("systemd-analyze", "calendar", "--iterations=40", $"--base-time=@{start.ToUnixTimeSeconds()}", calendar["OnCalendar=".Length..]);
            Assert.True(code == 0, output);
            dues.AddRange(output.Split('\n').Where(line => line.Contains("Next elapse: ", StringComparison.Ordinal) || line.Contains("Iter", StringComparison.Ordinal)).Select(Second));
        }

        Assert.Equal(timing.After(start).Take(20).Select(due => due.ToUnixTimeSeconds()), dues.Distinct().Order().Take(20));
    }

    [Fact]
    public async Task TheUnitsAreWhatSystemdTakes()
    {
        var folder = Directory.CreateTempSubdirectory("cratehand-units-").FullName;
        var command = new SyncCommandLine("/bin/true", "/data", [("CRATEHAND_LIBRARY", "/music/100% \"$HOME\" it's")], []);
        var service = Path.Combine(folder, SystemdUnits.Name + ".service");
        await File.WriteAllTextAsync(service, SystemdUnits.Service(command));
        Assert.Contains("Environment=\"CRATEHAND_LIBRARY=/music/100%% \\\"$HOME\\\" it's\"\n", SystemdUnits.Service(command), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.ChangeExtension(service, ".timer"), SystemdUnits.Timer(CronText.Parse("@every 6h", TimeZoneInfo.Utc)));
        try
        {
            var (code, output) = await RunAsync("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", service, Path.ChangeExtension(service, ".timer"));
            Assert.True(code == 0, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // "Mon 2026-06-01 06:00:00 UTC" at the line's end.
    static long Second(string line)
    {
        var words = line.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return DateTimeOffset.Parse($"{words[^3]} {words[^2]}Z").ToUnixTimeSeconds();
    }

    static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        (start.Environment["LC_ALL"], start.Environment["TZ"]) = ("C.UTF-8", "UTC");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
