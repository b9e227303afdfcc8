namespace Cratehand.Music.Store.Providers;

/// <summary>A budget of so many requests a second, of which a few may go at once after a rest. Counts for this process alone.</summary>
/// <param name="perSecond">The long-term rate.</param>
/// <param name="burst">How many may go at once, at least 1.</param>
internal sealed class TokenBucket(double perSecond, int burst, TimeProvider clock)
{
    readonly Lock _lock = new();
    readonly long _began = clock.GetTimestamp();
    readonly TimeSpan _interval = TimeSpan.FromSeconds(1 / perSecond);
    TimeSpan _spentUntil;

    /// <summary>Takes a request and says how long to wait before it may go; <c>null</c>, and nothing taken, if that is longer than <paramref name="patience"/>.</summary>
    public TimeSpan? Take(TimeSpan patience)
    {
        lock (_lock)
        {
            var now = clock.GetElapsedTime(_began);
            var spentUntil = (_spentUntil > now ? _spentUntil : now) + _interval;
            var wait = spentUntil - (burst * _interval) - now;
            if (wait > patience)
            {
                return null;
            }

            _spentUntil = spentUntil;
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }
}
