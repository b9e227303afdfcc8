using System.Data.Common;

namespace Cratehand.Jobs.Running;

/// <summary>Remembered steps, written only under the fence of a running attempt.</summary>
internal sealed class StepStore(DbDataSource database)
{
    const string Columns = "name, value, attempt, started, milliseconds";

    public async Task<Dictionary<string, JobStep>> AllAsync(Guid job, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var steps = await connection.QueryAsync(
            $"SELECT {Columns} FROM job_step WHERE job_id = @job", JobRows.Step, null, cancel, ("job", job.Stored()));
        return steps.ToDictionary(step => step.Name);
    }

    /// <summary>Remembers a step in a transaction of its own.</summary>
    /// <exception cref="StaleAttemptException">A later attempt has begun.</exception>
    public async Task AddAsync(Job attempt, JobStep step, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await HoldFenceAsync(attempt, transaction, cancel);
        await AddAsync(attempt, step, transaction, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Runs <paramref name="body"/> and remembers its value in one transaction: both happen or neither.</summary>
    public async Task<JobStep> AddAsync(
        Job attempt, Func<DbTransaction, CancellationToken, Task<JobStep>> body, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await HoldFenceAsync(attempt, transaction, cancel);
        var step = await body(transaction, cancel);
        await AddAsync(attempt, step, transaction, cancel);
        await transaction.CommitAsync(cancel);
        return step;
    }

    // Touching the row locks it until the commit (PostgreSQL); on SQLite the write transaction already excludes all others.
    static async Task HoldFenceAsync(Job attempt, DbTransaction transaction, CancellationToken cancel)
    {
        var held = await transaction.Connection!.ExecuteAsync(
            "UPDATE job SET fence = fence WHERE id = @job AND fence = @fence AND state = 'running'",
            transaction, cancel, ("job", attempt.Id.Stored()), ("fence", attempt.Fence));
        if (held == 0)
        {
            throw new StaleAttemptException();
        }
    }

    static Task<int> AddAsync(Job attempt, JobStep step, DbTransaction transaction, CancellationToken cancel) =>
        transaction.Connection!.ExecuteAsync(
            "INSERT INTO job_step (job_id, name, value, attempt, started, milliseconds) VALUES (@job, @name, @value, @attempt, @started, @ms)",
            transaction, cancel, ("job", attempt.Id.Stored()), ("name", step.Name), ("value", step.Value), ("attempt", step.Attempt),
            ("started", step.Started.Stored()), ("ms", step.Milliseconds));
}
