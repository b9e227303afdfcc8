using System.Data.Common;
using Cratehand.Jobs.Running;

namespace Cratehand.Jobs;

/// <summary>Reads what is on record about jobs; changes nothing, needs no engine.</summary>
public sealed class JobBook(DbDataSource database)
{
    /// <summary>One job, or <c>null</c>.</summary>
    public async Task<Job?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var jobs = await connection.QueryAsync(
            $"SELECT {JobRows.Columns} FROM job WHERE id = @id", JobRows.Job, null, cancel, ("id", id.Stored()));
        return jobs.SingleOrDefault();
    }

    /// <summary>Jobs whose id begins or ends so, newest first, at most ten: people type the first few characters, or the last.</summary>
    public async Task<List<Job>> FindAsync(string part, CancellationToken cancel = default)
    {
        if (part.Length == 0 || part.Any(x => !char.IsAsciiHexDigit(x) && x != '-'))
        {
            return []; // no id has it, and LIKE would read % and _ as anything
        }

        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QueryAsync(
            $"SELECT {JobRows.Columns} FROM job WHERE id LIKE @part || '%' OR id LIKE '%' || @part ORDER BY id DESC LIMIT 10",
            JobRows.Job, null, cancel, ("part", part.ToLowerInvariant()));
    }

    /// <summary>The newest jobs of all states, newest first.</summary>
    /// <param name="limit">At most so many.</param>
    public async Task<List<Job>> NewestAsync(int limit, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QueryAsync(
            $"SELECT {JobRows.Columns} FROM job ORDER BY id DESC LIMIT @limit", JobRows.Job, null, cancel, ("limit", limit));
    }

    /// <summary>The newest jobs in one of these states, newest first.</summary>
    /// <param name="limit">At most so many.</param>
    public Task<List<Job>> NewestAsync(IEnumerable<JobState> states, int limit, CancellationToken cancel = default) =>
        InAsync(states, "id DESC", limit, cancel);

    /// <summary>Jobs that wait, the first due first.</summary>
    /// <param name="limit">At most so many.</param>
    public Task<List<Job>> NextAsync(int limit, CancellationToken cancel = default) =>
        InAsync([JobState.Scheduled, JobState.Available, JobState.Retryable], "due, id", limit, cancel);

    /// <summary>How many jobs of a run are not over, the run itself among them.</summary>
    public async Task<int> UnfinishedAsync(Guid run, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync("SELECT COUNT(*) FROM job WHERE run_id = @run AND finished IS NULL", row => row.GetInt32(0), null, cancel, ("run", run.Stored())))[0];
    }

    /// <summary>Whether there is, or was, any job of a kind.</summary>
    public async Task<bool> HasAnyAsync(string kind, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync("SELECT 1 FROM job WHERE kind = @kind LIMIT 1", row => row.GetInt32(0), null, cancel, ("kind", kind))).Count > 0;
    }

    /// <summary>How many jobs are in each state; states without any are left out.</summary>
    public async Task<Dictionary<JobState, int>> CountAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var counts = await connection.QueryAsync(
            "SELECT state, COUNT(*) FROM job GROUP BY state", row => (State: JobStates.Parse(row.GetString(0)), Count: row.GetInt32(1)), null, cancel);
        return counts.ToDictionary(x => x.State, x => x.Count);
    }

    async Task<List<Job>> InAsync(IEnumerable<JobState> states, string order, int limit, CancellationToken cancel)
    {
        var words = string.Join(',', states.Select(state => $"'{state.ToText()}'"));
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QueryAsync(
            $"SELECT {JobRows.Columns} FROM job WHERE state IN ({words}) ORDER BY {order} LIMIT @limit", JobRows.Job, null, cancel, ("limit", limit));
    }

    /// <summary>The finished steps of a job, in the order they ran (to the millisecond).</summary>
    public async Task<List<JobStep>> StepsAsync(Guid job, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QueryAsync(
            "SELECT name, value, attempt, started, milliseconds FROM job_step WHERE job_id = @job ORDER BY started, attempt",
            JobRows.Step, null, cancel, ("job", job.Stored()));
    }

    /// <summary>The attempts of a job, first to last.</summary>
    public async Task<List<JobAttempt>> AttemptsAsync(Guid job, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QueryAsync(
            "SELECT number, node, started, finished, outcome, step, error FROM job_attempt WHERE job_id = @job ORDER BY number",
            JobRows.Attempt, null, cancel, ("job", job.Stored()));
    }
}
