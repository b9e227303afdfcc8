using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Cratehand.Music.Notices;

/// <summary>What is told to the watcher outside.</summary>
public enum Ping
{
    Start,
    Success,
    Fail,
}

/// <summary>
/// Tells a watcher outside (healthchecks.io or one like it) that a run started, succeeded, failed. It notices even what we
/// cannot tell: that nobody is here any more. A ping that fails is logged and counted, and changes nothing else.
/// </summary>
/// <param name="address">The check's address; a secret. <c>null</c>: nobody is told.</param>
public sealed class Pings(Uri? address, TimeSpan timeout, TimeProvider clock, ILogger log) : IDisposable
{
    static readonly Meter Meter = new("Cratehand.Notices");

    static readonly Counter<long> Sent = Meter.CreateCounter<long>("cratehand.pings", description: "Pings to the watcher outside, by what was told and whether it heard.");

    readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <param name="words">A line for the watcher's log.</param>
    /// <returns>Whether the watcher heard.</returns>
    public async Task<bool> SendAsync(Ping ping, string words, CancellationToken cancel)
    {
        if (address is null)
        {
            return false;
        }

        var trouble = await TroubleAsync(ping, words, cancel);
        Sent.Add(1, new("ping", ping.ToString().ToLowerInvariant()), new("outcome", trouble is null ? "heard" : "failed"));
        if (trouble is not null)
        {
            log.LogWarning("The ping '{Ping}' to Notices:PingUrl ({Host}) failed: {Trouble}", ping, address.Host, trouble);
        }

        return trouble is null;
    }

    public void Dispose() => _http.Dispose();

    async Task<string?> TroubleAsync(Ping ping, string words, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(timeout, clock);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            using var content = new StringContent(words);
            using var answer = await _http.PostAsync(AddressOf(ping), content, any.Token);
            return answer.IsSuccessStatusCode ? null : $"it answered {(int)answer.StatusCode}";
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return $"no answer within {timeout.TotalSeconds:0} s";
        }
        catch (HttpRequestException error)
        {
            return error.Message;
        }
    }

    Uri AddressOf(Ping ping) =>
        ping switch
        {
            Ping.Start => new Uri(address!.AbsoluteUri.TrimEnd('/') + "/start"),
            Ping.Fail => new Uri(address!.AbsoluteUri.TrimEnd('/') + "/fail"),
            _ => address!,
        };
}
