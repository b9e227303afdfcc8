using System.Globalization;
using Microsoft.Extensions.Hosting.Systemd;

namespace Cratehand.Wiring;

/// <summary>
/// Speaks to systemd where it started us (<c>NOTIFY_SOCKET</c>), else says nothing: ready, alive, stopping. Alive means that the
/// engine looks for work; a process that only breathes is to be started again.
/// </summary>
sealed class Supervisor : IAsyncDisposable
{
    /// <summary>An engine that did not look for work for so long is not well.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    readonly SystemdNotifier _systemd = new();
    readonly CancellationTokenSource _end = new();
    readonly Daemon _daemon;
    readonly TimeSpan? _watch;
    Task _beating = Task.CompletedTask;

    public Supervisor(Daemon daemon, IReadOnlyDictionary<string, string> environment)
    {
        _daemon = daemon;
        _watch = long.TryParse(environment.GetValueOrDefault("WATCHDOG_USEC"), CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? TimeSpan.FromMicroseconds(limit)
            : null;
    }

    public void Ready()
    {
        _systemd.Notify(ServiceState.Ready);
        if (_systemd.IsEnabled && _watch is { } limit)
        {
            _beating = BeatAsync(limit / 3);
        }
    }

    /// <summary>The start waits for somebody, for as long as it takes: without a word systemd would end it after its own time.</summary>
    public void Waiting() => _systemd.Notify(new ServiceState(string.Create(CultureInfo.InvariantCulture, $"EXTEND_TIMEOUT_USEC={LongestSilence.TotalMicroseconds:0}")));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating;
        _end.Dispose();
    }

    /// <summary>The orderly end has begun; systemd grants its time for it.</summary>
    public void Stopping() => _systemd.Notify(ServiceState.Stopping);

    async Task BeatAsync(TimeSpan every)
    {
        using var timer = new PeriodicTimer(every, _daemon.Clock);
        try
        {
            do
            {
                if (_daemon.EngineTrouble() is null)
                {
                    _systemd.Notify(new ServiceState("WATCHDOG=1"));
                }
            }
            while (await timer.WaitForNextTickAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            // the daemon stops; it has said so
        }
    }
}
