using Cratehand.Jobs;
using Cratehand.Music.Store;

namespace Cratehand.Wiring;

/// <summary>
/// Sees jobs to their end from a command: does the work itself where nobody else does, else watches the process that does
/// and steps in should it die.
/// </summary>
public sealed class ForegroundWork(Crate crate, DaemonSocket daemon, TimeProvider clock) : IAsyncDisposable
{
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    /// <summary>A job that rests longer than this is reported as it stands: nobody wants to sit before it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    FolderLock? _lock;
    JobEngine? _engine;
    IAsyncDisposable? _watch;

    /// <summary>Tells a daemon that works here that there is something new; without one, nothing.</summary>
    public Task WakeAsync(CancellationToken cancel) => _lock is null ? daemon.WakeAsync(cancel) : Task.CompletedTask;

    /// <summary>Waits until each job has ended, or rests for long.</summary>
    /// <param name="seen">Called with all of them whenever they were looked at.</param>
    /// <param name="patience">How long to wait for another process to make room; <c>null</c> for as long as it takes.</param>
    /// <exception cref="LeftOnRecordException">It was to end before they had.</exception>
    /// <exception cref="TimeoutException">Another process had the data folder for longer than that.</exception>
    public async Task<IReadOnlyList<Job>> FinishAsync(
        IReadOnlyCollection<Guid> ids, Action<IReadOnlyList<Job>> seen, TimeSpan? patience, CancellationToken cancel)
    {
        try
        {
            await StepInAsync(cancel);
            await WakeAsync(cancel);
            return await WatchAsync(ids, seen, patience, cancel);
        }
        catch (OperationCanceledException ended) when (cancel.IsCancellationRequested)
        {
            throw new LeftOnRecordException(_engine is null, ended);
        }
    }

    async Task<IReadOnlyList<Job>> WatchAsync(IReadOnlyCollection<Guid> ids, Action<IReadOnlyList<Job>> seen, TimeSpan? patience, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            await StepInAsync(cancel);
            var jobs = await LookAsync(ids, cancel);
            seen(jobs);
            if (jobs.All(IsSettled))
            {
                return jobs;
            }

            if (_engine is null && clock.GetElapsedTime(began) > patience)
            {
                throw new TimeoutException("Another cratehand is working on this data folder and has not come to this yet. What was asked for is on record; it is done by that process, or by the next sync.");
            }

            await Task.Delay(Beat, clock, cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
            await (_watch?.DisposeAsync() ?? ValueTask.CompletedTask);
            await crate.Schedules.LookAsync(CancellationToken.None); // how a scheduled run ended is told, daemon or not
            await crate.Workflow.Work.SweepAsync(CancellationToken.None); // nobody is at work now: the empty folder goes too
        }

        _lock?.Dispose();
    }

    /// <summary>Where nobody else works: brings dead attempts to their end, as a start does, and begins nothing.</summary>
    public async Task TidyAsync(CancellationToken cancel)
    {
        if ((_lock ??= crate.TryLock()) is not null)
        {
            await crate.TidyAsync(cancel);
        }

        await WakeAsync(cancel);
    }

    /// <summary>Lets what runs come to its end, for the sake of other commands that wait for it.</summary>
    public Task DrainAsync(CancellationToken cancel) => _engine?.DrainAsync(cancel) ?? Task.CompletedTask;

    async Task StepInAsync(CancellationToken cancel)
    {
        if (_engine is null && (_lock ??= crate.TryLock()) is not null)
        {
            _engine = await crate.StartEngineAsync(cancel);
            _watch = crate.Schedules.Watch();
        }
    }

    async Task<IReadOnlyList<Job>> LookAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var jobs = new List<Job>();
        foreach (var id in ids)
        {
            jobs.Add((await crate.Book.FindAsync(id, cancel))!);
        }

        return jobs;
    }

    bool IsSettled(Job job) =>
        job.State.IsFinal() || (job.State is JobState.Retryable or JobState.Scheduled && job.Due > clock.GetUtcNow() + Patience);
}

/// <summary>A command was ended before its work was; says what becomes of that.</summary>
/// <param name="isTheirs">Another process is at it.</param>
public sealed class LeftOnRecordException(bool isTheirs, Exception inner) : OperationCanceledException(
    (isTheirs ? "Another cratehand is at it and goes on." : "Nothing is lost: it goes on where it was with the next `cratehand sync` or the daemon.")
        + " `cratehand runs cancel` ends it for good.", inner);
