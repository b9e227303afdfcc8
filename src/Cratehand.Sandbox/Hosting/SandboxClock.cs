namespace Cratehand.Sandbox.Hosting;

/// <summary>
/// The sandbox's time: it runs with the wall clock or stands still, and it can be pushed forward.
/// What is scheduled on it runs when its moment is reached, in order, with the clock showing that moment.
/// </summary>
public sealed class SandboxClock(TimeProvider real, DateTimeOffset? frozenAt = null) : TimeProvider, IDisposable
{
    readonly Lock _lock = new();
    readonly SemaphoreSlim _moving = new(1, 1);
    readonly PriorityQueue<Func<Task>, (DateTimeOffset Due, long Order)> _due = new();
    DateTimeOffset? _frozen = frozenAt;
    TimeSpan _ahead = TimeSpan.Zero;
    long _order;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _frozen ?? real.GetUtcNow() + _ahead;
        }
    }

    /// <summary>Runs an action once at the given moment, or at the next look when that has passed.</summary>
    public void Schedule(DateTimeOffset due, Func<Task> action)
    {
        lock (_lock)
        {
            _due.Enqueue(action, (due, _order++));
        }
    }

    /// <summary>Moves time forward and runs all that falls due on the way. A negative span is refused.</summary>
    public async Task AdvanceAsync(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        await _moving.WaitAsync();
        try
        {
            await MoveToAsync(GetUtcNow() + span);
        }
        finally
        {
            _moving.Release();
        }
    }

    /// <summary>Runs what has fallen due by itself; the host asks this regularly while the clock runs.</summary>
    public Task RunDueAsync() => AdvanceAsync(TimeSpan.Zero);

    /// <inheritdoc/>
    public void Dispose() => _moving.Dispose();

    async Task MoveToAsync(DateTimeOffset target)
    {
        while (TakeNext(target) is { } action)
        {
            await action();
        }

        lock (_lock)
        {
            ShowAtLeast(target);
        }
    }

    Func<Task>? TakeNext(DateTimeOffset target)
    {
        lock (_lock)
        {
            if (!_due.TryPeek(out _, out var first) || first.Due > target)
            {
                return null;
            }

            ShowAtLeast(first.Due);
            return _due.Dequeue();
        }
    }

    void ShowAtLeast(DateTimeOffset moment)
    {
        if (_frozen is { } frozen)
        {
            _frozen = moment > frozen ? moment : frozen;
        }
        else if (moment - real.GetUtcNow() > _ahead)
        {
            _ahead = moment - real.GetUtcNow();
        }
    }
}
