using System.Data.Common;

namespace Cratehand.Jobs.Running;

/// <summary>Remembered steps, written only under the fence of a running attempt.</summary>
internal sealed class StepStore(DbDataSource database)
{
    public async Task<Dictionary<string, JobStep>> AllAsync(Guid job, CancellationToken cancel)
    {
        var steps = await new JobBook(database).StepsAsync(job, cancel);
        return steps.ToDictionary(step => step.Name);
    }

    /// <summary>Throws unless the attempt is the job's current one: an attempt known to be stale begins nothing more.</summary>
    /// <exception cref="StaleAttemptException">A later attempt has begun, or this one was taken for dead.</exception>
    public async Task CheckAsync(Job attempt, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        if (!await Fence.IsHeldAsync(AttemptKey.Of(attempt), connection, cancel))
        {
            throw new StaleAttemptException();
        }
    }

    /// <summary>Remembers a step in a transaction of its own.</summary>
    /// <exception cref="StaleAttemptException">A later attempt has begun.</exception>
    public Task<JobStep> AddAsync(Job attempt, JobStep step, CancellationToken cancel) =>
        AddAsync(attempt, (_, _) => Task.FromResult(step), cancel);

    /// <summary>Runs <paramref name="body"/> and remembers its value in one transaction: both happen or neither.</summary>
    public async Task<JobStep> AddAsync(
        Job attempt, Func<DbTransaction, CancellationToken, Task<JobStep>> body, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        _ = await Fence.HoldAsync(AttemptKey.Of(attempt), transaction, cancel) ?? throw new StaleAttemptException();
        var step = await body(transaction, cancel);
        await InsertAsync(attempt, step, transaction, cancel);
        await transaction.CommitAsync(cancel);
        return step;
    }

    static Task<int> InsertAsync(Job attempt, JobStep step, DbTransaction transaction, CancellationToken cancel) =>
        transaction.Connection!.ExecuteAsync(
            "INSERT INTO job_step (job_id, name, value, attempt, started, milliseconds) VALUES (@job, @name, @value, @attempt, @started, @ms)",
            transaction, cancel, ("job", attempt.Id.Stored()), ("name", step.Name), ("value", step.Value), ("attempt", step.Attempt),
            ("started", step.Started.Stored()), ("ms", step.Milliseconds));
}
