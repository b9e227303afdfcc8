using System.Data.Common;
using Cratehand.Jobs.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Cratehand.Jobs;

/// <summary>How a job is to be enqueued.</summary>
/// <param name="Trigger">Why it exists.</param>
/// <param name="UniqueKey">While a job of this kind with this key is unfinished, enqueueing it again changes nothing.</param>
/// <param name="Due">Not before; <c>null</c> for now.</param>
/// <param name="Parent">The job on whose behalf, or <c>null</c>: then it is a run of its own.</param>
public sealed record EnqueueOptions(Trigger Trigger, string? UniqueKey = null, DateTimeOffset? Due = null, Job? Parent = null);

/// <summary>What came of an enqueue.</summary>
/// <param name="Id">The new job, or the unfinished one that has the same key.</param>
/// <param name="IsNew">False: nothing was added.</param>
public sealed record Enqueued(Guid Id, bool IsNew);

/// <summary>
/// Puts work on record: durable when the call (or the caller's transaction) returns, found by a running engine's sweep
/// within a second, or at once after <see cref="JobEngine.Wake"/>.
/// </summary>
public sealed class JobQueue(DbDataSource database, TimeProvider clock, ILoggerFactory logs)
{
    /// <summary>Ends a job that waits, or asks the attempt that runs to end; needs @id, @reason, @now.</summary>
    internal const string Cancel =
        "UPDATE job SET state = CASE WHEN state = 'running' THEN state ELSE 'cancelled' END, reason = @reason, cancel_requested = 1, "
        + "finished = CASE WHEN state = 'running' THEN finished ELSE @now END "
        + $"WHERE id = @id AND {JobsModel.Unfinished} RETURNING state";

    readonly ILogger _log = logs.CreateLogger("Cratehand.Jobs");

    /// <summary>Enqueues in a transaction of its own.</summary>
    public async Task<Enqueued> EnqueueAsync<TArgs>(TArgs args, EnqueueOptions options, CancellationToken cancel = default)
        where TArgs : IJobArgs
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var enqueued = await EnqueueAsync(transaction, args, options, cancel);
        await transaction.CommitAsync(cancel);
        return enqueued;
    }

    /// <summary>Enqueues within the transaction open on <paramref name="context"/>: the job exists if and only if that commits.</summary>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    public Task<Enqueued> EnqueueAsync<TArgs>(DbContext context, TArgs args, EnqueueOptions options, CancellationToken cancel = default)
        where TArgs : IJobArgs =>
        EnqueueAsync(
            context.Database.CurrentTransaction?.GetDbTransaction()
                ?? throw new InvalidOperationException("Begin a transaction first: a job and the change it follows are one."),
            args, options, cancel);

    /// <summary>Enqueues within a plain transaction: the job exists if and only if that commits.</summary>
    public async Task<Enqueued> EnqueueAsync<TArgs>(
        DbTransaction transaction, TArgs args, EnqueueOptions options, CancellationToken cancel = default)
        where TArgs : IJobArgs
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        while (true)
        {
            if (await InsertAsync(transaction, id, args, options, cancel))
            {
                _log.Enqueued(TArgs.Kind, id, options.Due ?? clock.GetUtcNow());
                return new Enqueued(id, IsNew: true);
            }

            if (await HolderAsync(transaction, TArgs.Kind, options.UniqueKey, cancel) is { } other)
            {
                return new Enqueued(other, IsNew: false);
            }

            // The other one ended between the two statements (on PostgreSQL only): the key is free now.
        }
    }

    static async Task<Guid?> HolderAsync(DbTransaction transaction, string kind, string? key, CancellationToken cancel)
    {
        var found = await transaction.Connection!.QueryAsync(
            $"SELECT id FROM job WHERE kind = @kind AND unique_key = @key AND {JobsModel.Unfinished}",
            row => Guid.Parse(row.GetString(0)), transaction, cancel, ("kind", kind), ("key", key));
        return found is [var id] ? id : null;
    }

    async Task<bool> InsertAsync<TArgs>(
        DbTransaction transaction, Guid id, TArgs args, EnqueueOptions options, CancellationToken cancel)
        where TArgs : IJobArgs
    {
        var now = clock.GetUtcNow();
        var due = options.Due ?? now;
        return await transaction.Connection!.ExecuteAsync(
            "INSERT INTO job (id, run_id, parent_id, kind, args, unique_key, state, trigger_kind, trigger_by, attempt, failures, fence, due, created, cancel_requested) "
                + "VALUES (@id, @run, @parent, @kind, @args, @key, @state, @trigger, @by, 0, 0, 0, @due, @now, 0) ON CONFLICT DO NOTHING",
            transaction, cancel, ("id", id.Stored()), ("run", (options.Parent?.RunId ?? id).Stored()),
            ("parent", options.Parent?.Id.Stored()), ("kind", TArgs.Kind), ("args", JobJson.Write(args)), ("key", options.UniqueKey),
            ("state", (due > now ? JobState.Scheduled : JobState.Available).ToText()),
            ("trigger", options.Trigger.Kind.ToString().ToLowerInvariant()), ("by", options.Trigger.By), ("due", due.Stored()),
            ("now", now.Stored())) == 1;
    }

    /// <summary>
    /// Ends a job that waits, or asks the attempt that runs to end.
    /// </summary>
    /// <returns>The state after: <c>Cancelled</c>, <c>Running</c> (asked to end), or a final state it was in already; <c>null</c> if there is no such job.</returns>
    public async Task<JobState?> CancelAsync(Guid id, string reason, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow().Stored();
        await using var connection = await database.OpenConnectionAsync(cancel);
        var states = await connection.QueryAsync(
            Cancel,
            row => JobStates.Parse(row.GetString(0)), null, cancel, ("id", id.Stored()), ("reason", reason), ("now", now));
        if (states is [var state])
        {
            _log.Cancelled(id, reason);
            return state;
        }

        return (await new JobBook(database).FindAsync(id, cancel))?.State;
    }

    /// <summary>
    /// Enqueues what a job that is over was to do once more: a run of its own, with the old one as its parent. While another
    /// job has its key, that is the one.
    /// </summary>
    public async Task<Enqueued> AgainAsync(Job over, Trigger trigger, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var added = await connection.ExecuteAsync(
            "INSERT INTO job (id, run_id, parent_id, kind, args, unique_key, state, trigger_kind, trigger_by, attempt, failures, fence, due, created, cancel_requested) "
                + $"SELECT @id, @id, id, kind, args, unique_key, 'available', @trigger, @by, 0, 0, 0, @now, @now, 0 FROM job WHERE id = @over AND NOT {JobsModel.Unfinished} "
                + "ON CONFLICT DO NOTHING",
            transaction, cancel, ("id", id.Stored()), ("over", over.Id.Stored()), ("trigger", trigger.Kind.ToString().ToLowerInvariant()), ("by", trigger.By), ("now", now.Stored()));
        var holder = added == 1 ? id : await HolderAsync(transaction, over.Kind, over.UniqueKey, cancel);
        await transaction.CommitAsync(cancel);
        return new Enqueued(holder ?? over.Id, added == 1);
    }

    /// <summary>Makes a job that waits due now: a person asked. False if it does not wait.</summary>
    public async Task<bool> HurryAsync(Guid id, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.ExecuteAsync(
            "UPDATE job SET due = @now WHERE id = @id AND state IN ('scheduled','available','retryable') AND due > @now",
            null, cancel, ("id", id.Stored()), ("now", clock.GetUtcNow().Stored())) == 1;
    }
}
