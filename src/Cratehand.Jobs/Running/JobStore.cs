using System.Data.Common;

namespace Cratehand.Jobs.Running;

/// <summary>
/// The state of jobs and attempts. Every change is one compare-and-swap: its WHERE names the state (and, once an
/// attempt runs, the fence) that the change is good for, and the count of rows says whether it happened.
/// </summary>
internal sealed class JobStore(DbDataSource database, TimeProvider clock)
{
    /// <summary>Jobs that wait for a worker, the longest due first, up to <paramref name="until"/>.</summary>
    public async Task<List<Waiting>> WaitingAsync(DateTimeOffset until, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QueryAsync(
            "SELECT id, fence, due FROM job WHERE state IN ('scheduled','available','retryable') AND due <= @until ORDER BY due, id LIMIT 500",
            row => new Waiting(Guid.Parse(row.GetString(0)), row.GetInt64(1), row.Time(2)), null, cancel, ("until", until.Stored()));
    }

    /// <summary>Starts the attempt after <paramref name="fence"/>, or <c>null</c> if another has done so or nothing is left to do.</summary>
    public async Task<Job?> BeginAsync(Guid id, long fence, Node node, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().Stored();
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var begun = await connection.QueryAsync(
            "UPDATE job SET state = 'running', fence = fence + 1, attempt = attempt + 1, started = COALESCE(started, @now), node = @node "
                + "WHERE id = @id AND fence = @fence AND state IN ('scheduled','available','retryable') "
                + $"RETURNING {JobRows.Columns}",
            JobRows.Job, transaction, cancel, ("id", id.Stored()), ("fence", fence), ("now", now), ("node", node.ToString()));
        if (begun is [var job])
        {
            await connection.ExecuteAsync(
                "INSERT INTO job_attempt (job_id, number, node, started, outcome) VALUES (@id, @number, @node, @now, 'running')",
                transaction, cancel, ("id", id.Stored()), ("number", job.Attempt), ("node", node.ToString()), ("now", now));
        }

        await transaction.CommitAsync(cancel);
        return begun.SingleOrDefault();
    }

    /// <summary>Ends an attempt.</summary>
    /// <returns>The ending that was stored (a person's wish to cancel may have changed it), or <c>null</c>: the attempt is stale, nothing was written.</returns>
    public async Task<Ending?> EndAsync(AttemptKey attempt, Ending ending, string? step, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (await Fence.HoldAsync(attempt, transaction, cancel) is not { } wish)
        {
            return null;
        }

        var stored = ending.Given(wish);
        await WriteAsync(attempt, stored, step, transaction, cancel);
        await transaction.CommitAsync(cancel);
        return stored;
    }

    async Task WriteAsync(AttemptKey attempt, Ending ending, string? step, DbTransaction transaction, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().Stored();
        await transaction.Connection!.ExecuteAsync(
            "UPDATE job SET state = @state, due = COALESCE(@due, due), failures = failures + @failed, result = @result, reason = @reason, "
                + "finished = @finished, cancel_requested = 0, percent = NULL, progress = NULL WHERE id = @id",
            transaction, cancel, ("id", attempt.Id.Stored()), ("state", ending.State.ToText()), ("due", ending.Due?.Stored()),
            ("failed", ending.IsFailure ? 1 : 0), ("result", ending.Result), ("reason", ending.Reason),
            ("finished", ending.State.IsFinal() ? now : null));
        await transaction.Connection!.ExecuteAsync(
            "UPDATE job_attempt SET finished = @now, outcome = @outcome, step = @step, error = @error WHERE job_id = @id AND number = @number",
            transaction, cancel, ("id", attempt.Id.Stored()), ("number", attempt.Number), ("now", now),
            ("outcome", ending.Outcome), ("step", step), ("error", ending.Reason));
    }

    /// <summary>
    /// Makes running jobs that nobody runs available again. The caller vouches that no live process works on them:
    /// at start, by holding the lock of the data folder; in a sweep, because this very process would.
    /// </summary>
    /// <param name="runsHere">Whether this process runs a job; asked after the rows were read, so that none can begin in between.</param>
    public async Task<int> RescueAsync(Node node, Predicate<Guid> runsHere, bool othersAreDead, CancellationToken cancel)
    {
        var rescued = 0;
        foreach (var (attempt, at) in await RunningAsync(cancel))
        {
            var isOurs = at == node.ToString();
            if (isOurs ? !runsHere(attempt.Id) : othersAreDead)
            {
                var reason = isOurs && !othersAreDead ? "its ending could not be stored" : "its process ended in mid-run";
                rescued += await EndAsync(attempt, Ending.Interrupted(clock.GetUtcNow(), reason), null, cancel) is null ? 0 : 1;
            }
        }

        return rescued;
    }

    async Task<List<(AttemptKey Attempt, string? Node)>> RunningAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QueryAsync(
            "SELECT id, fence, attempt, node FROM job WHERE state = 'running'",
            row => (new AttemptKey(Guid.Parse(row.GetString(0)), row.GetInt64(1), row.GetInt32(2)), row.TextOrNull(3)), null, cancel);
    }

    /// <summary>Writes what is being done. Refused without a word when the attempt is stale: progress is no promise.</summary>
    public async Task ProgressAsync(AttemptKey attempt, int? percent, string text, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(
            "UPDATE job SET percent = @percent, progress = @text WHERE id = @id AND fence = @fence AND state = 'running'",
            null, cancel, ("id", attempt.Id.Stored()), ("fence", attempt.Fence), ("percent", percent), ("text", text));
    }

    /// <summary>Running jobs that a person asked to end.</summary>
    public async Task<List<Guid>> CancelRequestedAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QueryAsync(
            "SELECT id FROM job WHERE state = 'running' AND cancel_requested = 1", row => Guid.Parse(row.GetString(0)), null, cancel);
    }
}

/// <summary>What the dispatcher needs of a row: no arguments, which may be large or unreadable.</summary>
internal sealed record Waiting(Guid Id, long Fence, DateTimeOffset Due);
