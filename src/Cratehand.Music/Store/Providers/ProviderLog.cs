using Microsoft.Extensions.Logging;

namespace Cratehand.Music.Store.Providers;

/// <summary>Every event of the calls to providers. Addresses are routes: host and template, no id, no query.</summary>
internal static partial class ProviderLog
{
    [LoggerMessage(300, LogLevel.Debug, "{Method} {Address} answered {Status} in {Milliseconds} ms")]
    public static partial void Called(this ILogger log, HttpMethod method, string address, int status, long milliseconds);

    [LoggerMessage(301, LogLevel.Information, "{Method} {Address} failed as {Kind} (status {Status}) in {Milliseconds} ms: {Reason}")]
    public static partial void CallFailed(this ILogger log, HttpMethod method, string address, ProviderFailure kind, int? status, long milliseconds, string reason);

    [LoggerMessage(302, LogLevel.Warning, "{Provider} is left alone until {Until}: {Reason}")]
    public static partial void CoolingDown(this ILogger log, string provider, DateTimeOffset until, string reason);

    [LoggerMessage(303, LogLevel.Debug, "{Method} {Address} was not sent: {Provider} is left alone until {Until}")]
    public static partial void NotSent(this ILogger log, HttpMethod method, string address, string provider, DateTimeOffset until);
}
