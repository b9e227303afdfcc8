using System.Data.Common;

namespace Cratehand.Jobs.Running;

/// <summary>
/// The state of jobs and attempts. Every change is one compare-and-swap: its WHERE names the state (and, once an
/// attempt runs, the fence) that the change is good for, and the count of rows says whether it happened.
/// </summary>
internal sealed class JobStore(DbDataSource database, TimeProvider clock)
{
    /// <summary>Jobs that wait for a worker, the longest due first, up to <paramref name="until"/>.</summary>
    public async Task<List<Job>> WaitingAsync(DateTimeOffset until, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QueryAsync(
            $"SELECT {JobRows.Columns} FROM job WHERE state IN ('scheduled','available','retryable') AND due <= @until ORDER BY due, id LIMIT 500",
            JobRows.Job, null, cancel, ("until", until.Stored()));
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

    /// <summary>Ends an attempt. False: a later attempt holds the fence, and nothing was written.</summary>
    public async Task<bool> EndAsync(Job attempt, Ending ending, string? step, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var ended = await connection.ExecuteAsync(
            "UPDATE job SET state = @state, due = COALESCE(@due, due), failures = failures + @failed, result = @result, reason = @reason, "
                + "finished = @finished, cancel_requested = 0, percent = NULL, progress = NULL "
                + "WHERE id = @id AND fence = @fence AND state = 'running'",
            transaction, cancel, ("id", attempt.Id.Stored()), ("fence", attempt.Fence), ("state", ending.State.ToText()),
            ("due", ending.Due?.Stored()), ("failed", ending.IsFailure ? 1 : 0), ("result", ending.Result), ("reason", ending.Reason),
            ("finished", ending.State.IsFinal() ? now.Stored() : null));
        if (ended == 1)
        {
            await connection.ExecuteAsync(
                "UPDATE job_attempt SET finished = @now, outcome = @outcome, step = @step, error = @error WHERE job_id = @id AND number = @number",
                transaction, cancel, ("id", attempt.Id.Stored()), ("number", attempt.Attempt), ("now", now.Stored()),
                ("outcome", ending.Outcome), ("step", step), ("error", ending.Reason));
        }

        await transaction.CommitAsync(cancel);
        return ended == 1;
    }

    /// <summary>
    /// Makes running jobs that nobody runs available again. The caller vouches that no live process works on them:
    /// at start, by holding the lock of the data folder; in a sweep, because this very process would.
    /// </summary>
    /// <param name="alive">Jobs that this process runs.</param>
    public async Task<int> RescueAsync(Node node, IReadOnlyCollection<Guid> alive, bool othersAreDead, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var running = await connection.QueryAsync(
            $"SELECT {JobRows.Columns} FROM job WHERE state = 'running'", JobRows.Job, null, cancel);
        var orphaned = running.Where(job => job.Node == node.ToString() ? !alive.Contains(job.Id) : othersAreDead);
        var rescued = 0;
        foreach (var job in orphaned)
        {
            // Cancelled while its process died: the wish counts.
            var ending = job.CancelRequested
                ? Ending.Cancelled(job.Reason ?? "cancelled")
                : Ending.Interrupted(clock.GetUtcNow(), "its process ended in mid-run");
            rescued += await EndAsync(job, ending, null, cancel) ? 1 : 0;
        }

        return rescued;
    }

    /// <summary>Writes what is being done. Refused without a word when the attempt is stale: progress is no promise.</summary>
    public async Task ProgressAsync(Job attempt, int? percent, string text, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(
            "UPDATE job SET percent = @percent, progress = @text WHERE id = @id AND fence = @fence AND state = 'running'",
            null, cancel, ("id", attempt.Id.Stored()), ("fence", attempt.Fence), ("percent", percent), ("text", text));
    }

    /// <summary>Running jobs of this process that a person asked to end.</summary>
    public async Task<List<Guid>> CancelRequestedAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QueryAsync(
            "SELECT id FROM job WHERE state = 'running' AND cancel_requested = 1", row => Guid.Parse(row.GetString(0)), null, cancel);
    }
}
