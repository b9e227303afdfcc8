using System.Data.Common;
using Quartz;

namespace Cratehand.Jobs;

/// <summary>Where the engine keeps its things, and its pace.</summary>
public sealed record JobsOptions
{
    /// <summary>The database of the job tables (<see cref="JobsModel"/>), the caller's own.</summary>
    public required DbDataSource Database { get; init; }

    /// <summary>Where Quartz keeps its firings. On SQLite a file of its own: its locks must not meet ours.</summary>
    public required Action<IPersistentStoreBuilder> Firings { get; init; }

    /// <summary>Attempts that run at once. Default 2.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>How often waiting rows are looked for that nobody woke us for. Default 1 s.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The same while no attempt runs here: rows that wait are with Quartz by then, so a look finds only what another process
    /// enqueued without a wake-up. <c>null</c>: as often. A home server idles nearly always, and each look wakes it.
    /// </summary>
    public TimeSpan? IdleSweepEvery { get; init; }

    /// <summary>How far ahead rows are handed to Quartz. Default 1 h: a later one is handed over when it comes nearer.</summary>
    public TimeSpan LookAhead { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a stop waits for attempts to notice it. Default 20 s; what has not ended by then is rescued at the next start.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Called in this process after an attempt at a job has ended, however it ended: the moment to clean up after a job
    /// that is over. A crash may lose the call, so what it does must also be done at start. What it throws is logged.
    /// </summary>
    public Func<Guid, Task> AttemptEnded { get; init; } = _ => Task.CompletedTask;

    /// <summary>Called at start and then once a day, between two sweeps: the moment to forget what is long over. What it throws is logged.</summary>
    public Func<CancellationToken, Task> Daily { get; init; } = _ => Task.CompletedTask;
}
