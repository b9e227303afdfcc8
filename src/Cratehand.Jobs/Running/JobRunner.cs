using Microsoft.Extensions.Logging;

namespace Cratehand.Jobs.Running;

/// <summary>Runs one attempt: begin under a new fence, work, end under that fence.</summary>
internal sealed class JobRunner(
    JobStore jobs, StepStore steps, WorkerRegistry workers, RunningJobs running, TimeProvider clock, Random random, ILogger log)
{
    readonly Lock _dice = new(); // Random is not thread-safe: torn by two workers, it gives 0 for ever

    public async Task RunAsync(Guid id, long fence, Node node, CancellationToken stopping)
    {
        // On the list before the row says "running": else a sweep in between would take the job for an orphan.
        using var entry = running.Add(id, stopping);
        var job = await jobs.BeginAsync(id, fence, node, stopping);
        if (job is null)
        {
            log.SecondDispatchIgnored(id, fence);
            return;
        }

        log.AttemptStarted(job.Attempt, job.Kind, id);
        var (ending, step) = await AttemptAsync(job, entry.Token, stopping);
        if (ending is not null)
        {
            await EndAsync(job, ending, step);
        }
    }

    /// <summary>The worker's attempt, and how it ended; no ending at all for a stale one.</summary>
    async Task<(Ending? Ending, string? Step)> AttemptAsync(Job job, CancellationToken cancel, CancellationToken stopping)
    {
        await using var progress = new ProgressWriter(AttemptKey.Of(job), jobs, clock);
        JobContext? context = null;
        var policy = RetryPolicy.Default;
        try
        {
            var worker = workers.Of(job);
            policy = worker.Policy;
            context = new JobContext(job, await steps.AllAsync(job.Id, cancel), steps, progress, clock, log, cancel);
            return (Ending.Completed(await worker.RunAsync(context)), null);
        }
        catch (StaleAttemptException)
        {
            log.AttemptStale(job.Attempt, job.Id);
            return (null, null);
        }
        catch (Exception error) when (cancel.IsCancellationRequested && error is not (DiscardException or RetryLaterException))
        {
            return (EndedEarly(error, stopping), context?.Current);
        }
        catch (Exception error)
        {
            var ending = Ending.Of(error, job.Failures, policy, clock.GetUtcNow(), Chance());
            if (ending is { IsFailure: true, Due: { } due })
            {
                log.AttemptFailed(error, job.Attempt, job.Kind, job.Id, due);
            }
            else if (ending.IsFailure)
            {
                log.AttemptFailedForGood(error, job.Attempt, job.Kind, job.Id);
            }

            return (ending, context?.Current);
        }
    }

    // A tool that dies because we ended it throws its own exception: that is no failure of the job either.
    Ending EndedEarly(Exception error, CancellationToken stopping)
    {
        var detail = error is OperationCanceledException ? "" : $" ({error.Message})";
        return stopping.IsCancellationRequested
            ? Ending.Interrupted(clock.GetUtcNow(), "the program was stopped in mid-run" + detail)
            : Ending.Cancelled("cancelled by a person" + detail);
    }

    async Task EndAsync(Job job, Ending ending, string? step)
    {
        try
        {
            if (await jobs.EndAsync(AttemptKey.Of(job), ending, step, CancellationToken.None) is { } stored)
            {
                log.AttemptEnded(job.Attempt, job.Kind, job.Id, stored.Outcome, stored.Reason ?? "");
                JobMeter.Ended(job.Kind, stored.Outcome);
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

    double Chance()
    {
        lock (_dice)
        {
            return random.NextDouble();
        }
    }
}
