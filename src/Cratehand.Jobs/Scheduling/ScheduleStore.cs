using System.Data.Common;
using Cratehand.Jobs.Running;

namespace Cratehand.Jobs.Scheduling;

/// <summary>The rows of schedules and firings. A firing and its run are one transaction.</summary>
internal sealed class ScheduleStore(DbDataSource database, JobQueue queue)
{
    static readonly TimeSpan Memory = TimeSpan.FromDays(90);

    /// <summary>Notes that there is such a schedule; the first time, from when on it counts.</summary>
    /// <returns>Since when nothing was dealt with, and whether a run waits for another.</returns>
    public async Task<(DateTimeOffset Since, bool HasBuffered)> TakeUpAsync(Schedule schedule, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(
            "INSERT INTO schedule (key, since) VALUES (@key, @now) ON CONFLICT DO NOTHING", null, cancel, ("key", schedule.Key), ("now", now.Stored()));
        // A firing from the future is a clock that was put back: it keeps its instant from coming twice, and nothing more.
        var seen = await connection.QueryAsync(
            "SELECT COALESCE((SELECT MAX(due) FROM schedule_firing WHERE schedule = @key AND due <= @now), since), "
                + "(SELECT COUNT(*) FROM schedule_firing WHERE schedule = @key AND outcome = 'buffered') FROM schedule WHERE key = @key",
            row => (Since: row.Time(0), HasBuffered: row.GetInt64(1) > 0), null, cancel, ("key", schedule.Key), ("now", now.Stored()));
        return (seen[0].Since < now ? seen[0].Since : now, seen[0].HasBuffered);
    }

    /// <summary>Deals with a due instant, unless that was done; <c>null</c>: it was.</summary>
    public async Task<Firing?> FireAsync(Schedule schedule, Fallen fallen, DateTimeOffset now, double chance, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var verdict = Verdict.Of(schedule, fallen, await FactsAsync(schedule, transaction, cancel), now, chance);
        if (!await InsertAsync(schedule.Key, fallen, verdict, now, transaction, cancel))
        {
            return null;
        }

        if (verdict.Ends is { } previous)
        {
            await EndAsync(previous, schedule.Key, now, transaction, cancel);
        }

        var run = verdict.Outcome == FiringOutcome.Enqueued ? await EnqueueAsync(schedule, fallen.Due, verdict.Start, transaction, cancel) : null;
        await ForgetAsync(schedule.Key, fallen.Due, transaction, cancel);
        await transaction.CommitAsync(cancel);
        return new Firing(schedule.Key, fallen.Due, now, verdict.Outcome, verdict.Reason, fallen.Missed, run);
    }

    /// <summary>Starts the run that waits for the end of another, if that has come.</summary>
    /// <returns>Whether one waits still.</returns>
    public async Task<bool> StartBufferedAsync(Schedule schedule, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var facts = await FactsAsync(schedule, transaction, cancel);
        if (facts.Unfinished is not null || !facts.HasBuffered)
        {
            return facts.HasBuffered;
        }

        var due = (await connection.QueryAsync(
            "SELECT MAX(due) FROM schedule_firing WHERE schedule = @key AND outcome = 'buffered'", row => row.Time(0), transaction, cancel, ("key", schedule.Key)))[0];
        var hindered = Verdict.Hindrance(schedule, facts);
        await connection.ExecuteAsync(
            "UPDATE schedule_firing SET outcome = @outcome, reason = COALESCE(@reason, reason) WHERE schedule = @key AND outcome = 'buffered'",
            transaction, cancel, ("key", schedule.Key), ("outcome", hindered is null ? "enqueued" : "skipped"), ("reason", hindered));
        if (hindered is null)
        {
            await EnqueueAsync(schedule, due, null, transaction, cancel);
        }

        await transaction.CommitAsync(cancel);
        return false;
    }

    static async Task<ScheduleFacts> FactsAsync(Schedule schedule, DbTransaction transaction, CancellationToken cancel)
    {
        var rows = await transaction.Connection!.QueryAsync(
            "SELECT (SELECT pause_reason FROM schedule WHERE key = @key), "
                + $"(SELECT id FROM job WHERE kind = @kind AND {JobsModel.Unfinished} ORDER BY id LIMIT 1), "
                + "(SELECT COUNT(*) FROM schedule_firing WHERE schedule = @key AND outcome = 'buffered')",
            row => (Pause: row.TextOrNull(0), Run: row.TextOrNull(1), Buffered: row.GetInt64(2) > 0), transaction, cancel, ("key", schedule.Key), ("kind", schedule.Kind));
        var ends = await RunEnd.NewestAsync(transaction.Connection!, transaction, schedule.Kind, cancel);
        return new ScheduleFacts(
            rows[0].Pause, rows[0].Run is { } run ? Guid.Parse(run) : null, rows[0].Buffered, RunEnd.FailuresOf(ends), ends.FirstOrDefault()?.At);
    }

    static async Task<bool> InsertAsync(
        string key, Fallen fallen, Verdict verdict, DateTimeOffset now, DbTransaction transaction, CancellationToken cancel) =>
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO schedule_firing (schedule, due, at, outcome, reason, missed) VALUES (@key, @due, @now, @outcome, @reason, @missed) ON CONFLICT DO NOTHING",
            transaction, cancel, ("key", key), ("due", fallen.Due.Stored()), ("now", now.Stored()), ("outcome", verdict.Outcome.ToString().ToLowerInvariant()),
            ("reason", verdict.Reason), ("missed", fallen.Missed)) == 1;

    async Task<Guid?> EnqueueAsync(Schedule schedule, DateTimeOffset due, DateTimeOffset? start, DbTransaction transaction, CancellationToken cancel)
    {
        var options = new EnqueueOptions(new Trigger(TriggerKind.Schedule, schedule.Key), Due: start);
        var run = await schedule.Enqueue(queue, transaction, options, cancel);
        await transaction.Connection!.ExecuteAsync(
            "UPDATE schedule_firing SET job = @job WHERE schedule = @key AND due = @due",
            transaction, cancel, ("job", run.Id.Stored()), ("key", schedule.Key), ("due", due.Stored()));
        return run.Id;
    }

    // One that waits ends at once; one that runs is asked to, and the dispatcher's sweep passes the wish on.
    static Task<int> EndAsync(Guid run, string key, DateTimeOffset now, DbTransaction transaction, CancellationToken cancel) =>
        transaction.Connection!.ExecuteAsync(
            JobQueue.Cancel, transaction, cancel, ("id", run.Stored()), ("reason", $"the next run of {key} was due"), ("now", now.Stored()));

    // Never the newest, however old it is: it is what says that its instant was dealt with.
    static Task<int> ForgetAsync(string key, DateTimeOffset newest, DbTransaction transaction, CancellationToken cancel) =>
        transaction.Connection!.ExecuteAsync(
            "DELETE FROM schedule_firing WHERE schedule = @key AND due < @past AND outcome <> 'buffered'", transaction, cancel,
            ("key", key), ("past", (newest - Memory).Stored()));
}

/// <summary>How a run ended: <c>completed</c> or <c>discarded</c>; one that a person cancelled says nothing about its schedule.</summary>
internal sealed record RunEnd(Guid Id, bool IsSuccess, DateTimeOffset At, string? Reason)
{
    const int Most = 50;

    /// <summary>The newest, newest first.</summary>
    public static Task<List<RunEnd>> NewestAsync(DbConnection connection, DbTransaction? within, string kind, CancellationToken cancel) =>
        connection.QueryAsync(
            $"SELECT id, state, finished, reason FROM job WHERE kind = @kind AND state IN ('completed','discarded') ORDER BY finished DESC, id DESC LIMIT {Most}",
            row => new RunEnd(Guid.Parse(row.GetString(0)), row.GetString(1) == "completed", row.Time(2), row.TextOrNull(3)), within, cancel, ("kind", kind));

    /// <summary>Failures in a row, up to now.</summary>
    public static int FailuresOf(IEnumerable<RunEnd> newestFirst) => newestFirst.TakeWhile(end => !end.IsSuccess).Count();
}
