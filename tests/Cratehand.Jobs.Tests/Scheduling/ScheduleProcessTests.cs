using System.Diagnostics;
using Cratehand.Jobs.Scheduling;
using Cratehand.Jobs.Tests.Support;

namespace Cratehand.Jobs.Tests.Scheduling;

/// <summary>A real process that fires: killed at each sync and write, and carried across both leaps of the clock by libfaketime.</summary>
[Collection(nameof(Alone))]
[Scenario("S9")]
public class ScheduleProcessTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("fsync")]
    [InlineData("pwrite64")]
    public async Task WhereverTheProcessIsKilledAFiringAndItsRunAreThereTogetherOrNeither(string call)
    {
        var (point, firings) = (0, 0L);
        for (var ended = false; !ended && point < 24; point++)
        {
            await using var world = await JobWorld.CreateAsync();
            ended = await RunAsync("strace", ["-f", "-qq", "-e", $"trace={call}", "-e", $"inject={call}:signal=KILL:when={point + 1}", Program, world.Folder, "once"]) == 0;
            await HoldsTogetherAsync(world);
            Assert.Equal(0, await RunAsync(Program, [world.Folder, "once"])); // start again: it fires, once
            await HoldsTogetherAsync(world);
            Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM schedule_firing"));
            Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM job WHERE state = 'completed'"));
            firings++;
        }

        output.WriteLine($"{call}: killed at {point - 1} points, {firings} folders looked at");
        Assert.True(point > 3, $"only {point} points");
    }

    // Each minute of the faked clock takes a fifth of a second. An hour of it is for the start, which may be slow.
    [Theory]
    [InlineData("2026-03-28 23:20:00", "30 2 * * *", "2026-03-29T01:00:00Z")] // 02:30 does not come: due at 03:00 summer time
    [InlineData("2026-03-28 23:20:00", "*/30 * * * *", "2026-03-29T00:30:00Z 2026-03-29T01:00:00Z 2026-03-29T01:30:00Z")]
    [InlineData("2026-10-24 23:20:00", "30 2 * * *", "2026-10-25T00:30:00Z")] // 02:30 comes twice: due at its first coming
    [InlineData("2026-10-24 23:20:00", "*/30 * * * *", "2026-10-25T00:30:00Z 2026-10-25T01:00:00Z 2026-10-25T01:30:00Z")]
    public async Task AcrossBothLeapsOfTheClockItFiresWhenItShould(string start, string text, string dues)
    {
        await using var world = await JobWorld.CreateAsync();
        using var process = Start("faketime", ["-f", $"@{start} x300", Program, world.Folder, "until", "135", text, "Europe/Berlin"]);
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        var firings = await new ScheduleBook(world.Database.Source, TimeProvider.System).FiringsAsync("tick", 100);
        var begun = DateTimeOffset.Parse(start + "Z").AddMinutes(65);
        Assert.Equal(dues.Split(' ').Select(DateTimeOffset.Parse), firings.Select(firing => firing.Due).Where(due => due > begun).Order());
    }

    static string Program => Path.Combine(AppContext.BaseDirectory, "Cratehand.Jobs.Tests.Host");

    static async Task HoldsTogetherAsync(JobWorld world)
    {
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM schedule_firing WHERE job IS NULL OR job NOT IN (SELECT id FROM job)"));
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM job WHERE id NOT IN (SELECT job FROM schedule_firing)"));
    }

    static async Task<int> RunAsync(string program, string[] arguments)
    {
        using var process = Start(program, arguments);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    static Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false };
        start.Environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        start.Environment["TZ"] = "UTC";
        return Process.Start(start)!;
    }
}
