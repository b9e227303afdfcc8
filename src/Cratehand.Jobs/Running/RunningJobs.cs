using System.Collections.Concurrent;

namespace Cratehand.Jobs.Running;

/// <summary>The attempts this process runs now, and the switch that ends each.</summary>
internal sealed class RunningJobs
{
    readonly ConcurrentDictionary<Guid, CancellationTokenSource> _switches = new();

    public IReadOnlyCollection<Guid> Ids => [.. _switches.Keys];

    /// <summary>Registers an attempt; disposing the entry takes it off the list.</summary>
    public Entry Add(Guid job, CancellationToken stopping)
    {
        var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _switches[job] = ends;
        return new Entry(this, job, ends);
    }

    public void Cancel(Guid job)
    {
        if (_switches.TryGetValue(job, out var ends))
        {
            ends.Cancel();
        }
    }

    internal sealed class Entry(RunningJobs owner, Guid job, CancellationTokenSource ends) : IDisposable
    {
        public CancellationToken Token => ends.Token;

        // The source is left to the garbage collector: Cancel may hold it at this very moment.
        public void Dispose() => owner._switches.TryRemove(job, out _);
    }
}
