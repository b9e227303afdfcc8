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
        var count = await CallsAsync(call);
        Assert.True(count > 3, $"only {count} points");
        var points = Sampled(count);
        foreach (var nth in points)
        {
            await using var world = await JobWorld.CreateAsync();
            var at = await Strace.KillAtAsync(Once(world, call), InFolder(world, call), nth);
            await HoldsTogetherAsync(world);
            Assert.Equal(0, await RunAsync(Program, [world.Folder, "once"])); // start again: it fires, once
            await HoldsTogetherAsync(world);
            Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM schedule_firing"));
            Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM job WHERE state = 'completed'"));
            output.WriteLine($"killed at {nth} of {count}, {at ?? "it had ended"}");
        }
    }

    // Each minute of the faked clock takes a fifth of a second. An hour of it is for the start, which may be slow. Both
    // leaps at once, since each takes half a minute whatever the machine: 02:30 does not come, so it is due at 03:00 summer
    // time; 02:30 comes twice, so it is due at its first coming.
    [Fact]
    public Task AcrossBothLeapsOfTheClockItFiresWhenItShould() => Task.WhenAll(
        FiresAcrossAsync("2026-03-28 23:20:00", "2026-03-29T01:00:00Z", "2026-03-29T00:30:00Z 2026-03-29T01:00:00Z 2026-03-29T01:30:00Z"),
        FiresAcrossAsync("2026-10-24 23:20:00", "2026-10-25T00:30:00Z", "2026-10-25T00:30:00Z 2026-10-25T01:00:00Z 2026-10-25T01:30:00Z"));

    static async Task FiresAcrossAsync(string start, string nightly, string halfHourly)
    {
        await using var world = await JobWorld.CreateAsync();
        Assert.Equal(0, await RunAsync("faketime", ["-f", $"@{start} x300", Program, world.Folder, "until", "150", "Europe/Berlin", "30 2 * * *", "*/30 * * * *"]));

        var book = new ScheduleBook(world.Database.Source, TimeProvider.System);
        var begun = DateTimeOffset.Parse(start + "Z").AddMinutes(65);
        foreach (var (key, dues) in new[] { ("tick-0", nightly), ("tick-1", halfHourly) })
        {
            var firings = await book.FiringsAsync(key, 100);
            Assert.Equal(dues.Split(' ').Select(DateTimeOffset.Parse), firings.Select(firing => firing.Due).Where(due => due > begun).Order());
        }
    }

    static async Task<int> CallsAsync(string call)
    {
        await using var world = await JobWorld.CreateAsync();
        return (await Strace.CallsAsync(Once(world, call), 0)).Count(made => Strace.Is(made, InFolder(world, call)));
    }

    static Traced Once(JobWorld world, string call) => new(world.Folder, [Program, world.Folder, "once"], Calls: call);

    static string InFolder(JobWorld world, string call) => $@"^{call}\(\d+<{world.Folder}";

    // Evenly spread, the first and the last among them; all of them in the soak.
    static IEnumerable<int> Sampled(int count, int most = 5) =>
        count <= most || Environment.GetEnvironmentVariable("CRATEHAND_KILLS") is not null ? Enumerable.Range(1, count) : Enumerable.Range(0, most).Select(i => 1 + (i * (count - 1) / (most - 1)));

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
