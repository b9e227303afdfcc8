using Cratehand.Jobs.Running;
using Cratehand.Jobs.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Jobs.Tests.Running;

public class ProgressWriterTests
{
    readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task BetweenTwoWritesOnlyTheNewestReportCounts()
    {
        await using var world = await JobWorld.CreateAsync(_clock);
        var job = await BegunAsync(world);
        await world.ExecuteAsync("CREATE TABLE seen (progress TEXT); "
            + "CREATE TRIGGER see AFTER UPDATE OF progress ON job BEGIN INSERT INTO seen VALUES (new.progress); END");
        await using var writer = new ProgressWriter(AttemptKey.Of(job), world.Store, _clock);

        writer.Report(1, "one");
        await world.WhenAsync(job.Id, x => x.Progress == "one");
        writer.Report(2, "two");
        writer.Report(3, "three");
        await TurnUntilAsync(world, job.Id, "three");

        Assert.Equal(2, await world.CountAsync("SELECT COUNT(*) FROM seen"));
        Assert.Equal(3, (await world.JobAsync(job.Id)).Percent);
    }

    [Fact]
    public async Task AReportThatCouldNotBeWrittenDoesNotSilenceTheNext()
    {
        await using var world = await JobWorld.CreateAsync(_clock);
        var job = await BegunAsync(world);
        await using var writer = new ProgressWriter(AttemptKey.Of(job), world.Store, _clock);

        world.Source.IsBroken = true;
        writer.Report(1, "one");
        await world.WhenAsync(job.Id, _ => world.Source.Failures > 0);
        world.Source.IsBroken = false;
        writer.Report(2, "two");

        await TurnUntilAsync(world, job.Id, "two");
    }

    static async Task<Job> BegunAsync(JobWorld world) =>
        (await world.Store.BeginAsync(await world.ChoreAsync("wash"), 0, Some.Node(), default))!;

    Task<Job> TurnUntilAsync(JobWorld world, Guid id, string progress) =>
        world.WhenAsync(id, job =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            return job.Progress == progress;
        });
}
