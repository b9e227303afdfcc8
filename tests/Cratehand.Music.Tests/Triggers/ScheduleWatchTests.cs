using System.Collections.Concurrent;
using Cratehand.Data.Sqlite;
using Cratehand.Jobs;
using Cratehand.Jobs.Scheduling;
using Cratehand.Music.Detecting;
using Cratehand.Music.Notices;
using Cratehand.Music.Store;
using Cratehand.Music.Tests.Support;
using Cratehand.Music.Triggers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Music.Tests.Triggers;

/// <summary>A schedule accuses itself: one incident, closed by the first success, and the watcher outside is told.</summary>
public sealed class ScheduleWatchTests : IAsyncDisposable
{
    static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    readonly TempFolder _folder = new();
    readonly ConcurrentQueue<string> _heard = [];
    readonly FakeTimeProvider _clock = new(Noon);
    readonly CrateDatabase _database;

    public ScheduleWatchTests() => _database = SqliteDatabase.In(_folder.Path);

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    // The real engine on the real clock: each second due, a rest of a tenth, two tenths, … between failures.
    [Fact]
    [Scenario("S10")]
    public async Task FiveFailuresMakeOneIncidentAndTheFirstSuccessClosesIt()
    {
        await SqliteDatabase.UpgradeAsync(_database, default);
        await using var server = await ListenAsync(200);
        var runs = 0;
        var worker = new DetectingBy(() => ++runs <= 5 ? throw new IOException("Spotify is away.") : "done");
        var schedule = DefaultSchedules.ForMusicSync(
            CronText.Parse("@every 1s", TimeZoneInfo.Utc), new SchedulePolicy(OverlapPolicy.Skip, MissedPolicy.Once, new BackOff(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(1.5))), null);
        var incidents = new Incidents(_database, TimeProvider.System);
        using var pings = PingsTo(server.Address, TimeProvider.System);
        var watch = WatchOf(pings, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var watching = watch.RunAsync(() => [schedule], TimeSpan.FromMilliseconds(20), stop.Token);
        await using (var engine = await StartAsync(worker, schedule))
        {
            await UntilAsync(async () => (await incidents.NewestAsync(10, default)) is [{ ClosedAt: not null }] && _heard.Contains("/ping"));
        }

        await stop.CancelAsync();
        await watching;
        var incident = Assert.Single(await incidents.NewestAsync(10, default));
        Assert.Equal(("schedule-failing:music-sync", 5), (incident.Fingerprint, incident.Occurrences));
        Assert.Equal("music-sync has failed 5 times in a row: Spotify is away.", incident.Reason);
        Assert.True(incident.FirstSeen < incident.LastSeen && incident.LastSeen <= incident.ClosedAt);
        Assert.Equal(["/ping/start", "/ping/fail"], _heard.Take(2));
        Assert.Equal(5, _heard.Count(path => path == "/ping/fail"));
        Assert.Contains("/ping", _heard);
        var firings = await new ScheduleBook(_database.Source, TimeProvider.System).FiringsAsync("music-sync", 100);
        Assert.Contains(firings, firing => firing.Reason?.StartsWith("rests after", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task ARunThatHangsOverTwoDueTimesIsNotReadyAndRecoversByItself()
    {
        await SqliteDatabase.UpgradeAsync(_database, default);
        await using var server = await ListenAsync(200);
        using var pings = PingsTo(server.Address, _clock);
        var (schedule, incidents) = (Hourly(), new Incidents(_database, _clock));
        var watch = WatchOf(pings, _clock);
        await InsertAsync("running", started: Noon, finished: null);

        await LookAsync(watch, schedule, TimeSpan.FromMinutes(119));
        var before = await HealthAsync(watch, schedule);
        await LookAsync(watch, schedule, TimeSpan.FromMinutes(1));
        await LookAsync(watch, schedule, TimeSpan.FromHours(1));
        var stuck = await HealthAsync(watch, schedule);
        var raised = Assert.Single(await incidents.OpenAsync(default));
        await ExecuteAsync($"UPDATE job SET state = 'completed', finished = {Noon.AddHours(3).ToUnixTimeMilliseconds()}");
        await LookAsync(watch, schedule, TimeSpan.FromMinutes(1));

        Assert.Equal((ScheduleVerdict.Well, true), (before.Verdict, before.IsReady));
        Assert.Equal((ScheduleVerdict.Stuck, false), (stuck.Verdict, stuck.IsReady));
        Assert.StartsWith("A run of music-sync (", stuck.Reason, StringComparison.Ordinal);
        Assert.Equal(("schedule-stuck:music-sync", 3), (raised.Fingerprint, raised.Occurrences));
        Assert.Empty(await incidents.OpenAsync(default));
        Assert.Single(await incidents.NewestAsync(10, default));
        Assert.Equal(["/ping/start", "/ping/fail", "/ping"], _heard);
    }

    [Fact]
    public async Task AScheduleThatStoppedAccusesItself()
    {
        await SqliteDatabase.UpgradeAsync(_database, default);
        using var pings = PingsTo(null, _clock);
        var (schedule, incidents, watch) = (Hourly(), new Incidents(_database, _clock), WatchOf(PingsTo(null, _clock), _clock));
        await ExecuteAsync($"INSERT INTO schedule (key, since) VALUES ('music-sync', {Noon.AddDays(-9).ToUnixTimeMilliseconds()})");
        await InsertAsync("completed", Noon.AddDays(-2), Noon.AddDays(-2));

        await LookAsync(watch, schedule, TimeSpan.FromMinutes(150));
        Assert.Empty(await incidents.OpenAsync(default)); // two days off are made up for, not held against it
        await LookAsync(watch, schedule, TimeSpan.FromHours(1));
        var health = await HealthAsync(watch, schedule);
        var incident = Assert.Single(await incidents.OpenAsync(default));
        await InsertAsync("completed", _clock.GetUtcNow(), _clock.GetUtcNow());
        await LookAsync(watch, schedule, TimeSpan.FromMinutes(1));

        Assert.Equal((ScheduleVerdict.Stopped, false), (health.Verdict, health.IsReady));
        Assert.Equal("music-sync has stopped: 3 due times have passed since its last success (2026-02-27 12:00 UTC). See: cratehand schedules list", incident.Reason);
        Assert.Empty(await incidents.OpenAsync(default));
    }

    [Fact]
    public async Task WhatRestsByWishIsNotAccused()
    {
        await SqliteDatabase.UpgradeAsync(_database, default);
        var watch = WatchOf(PingsTo(null, _clock), _clock);
        await new ScheduleBook(_database.Source, _clock).PauseAsync("music-sync", "on tour");
        await LookAsync(watch, Hourly(), TimeSpan.FromDays(9));
        Assert.Equal((ScheduleVerdict.Resting, "paused: on tour"), await HealthAsync(watch, Hourly()) is { } health ? (health.Verdict, health.Reason) : default);
        Assert.Empty(await new Incidents(_database, _clock).NewestAsync(10, default));
    }

    // Four days of pause are no four days without a success.
    [Fact]
    public void WhatWasResumedIsGivenItsNextDueTime()
    {
        var skipped = new Firing("music-sync", Noon.AddHours(-1), Noon.AddHours(-1), FiringOutcome.Skipped, "paused: on tour", 0, null);
        var record = new ScheduleRecord(Hourly(), Noon.AddDays(-90), null, null, skipped, null, null, Noon.AddDays(-4), 0, null);

        Assert.Equal(ScheduleVerdict.Well, ScheduleHealth.Of(record, 3, Noon.AddDays(-9), Noon.AddMinutes(30)).Verdict);
        Assert.Equal(ScheduleVerdict.Stopped, ScheduleHealth.Of(record, 3, Noon.AddDays(-9), Noon.AddHours(3)).Verdict);
    }

    [Theory]
    [InlineData(500, "it answered 500")]
    [InlineData(0, "")]
    public async Task APingThatFailsChangesNothingElse(int status, string trouble)
    {
        await SqliteDatabase.UpgradeAsync(_database, default);
        await using var server = status == 0 ? null : await ListenAsync(status);
        using var pings = PingsTo(server?.Address ?? new Uri("http://127.0.0.1:9/"), _clock);
        await InsertAsync("running", Noon, null);
        await LookAsync(WatchOf(pings, _clock), Hourly(), TimeSpan.FromHours(3));
        Assert.Single(await new Incidents(_database, _clock).OpenAsync(default));
        Assert.False(await pings.SendAsync(Ping.Success, trouble, default));
    }

    static Schedule Hourly() => DefaultSchedules.ForMusicSync(CronText.Parse("@hourly", TimeZoneInfo.Utc), SchedulePolicy.Default, null);

    static async Task UntilAsync(Func<Task<bool>> isThere)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await isThere())
        {
            await Task.Delay(20, limit.Token);
        }
    }

    async Task LookAsync(ScheduleWatch watch, Schedule schedule, TimeSpan after)
    {
        _clock.Advance(after);
        await watch.LookAsync([schedule], default);
    }

    static async Task<ScheduleHealth> HealthAsync(ScheduleWatch watch, Schedule schedule) => (await watch.StatesAsync([schedule], default))[0].Health;

    Task<OddServer> ListenAsync(int status) => OddServer.StartAsync(http =>
    {
        _heard.Enqueue(http.Request.Path);
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    static Pings PingsTo(Uri? address, TimeProvider clock) =>
        new(address is null ? null : new Uri(address, "/ping"), TimeSpan.FromSeconds(10), clock, NullLogger.Instance);

    ScheduleWatch WatchOf(Pings pings, TimeProvider clock) =>
        new(new ScheduleBook(_database.Source, clock), new Incidents(_database, clock), pings, DefaultSchedules.MusicSync, clock, NullLogger.Instance) { Failing = 3 };

    async Task<JobEngine> StartAsync(DetectingBy worker, Schedule schedule)
    {
        var options = new JobsOptions { Database = _database.Source, Firings = _database.Firings, SweepEvery = TimeSpan.FromMilliseconds(50) };
        var engine = new JobEngine(options, TimeProvider.System, new Random(1), NullLoggerFactory.Instance).Register(() => worker, new RetryPolicy(1, TimeSpan.Zero, TimeSpan.Zero, 0));
        engine.Apply([schedule]);
        await engine.StartAsync();
        return engine;
    }

    Task InsertAsync(string state, DateTimeOffset started, DateTimeOffset? finished) =>
        ExecuteAsync(
            $"INSERT INTO job (id, run_id, kind, args, state, trigger_kind, attempt, failures, fence, due, created, started, finished, cancel_requested) VALUES ('{Guid.CreateVersion7(started)}', '{Guid.NewGuid()}', 'detect-tracks', '{{}}', '{state}', 'schedule', 1, 0, 1, 0, 0, {started.ToUnixTimeMilliseconds()}, {(finished is { } end ? $"{end.ToUnixTimeMilliseconds()}" : "NULL")}, 0)");

    async Task ExecuteAsync(string sql)
    {
        await using var context = await _database.OpenAsync(default);
        await context.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    sealed class DetectingBy(Func<string> work) : Worker<DetectTracks, string>
    {
        public override Task<string> RunAsync(DetectTracks args, JobContext job) => Task.FromResult(work());
    }
}
