using System.Data.Common;

namespace Cratehand.Jobs.Running;

/// <summary>An attempt may write only while its job is running under the number that the attempt began with.</summary>
internal static class Fence
{
    const string Held = "WHERE id = @id AND fence = @fence AND state = 'running'";

    /// <summary>
    /// Keeps other attempts out until the transaction ends, and tells whether a person asked this one to end;
    /// <c>null</c> if it is stale. Touching the row locks it (PostgreSQL); on SQLite the write transaction excludes all others.
    /// </summary>
    public static async Task<Wish?> HoldAsync(AttemptKey attempt, DbTransaction transaction, CancellationToken cancel)
    {
        var held = await transaction.Connection!.QueryAsync(
            $"UPDATE job SET fence = fence {Held} RETURNING cancel_requested, reason",
            row => new Wish(row.GetInt64(0) != 0, row.TextOrNull(1)),
            transaction, cancel, ("id", attempt.Id.Stored()), ("fence", attempt.Fence));
        return held is [var wish] ? wish : null;
    }

    /// <summary>Whether the attempt is the job's current one at this moment.</summary>
    public static async Task<bool> IsHeldAsync(AttemptKey attempt, DbConnection connection, CancellationToken cancel)
    {
        var held = await connection.QueryAsync(
            $"SELECT 1 FROM job {Held}", row => row.GetInt64(0), null, cancel, ("id", attempt.Id.Stored()), ("fence", attempt.Fence));
        return held.Count == 1;
    }
}

/// <summary>Which attempt at which job, and the fence it began with.</summary>
internal sealed record AttemptKey(Guid Id, long Fence, int Number)
{
    public static AttemptKey Of(Job job) => new(job.Id, job.Fence, job.Attempt);
}

/// <summary>What stands on the row about ending the attempt early.</summary>
internal sealed record Wish(bool ToCancel, string? Reason);
