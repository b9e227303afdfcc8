using Microsoft.Extensions.Logging;

namespace Cratehand.Jobs.Running;

/// <summary>Runs one attempt: begin under a new fence, work, end under that fence.</summary>
internal sealed class JobRunner(
    JobStore jobs, StepStore steps, WorkerRegistry workers, RunningJobs running, JobsOptions options, (TimeProvider Clock, Random Random) world, ILogger log)
{
    readonly TimeProvider _clock = world.Clock;

    public async Task RunAsync(Guid id, long fence, Node node, CancellationToken stopping)
    {
        var job = await jobs.BeginAsync(id, fence, node, stopping);
        if (job is null)
        {
            log.SecondDispatchIgnored(id, fence);
            return;
        }

        log.AttemptStarted(job.Attempt, job.Kind, id);
        using var entry = running.Add(id, stopping);
        var (ending, step) = await AttemptAsync(job, entry.Token, stopping);
        if (ending is not null)
        {
            await EndAsync(job, ending, step);
        }

        if (ending is { State: >= JobState.Completed })
        {
            await CleanUpAsync(id);
        }
    }

    async Task CleanUpAsync(Guid id)
    {
        try
        {
            await options.Ended(id);
        }
        catch (Exception error)
        {
            log.CleanUpFailed(error, id);
        }
    }

    /// <summary>The worker's attempt, and how it ended; no ending at all for a stale one.</summary>
    async Task<(Ending? Ending, string? Step)> AttemptAsync(Job job, CancellationToken cancel, CancellationToken stopping)
    {
        await using var progress = new ProgressWriter(job, jobs, _clock);
        JobContext? context = null;
        var policy = RetryPolicy.Default;
        try
        {
            var worker = workers.Of(job);
            policy = worker.Policy;
            context = new JobContext(job, await steps.AllAsync(job.Id, cancel), steps, progress, _clock, log, cancel);
            return (Ending.Completed(await worker.RunAsync(context)), null);
        }
        catch (StaleAttemptException)
        {
            log.AttemptStale(job.Attempt, job.Id);
            return (null, null);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return stopping.IsCancellationRequested
                ? (Ending.Interrupted(_clock.GetUtcNow(), "the program was stopped in mid-run"), context?.Current)
                : (Ending.Cancelled("cancelled by a person"), context?.Current);
        }
        catch (Exception error)
        {
            var ending = Ending.Of(error, job.Failures, policy, _clock.GetUtcNow(), world.Random.NextDouble());
            if (ending.IsFailure)
            {
                log.AttemptFailed(error, job.Attempt, job.Kind, job.Id, ending.Due);
            }

            return (ending, context?.Current);
        }
    }

    async Task EndAsync(Job job, Ending ending, string? step)
    {
        try
        {
            if (await jobs.EndAsync(job, ending, step, CancellationToken.None))
            {
                log.AttemptEnded(job.Attempt, job.Kind, job.Id, ending.Outcome, ending.Reason);
                JobMeter.Ended(job.Kind, ending.Outcome);
            }
            else
            {
                log.AttemptStale(job.Attempt, job.Id);
            }
        }
        catch (System.Data.Common.DbException error)
        {
            log.EndingLost(error, job.Id);
        }
    }
}
