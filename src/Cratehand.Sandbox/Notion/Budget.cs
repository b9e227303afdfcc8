namespace Cratehand.Sandbox.Notion;

/// <summary>A fixed number of requests per window of 60 s, spendable in one burst (API page: request limits, 2026).</summary>
sealed class Budget(TimeProvider clock)
{
    static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    readonly Lock _lock = new();
    DateTimeOffset _opened = DateTimeOffset.MinValue;
    int _spent;

    /// <summary>Takes one request; when none is left, the whole seconds (1 to 60) until the window ends.</summary>
    public int? Spend(int perWindow)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (now - _opened >= Window)
            {
                (_opened, _spent) = (now, 0);
            }

            return ++_spent <= perWindow ? null : Math.Max(1, (int)Math.Ceiling((_opened + Window - now).TotalSeconds));
        }
    }
}
