namespace Cratehand.Jobs;

/// <summary>
/// Does the work of one kind of job. Work is at-least-once: what must not happen twice stands in a
/// remembered step (<see cref="JobContext.StepAsync{T}(string, Func{CancellationToken, Task{T}})"/>), and a
/// step may itself be interrupted and repeated.
/// </summary>
/// <typeparam name="TArgs">What to do.</typeparam>
/// <typeparam name="TResult">What came of it; stored as JSON with the completed job.</typeparam>
public abstract class Worker<TArgs, TResult>
    where TArgs : IJobArgs
{
    /// <summary>
    /// Runs one attempt. Returning completes the job. <see cref="RetryLaterException"/> postpones it,
    /// <see cref="DiscardException"/> ends it, any other exception is retried by the <see cref="RetryPolicy"/>.
    /// </summary>
    public abstract Task<TResult> RunAsync(TArgs args, JobContext job);
}
