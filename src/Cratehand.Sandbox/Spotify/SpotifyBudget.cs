using System.Globalization;
using Cratehand.Sandbox.Hosting;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.Spotify;

/// <summary>
/// How many calls an app may make: a rolling window of 30 seconds (concepts/rate-limits), and a ban that a test may set,
/// of seconds or of a day.
/// </summary>
public sealed class SpotifyBudget(World world)
{
    static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    readonly Queue<DateTimeOffset> _calls = new();
    readonly Lock _gate = new();
    DateTimeOffset _bannedUntil = DateTimeOffset.MinValue;
    string? _reason;

    /// <summary>Calls in 30 seconds. Spotify keeps the true number to itself; default 180.</summary>
    public int CallsPerWindow { get; set; } = 180;

    /// <summary>Answers 429 to everything for a while.</summary>
    /// <param name="duration">What <c>Retry-After</c> counts down from.</param>
    /// <param name="reason"><c>QUOTA_EXCEEDED</c> when the developer's own quota is used up, else null.</param>
    public void Ban(TimeSpan duration, string? reason)
    {
        lock (_gate)
        {
            _bannedUntil = world.Clock.GetUtcNow() + duration;
            _reason = reason;
        }
    }

    /// <summary>Counts a call.</summary>
    /// <returns>Null when it may go on; else how long to wait, and why.</returns>
    public (TimeSpan Wait, string? Reason)? Take()
    {
        lock (_gate)
        {
            var now = world.Clock.GetUtcNow();
            if (now < _bannedUntil)
            {
                return (_bannedUntil - now, _reason);
            }

            while (_calls.TryPeek(out var first) && now - first >= Window)
            {
                _calls.Dequeue();
            }

            if (_calls.Count >= CallsPerWindow && world.Rules.Holds(Rules.SpotifyWindow))
            {
                return (_calls.Peek() + Window - now, null);
            }

            _calls.Enqueue(now);
            return null;
        }
    }

    /// <summary>The 429 that a refused call gets.</summary>
    public static IResult Refuse(HttpContext http, TimeSpan wait, string? reason)
    {
        http.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return new SpotifyProblem(429, reason is null ? "API rate limit exceeded" : "Too many requests", reason).AsResult();
    }
}
