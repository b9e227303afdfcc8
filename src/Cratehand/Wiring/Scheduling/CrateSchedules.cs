using Cratehand.Jobs.Scheduling;
using Cratehand.Music.Notices;
using Cratehand.Music.Store;
using Cratehand.Music.Triggers;
using Cratehand.Wiring.Configuration;
using Microsoft.Extensions.Logging;

namespace Cratehand.Wiring.Scheduling;

/// <summary>The schedules of a crate as the owner's settings want them, what is on record of them, and the watch over them.</summary>
public sealed class CrateSchedules : IDisposable
{
    // As often as the idle engine looks for work; more often would only wake an idle machine.
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    readonly Pings _pings;
    readonly ScheduleWatch _watch;
    readonly ILogger _log;
    IReadOnlyList<Schedule> _now;

    public CrateSchedules(Settings settings, CrateDatabase database, TimeProvider clock, ILoggerFactory logs)
    {
        _log = logs.CreateLogger("Cratehand.Schedules");
        _now = ScheduleSetup.Of(settings);
        Book = new ScheduleBook(database.Source, clock);
        Incidents = new Incidents(database, clock);
        var address = settings.Notices.PingUrl is { } url ? new Uri(url.Reveal()) : null;
        _pings = new Pings(address, TimeSpan.FromSeconds(settings.Notices.PingTimeoutSeconds), clock, _log);
        _watch = new ScheduleWatch(Book, Incidents, _pings, DefaultSchedules.MusicSync, clock, _log) { Failing = settings.Schedules.IncidentAfter };
    }

    public ScheduleBook Book { get; }

    public Incidents Incidents { get; }

    /// <summary>The schedules that hold now.</summary>
    public IReadOnlyList<Schedule> Now => Volatile.Read(ref _now);

    /// <summary>Takes over changed settings; the caller hands <see cref="Now"/> to the engine.</summary>
    public void Change(Settings settings)
    {
        _watch.Failing = settings.Schedules.IncidentAfter;
        Volatile.Write(ref _now, ScheduleSetup.Of(settings));
    }

    /// <summary>How each does, for who shows it.</summary>
    public Task<IReadOnlyList<ScheduleState>> StatesAsync(CancellationToken cancel) => _watch.StatesAsync(Now, cancel);

    /// <summary>Why the program may not call itself ready, or <c>null</c>: a run hangs, or a schedule has stopped.</summary>
    public async Task<string?> TroubleAsync(CancellationToken cancel) =>
        (await StatesAsync(cancel)).FirstOrDefault(state => !state.Health.IsReady)?.Health.Reason;

    /// <summary>Looks once, raises incidents and tells the watcher outside. A look that fails is logged.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            await _watch.LookAsync(Now, cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            _log.LogError(error, "The schedules could not be watched");
        }
    }

    /// <summary>Watches until it is disposed.</summary>
    public IAsyncDisposable Watch() => new Watching(stopping => _watch.RunAsync(() => Now, LookEvery, stopping));

    public void Dispose() => _pings.Dispose();

    sealed class Watching : IAsyncDisposable
    {
        readonly CancellationTokenSource _stopping = new();
        readonly Task _task;

        public Watching(Func<CancellationToken, Task> run) => _task = Task.Run(() => run(_stopping.Token));

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            await _task;
            _stopping.Dispose();
        }
    }
}
