using System.Net;
using Cratehand.Jobs;

namespace Cratehand.Music.Audio.Fetching;

/// <summary>What an answer's status and type mean for the owner. Pure.</summary>
static class FetchAnswer
{
    static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    /// <summary>The trouble that the answer means, or null if its body is the file.</summary>
    public static Exception? Trouble(HttpResponseMessage answer, Uri address, DateTimeOffset now)
    {
        var (status, host) = ((int)answer.StatusCode, address.Host);
        return status switch
        {
            200 or 206 => WrongType(answer, host),
            404 or 410 => Refused(FetchRefusal.Gone, $"{host} no longer has this file ({status}): look for another copy."),
            401 or 402 or 403 or 407 => Refused(FetchRefusal.Denied, $"{host} does not give this file away ({status}): the link may have expired or want a sign-in."),
            451 => Refused(FetchRefusal.Geo, $"{host} may not give this file to your country (451)."),
            429 => new RetryLaterException(Wait(answer, now) ?? DefaultWait, $"{host} asked us to come back later (429)."),
            503 when Wait(answer, now) is { } wait => new RetryLaterException(wait, $"{host} is busy and asked us to come back later (503)."),
            408 or 425 or >= 500 => new FetchFailedException($"{host} failed ({status}); it is tried again."),
            _ => Refused(FetchRefusal.Denied, $"{host} refused the request ({status}): check the link."),
        };
    }

    static FetchRefusedException? WrongType(HttpResponseMessage answer, string host) =>
        answer.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() switch
        {
            "text/html" or "application/xhtml+xml" => Refused(FetchRefusal.NotAudio,
                $"{host} sent a web page instead of audio: give the link of the file itself."),
            "application/vnd.apple.mpegurl" or "application/x-mpegurl" or "audio/mpegurl" or "audio/x-mpegurl" or "application/dash+xml" or "audio/x-scpls" => Refused(FetchRefusal.NotAudio,
                $"{host} sent a playlist instead of a file: give the link of the file itself."),
            { } type when IsData(type) => Refused(FetchRefusal.NotAudio,
                $"{host} sent {type} instead of audio: give the link of the file itself."),
            _ => null,
        };

    static bool IsData(string type) =>
        type is "application/json" or "application/xml" or "text/xml" or "text/css" or "text/javascript"
        || type.EndsWith("+json", StringComparison.Ordinal)
        || type.StartsWith("image/", StringComparison.Ordinal);

    static TimeSpan? Wait(HttpResponseMessage answer, DateTimeOffset now)
    {
        var asked = answer.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - now) : null;
        return asked is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestWait.Ticks)) : null;
    }

    static FetchRefusedException Refused(FetchRefusal kind, string reason) => new(kind, reason);
}
