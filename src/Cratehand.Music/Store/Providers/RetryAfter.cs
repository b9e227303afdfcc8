using System.Net.Http.Headers;

namespace Cratehand.Music.Store.Providers;

/// <summary>Reads <c>Retry-After</c> (RFC 9110 §10.2.3): seconds or a date.</summary>
internal static class RetryAfter
{
    // Longer than any provider means; what is beyond is a slip of the pen.
    static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>The wait it asks for, from 1 s to seven days; <c>null</c> if it is missing or cannot be read.</summary>
    public static TimeSpan? Of(HttpResponseHeaders headers, DateTimeOffset now) =>
        headers.RetryAfter is not { } value ? null : Bounded(value.Delta ?? (value.Date - now) ?? TimeSpan.Zero);

    static TimeSpan Bounded(TimeSpan wait) =>
        wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait > Longest ? Longest : wait;
}
