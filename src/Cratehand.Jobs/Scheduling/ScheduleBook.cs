using System.Data.Common;
using Cratehand.Jobs.Running;

namespace Cratehand.Jobs.Scheduling;

/// <summary>Reads what is on record about schedules, and writes down what a person wants of them. Needs no engine.</summary>
public sealed class ScheduleBook(DbDataSource database, TimeProvider clock)
{
    const string FiringColumns = "schedule, due, at, outcome, reason, missed, job";

    /// <summary>Each of the schedules with its record.</summary>
    public async Task<List<ScheduleRecord>> AllAsync(IEnumerable<Schedule> schedules, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var records = new List<ScheduleRecord>();
        foreach (var schedule in schedules)
        {
            records.Add(await OfAsync(schedule, connection, cancel));
        }

        return records;
    }

    /// <summary>The newest firings of a schedule, newest first.</summary>
    public async Task<List<Firing>> FiringsAsync(string key, int limit, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await FiringsAsync(connection, key, limit, cancel);
    }

    /// <summary>Keeps it from firing until it is resumed. A pause that is there gets the new reason.</summary>
    public async Task PauseAsync(string key, string reason, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(
            "INSERT INTO schedule (key, since, paused_at, pause_reason) VALUES (@key, @now, @now, @reason) "
                + "ON CONFLICT (key) DO UPDATE SET paused_at = COALESCE(schedule.paused_at, @now), pause_reason = @reason",
            null, cancel, ("key", key), ("now", clock.GetUtcNow().Stored()), ("reason", reason));
    }

    /// <summary>Lets it fire again. False if it was not paused.</summary>
    public async Task<bool> ResumeAsync(string key, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.ExecuteAsync(
            "UPDATE schedule SET paused_at = NULL, pause_reason = NULL WHERE key = @key AND pause_reason IS NOT NULL", null, cancel, ("key", key)) == 1;
    }

    async Task<ScheduleRecord> OfAsync(Schedule schedule, DbConnection connection, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync(
            "SELECT since, pause_reason, paused_at FROM schedule WHERE key = @key",
            row => (Since: row.Time(0), Pause: row.TextOrNull(1), At: row.TimeOrNull(2)), null, cancel, ("key", schedule.Key));
        var (since, pause, at) = rows.Count == 1 ? rows[0] : (clock.GetUtcNow(), null, null);
        var ends = await RunEnd.NewestAsync(connection, null, schedule.Kind, cancel);
        var failures = RunEnd.FailuresOf(ends);
        return new ScheduleRecord(
            schedule, since, pause, at,
            (await FiringsAsync(connection, schedule.Key, 1, cancel)).FirstOrDefault(),
            (await JobsAsync(connection, $"kind = @what AND {JobsModel.Unfinished} ORDER BY id LIMIT 1", schedule.Kind, cancel)).FirstOrDefault(),
            ends.Count == 0 ? null : (await JobsAsync(connection, "id = @what", ends[0].Id.Stored(), cancel)).FirstOrDefault(),
            await LastSuccessAsync(connection, schedule.Kind, cancel), failures, failures > 0 ? ends[failures - 1].At : null);
    }

    static async Task<DateTimeOffset?> LastSuccessAsync(DbConnection connection, string kind, CancellationToken cancel) =>
        (await connection.QueryAsync("SELECT MAX(finished) FROM job WHERE kind = @kind AND state = 'completed'", row => row.TimeOrNull(0), null, cancel, ("kind", kind)))[0];

    static Task<List<Job>> JobsAsync(DbConnection connection, string where, string what, CancellationToken cancel) =>
        connection.QueryAsync($"SELECT {JobRows.Columns} FROM job WHERE {where}", JobRows.Job, null, cancel, ("what", what));

    static Task<List<Firing>> FiringsAsync(DbConnection connection, string key, int limit, CancellationToken cancel) =>
        connection.QueryAsync(
            $"SELECT {FiringColumns} FROM schedule_firing WHERE schedule = @key ORDER BY due DESC LIMIT @limit",
            row => new Firing(
                row.GetString(0), row.Time(1), row.Time(2), Enum.Parse<FiringOutcome>(row.GetString(3), ignoreCase: true), row.TextOrNull(4),
                row.GetInt32(5), row.TextOrNull(6) is { } job ? Guid.Parse(job) : null),
            null, cancel, ("key", key), ("limit", limit));
}
