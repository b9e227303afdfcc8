using Cratehand.Data.Sqlite;
using Cratehand.Jobs.Scheduling;
using Cratehand.Music.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cratehand.Jobs.Tests.Host;

/// <summary>Work that a schedule enqueues; all it does is to end.</summary>
public sealed record Tick : IJobArgs
{
    public static string Kind => "tick";
}

public sealed class TickWorker : Worker<Tick, int>
{
    public override Task<int> RunAsync(Tick args, JobContext job) => Task.FromResult(1);
}

/// <summary>Fires a schedule and works on what it enqueues.</summary>
public static class Ticking
{
    // Since 1970 one instant of this has passed, and the next is a year away: it fires once, however often it is started.
    static readonly TimeSpan Year = TimeSpan.FromDays(366);

    /// <summary>Until one run has ended.</summary>
    public static async Task OnceAsync(string folder)
    {
        var database = SqliteDatabase.In(folder);
        await SinceAsync(database.Source);
        await using var engine = await EngineAsync(database, [Tick("tick", new IntervalTiming("@every 366d", TimeZoneInfo.Utc, Year))]);
        await UntilAsync(database.Source, "SELECT COUNT(*) FROM job WHERE state = 'completed'");
    }

    /// <summary>For so many minutes of the wall clock: tick-0 by the first of the texts, and so on.</summary>
    public static async Task ForAsync(string folder, int minutes, string zone, IEnumerable<string> texts)
    {
        var database = SqliteDatabase.In(folder);
        var end = TimeProvider.System.GetUtcNow().AddMinutes(minutes);
        await using var engine = await EngineAsync(
            database, [.. texts.Select((text, i) => Tick($"tick-{i}", CronText.Parse(text, TimeZoneInfo.FindSystemTimeZoneById(zone))))]);
        while (TimeProvider.System.GetUtcNow() < end)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    static async Task<JobEngine> EngineAsync(CrateDatabase database, IReadOnlyList<Schedule> schedules)
    {
        var options = new JobsOptions { Database = database.Source, Firings = database.Firings, SweepEvery = TimeSpan.FromMilliseconds(50) };
        var engine = new JobEngine(options, TimeProvider.System, new Random(1), NullLoggerFactory.Instance).Register(() => new TickWorker());
        engine.Apply(schedules);
        await engine.StartAsync();
        return engine;
    }

    static Schedule Tick(string key, Timing timing) => Schedule.Of(key, timing, SchedulePolicy.Default, new Tick(), key);

    static async Task SinceAsync(System.Data.Common.DbDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO schedule (key, since) VALUES ('tick', 1500000000000) ON CONFLICT DO NOTHING";
        await command.ExecuteNonQueryAsync();
    }

    static async Task UntilAsync(System.Data.Common.DbDataSource source, string count)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = count;
        while ((long)(await command.ExecuteScalarAsync())! == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
