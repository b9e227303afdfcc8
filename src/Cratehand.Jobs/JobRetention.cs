using System.Data.Common;
using Cratehand.Jobs.Running;

namespace Cratehand.Jobs;

/// <summary>Forgets what is long over: the steps and attempts of old jobs, and old runs that nothing refers to.</summary>
public sealed class JobRetention(DbDataSource database)
{
    /// <summary>Forgets jobs that ended before a time; a run goes as a whole, once all of it is that old.</summary>
    /// <param name="keptIf">SQL that is true of a row of <c>job</c> that something still refers to: such a row stays, without its steps.</param>
    /// <returns>How many jobs.</returns>
    public async Task<int> ForgetAsync(DateTimeOffset before, string keptIf, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var table in (string[])["job_step", "job_attempt"])
        {
            await connection.ExecuteAsync(
                $"DELETE FROM {table} WHERE job_id IN (SELECT id FROM job WHERE finished < @before)", transaction, cancel, ("before", before.Stored()));
        }

        var forgotten = await connection.ExecuteAsync(
            "DELETE FROM job WHERE finished < @before AND NOT EXISTS "
                + $"(SELECT 1 FROM job other WHERE other.run_id = job.run_id AND (other.finished IS NULL OR other.finished >= @before)) AND NOT ({keptIf})",
            transaction, cancel, ("before", before.Stored()));
        await transaction.CommitAsync(cancel);
        return forgotten;
    }
}
