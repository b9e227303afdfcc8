namespace Cratehand.Music.Tests.Support;

/// <summary>A clock on which short waits are over at once, time having passed; long ones (time-outs) never end. It notes the waits.</summary>
sealed class JumpingClock : TimeProvider
{
    static readonly TimeSpan LongestJump = TimeSpan.FromSeconds(15);
    readonly Lock _lock = new();
    readonly List<TimeSpan> _waits = [];
    DateTimeOffset _now = new(2026, 1, 10, 12, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _waits];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan span)
    {
        lock (_lock)
        {
            _now += span;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero && dueTime <= LongestJump)
        {
            lock (_lock)
            {
                _waits.Add(dueTime);
            }

            Advance(dueTime);
            ThreadPool.UnsafeQueueUserWorkItem(_ => callback(state), null);
        }

        return new Silent();
    }

    sealed class Silent : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
