using System.Diagnostics;
using Cratehand.Jobs.Tests.Host;
using Cratehand.Jobs.Tests.Support;

namespace Cratehand.Jobs.Tests;

/// <summary>
/// The real process, ended by SIGKILL at random moments. How often: CRATEHAND_KILLS; by default 30 times, or as often as
/// fits into 35 s on a busy machine.
/// </summary>
[Collection(nameof(Alone))]
public class KillTests(ITestOutputHelper output)
{
    static readonly string? Asked = Environment.GetEnvironmentVariable("CRATEHAND_KILLS");

    [Fact]
    public async Task HoweverOftenTheProcessIsKilledEveryJobFinishesAndNoRecordedStepRunsAgain()
    {
        await using var world = await JobWorld.CreateAsync();
        await world.ExecuteAsync("CREATE TABLE parcel_order (name TEXT); CREATE TABLE parcel_booked (name TEXT)");
        Directory.CreateDirectory(Path.Combine(world.Folder, "effects"));
        var kills = await KillAsync(world);

        await using var engine = world.Engine().Register(() => new ParcelWorker(world.Folder, () => { }), Some.Impatience);
        await engine.StartAsync();
        await EverythingEndsAsync(world);

        var (jobs, hits) = (
            await world.CountAsync("SELECT COUNT(*) FROM job"),
            await world.CountAsync("SELECT COUNT(*) FROM job_attempt WHERE outcome = 'interrupted'"));
        output.WriteLine($"{kills} kills, {jobs} jobs, {hits} attempts killed in mid-run");
        Assert.True(hits > kills / 5, $"{kills} kills hit only {hits} attempts");
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM parcel_order WHERE name NOT IN (SELECT trigger_by FROM job)"));
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM job WHERE trigger_by NOT IN (SELECT name FROM parcel_order)"));
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM job WHERE state <> 'completed' OR failures > 0"));
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM job WHERE attempt <> (SELECT COUNT(*) FROM job_attempt WHERE job_id = id)"));
        await EachStepIsRememberedAndNeverRunAfterItsRecordAsync(world);
        await EachBookingIsMadeOnceAsync(world);
    }

    static async Task<int> KillAsync(JobWorld world)
    {
        var random = new Random(Environment.TickCount);
        var watch = Stopwatch.StartNew();
        var kills = 0;
        while (Asked is null ? kills < 30 && watch.Elapsed < TimeSpan.FromSeconds(35) : kills < int.Parse(Asked))
        {
            await RunAndKillAsync(world, random);
            kills++;
        }

        return kills;
    }

    static async Task RunAndKillAsync(JobWorld world, Random random)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Cratehand.Jobs.Tests.Host"), [world.Folder])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        if (random.Next(6) > 0) // else it dies while it starts
        {
            Assert.Equal("working", await process.StandardOutput.ReadLineAsync());
        }

        await Task.Delay(random.Next(150));
        process.Kill();
        await process.WaitForExitAsync();
    }

    static async Task EverythingEndsAsync(JobWorld world)
    {
        // In the order in which they are worked off: 200 kills leave a thousand, and a job that the last one hit comes behind them all.
        while (await world.Book.NextAsync(1) is [var next])
        {
            await world.EndOfAsync(next.Id);
        }

        foreach (var job in await world.Book.NewestAsync(10_000))
        {
            await world.EndOfAsync(job.Id);
        }
    }

    static async Task EachStepIsRememberedAndNeverRunAfterItsRecordAsync(JobWorld world)
    {
        var effects = Directory.GetFiles(Path.Combine(world.Folder, "effects"))
            .Select(Path.GetFileName).ToLookup(Path.GetFileNameWithoutExtension, x => int.Parse(Path.GetExtension(x!)[1..]));
        foreach (var job in await world.Book.NewestAsync(10_000))
        {
            var steps = await world.Book.StepsAsync(job.Id);
            Assert.Equal(["book", "pack", "send"], steps.Select(x => x.Name).Order());
            foreach (var step in steps.Where(x => x.Name != "book"))
            {
                Assert.Equal(step.Attempt, effects[$"{job.Id}.{step.Name}"].Max());
            }
        }
    }

    static async Task EachBookingIsMadeOnceAsync(JobWorld world)
    {
        var jobs = await world.CountAsync("SELECT COUNT(*) FROM job");
        Assert.Equal(jobs, await world.CountAsync("SELECT COUNT(*) FROM parcel_booked"));
        Assert.Equal(jobs, await world.CountAsync("SELECT COUNT(DISTINCT name) FROM parcel_booked"));
    }
}

/// <summary>Has the machine for itself: beside others the processes take too long to start.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
