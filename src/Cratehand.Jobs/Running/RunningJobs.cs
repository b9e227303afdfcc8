using System.Collections.Concurrent;

namespace Cratehand.Jobs.Running;

/// <summary>The attempts this process runs now, and the switch that ends each.</summary>
internal sealed class RunningJobs
{
    // By entry, not by job: a second dispatch of a job that runs comes and goes without touching the first one's switch.
    readonly ConcurrentDictionary<Entry, Guid> _entries = new();

    public int Count => _entries.Count;

    public bool Contains(Guid job) => _entries.Values.Contains(job);

    /// <summary>Registers an attempt; disposing the entry takes it off the list.</summary>
    public Entry Add(Guid job, CancellationToken stopping)
    {
        var entry = new Entry(this, stopping);
        _entries[entry] = job;
        return entry;
    }

    public void Cancel(Guid job)
    {
        foreach (var (entry, _) in _entries.Where(x => x.Value == job))
        {
            entry.Cancel();
        }
    }

    internal sealed class Entry : IDisposable
    {
        readonly RunningJobs _owner;
        readonly CancellationTokenSource _ends = new(); // no timer, no link: nothing to dispose, so Cancel may come late
        readonly CancellationTokenRegistration _stopping;

        public Entry(RunningJobs owner, CancellationToken stopping)
        {
            _owner = owner;
            _stopping = stopping.UnsafeRegister(static entry => ((Entry)entry!).Cancel(), this);
        }

        public CancellationToken Token => _ends.Token;

        // On the pool: what a worker does when cancelled must not hold up the sweep, or the stop.
        public void Cancel() => _ = _ends.CancelAsync();

        public void Dispose()
        {
            _owner._entries.TryRemove(this, out _);
            _stopping.Unregister();
        }
    }
}
