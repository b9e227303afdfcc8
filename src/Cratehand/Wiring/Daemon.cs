using Cratehand.Checks;
using Cratehand.Cli;
using Cratehand.Data.Sqlite;
using Cratehand.Jobs;
using Cratehand.Jobs.Scheduling;
using Cratehand.Music.Detecting;
using Cratehand.Music.Store;
using Cratehand.Music.Store.Disk;
using Cratehand.Music.Triggers;
using Cratehand.Web;
using Cratehand.Wiring.Configuration;
using Microsoft.Extensions.Logging;

namespace Cratehand.Wiring;

/// <summary>
/// The process that works while the owner does something else: all that runs in it, in the order in which it starts. It stops in
/// the opposite order.
/// </summary>
public sealed class Daemon : IAsyncDisposable
{
    // A look at an idle engine finds only what a process enqueued that could not reach our socket.
    static readonly TimeSpan IdleSweep = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    readonly Stack<IAsyncDisposable> _started = new();
    readonly Supervisor _supervisor;
    readonly CommandContext _context;
    readonly ILogger _log;
    volatile bool _isStopping;

    Daemon(CommandContext context)
    {
        _context = context;
        _log = context.Logs.CreateLogger("Cratehand.Daemon");
        Key = new ApiKey(Settings.Data);
        Reload = new SettingsReload(context, _log);
        Started = context.Clock.GetUtcNow();
        _supervisor = Hold(new Supervisor(this, context.Environment));
    }

    public Settings Settings => _context.Settings;

    public TimeProvider Clock => _context.Clock;

    public ILoggerFactory Logs => _context.Logs;

    public DateTimeOffset Started { get; }

    public Crate Crate { get; private set; } = null!;

    /// <summary><c>null</c> until it runs.</summary>
    public JobEngine? Engine { get; private set; }

    public ApiKey Key { get; }

    /// <summary>The new API key, known to nobody yet; <c>null</c> if there was one.</summary>
    public string? FirstKey { get; private set; }

    /// <summary>Where it listens.</summary>
    public Uri? Address { get; private set; }

    /// <summary>What must hold for it to be ready; each part adds its own.</summary>
    public List<ReadyCheck> Checks { get; } = [];

    /// <summary>What a person is told at start, in a word and a line; each part adds its own.</summary>
    public List<(string Word, string Text)> Facts { get; } = [];

    /// <summary>What becomes of settings that are saved while it runs; each part says which of its settings it can take over.</summary>
    public SettingsReload Reload { get; }

    /// <exception cref="DaemonRefusedException">It cannot be started here, or not so.</exception>
    public static async Task<Daemon> StartAsync(CommandContext context, CancellationToken cancel)
    {
        var daemon = new Daemon(context);
        try
        {
            await daemon.StartAsync(cancel);
            return daemon;
        }
        catch (Exception wrong)
        {
            await daemon.DisposeAsync();
            if (InWords(wrong, context.Settings.Data) is { } disk)
            {
                throw disk;
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        _supervisor.Stopping();
        while (_started.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    async Task StartAsync(CancellationToken cancel)
    {
        if (Settings.Sync.DryRun)
        {
            throw new DaemonRefusedException(
                $"Sync:DryRun is on ({_context.Effective["Sync:DryRun"].Origin.Text}), and the daemon is there to do the work: switch it off. `cratehand detect --dry-run` says what would be taken up.");
        }

        Hold(await OnlyDaemonAsync(cancel)); // a second one is refused
        Crate = Hold(await OpenAsync(cancel)); // a damaged or unwritable database is refused
        var web = Hold(await WebHost.StartAsync(this, cancel)); // a port in use is refused before anything is begun
        Address = web.Address;
        Hold(await WorkAsync(cancel)); // a command that is at work here ends first
        _started.Push(new Ends(() => Crate.Workflow.Work.SweepAsync(CancellationToken.None))); // nobody is at work then: the empty folder goes too
        Engine = Hold(await Crate.StartEngineAsync(cancel));
        Checks.Add(new ReadyCheck("engine", _ => Task.FromResult(EngineTrouble())));

        Schedule(Engine);
        await LookFirstAsync(cancel);

        // Watchers have their place here: what they enqueue is worked off from the first moment.
        Hold(new DropWatch(Settings.Drop, () => Crate.Detection.TakesFromDropFolder, Crate.Queue, Engine.Wake, Clock, _log).Start());
        Facts.Add(("library", Settings.Library));
        Facts.Add(("downloads", AcquireCheck.Words(Settings.Acquire)));

        Reload.On("Log:Level", settings => _context.LogLevels.Set(settings.Log.Level));
        Hold(Reload.Start());
        await Engine.FirstLook.WaitAsync(cancel);
        FirstKey = Key.MakeFirst(isSeen: !_context.Environment.ContainsKey("JOURNAL_STREAM")); // now that nothing can keep it from being shown
        _supervisor.Ready(); // the last: systemd starts what waits for us
        _log.LogInformation("Ready on {Address}, data folder {Data}", Address, Settings.Data);
    }

    void Schedule(JobEngine engine)
    {
        engine.Apply(Crate.Schedules.Now);
        Hold(Crate.Schedules.Watch());
        Checks.Add(new ReadyCheck("schedules", Crate.Schedules.TroubleAsync));
        Facts.AddRange(Crate.Schedules.Now.Select(schedule => ("schedule", $"{schedule.Key} {schedule.Timing.Text}, {NextOf(schedule)}")));
        Reload.On("MusicSync:", Change);
        Reload.On("Schedules:", Change);

        void Change(Settings settings)
        {
            Crate.Schedules.Change(settings);
            Crate.Detection.Change(settings); // a run of a schedule that is on must not find itself switched off
            engine.Apply(Crate.Schedules.Now);
        }
    }

    // What is there at the first look is left alone. So it comes with the first start, not when the schedule next falls due:
    // what is liked from now on is new.
    async Task LookFirstAsync(CancellationToken cancel)
    {
        var sync = Crate.Schedules.Now.First(schedule => schedule.Key == DefaultSchedules.MusicSync);
        var isConnected = TasteProviders.SetupsOf(Settings).Any(setup => setup.App is not null || setup.ReadyToken is not null);
        if (isConnected && sync.OffBecause is null && !await Crate.Book.HasAnyAsync(DetectTracks.Kind, cancel))
        {
            var by = new EnqueueOptions(new Trigger(TriggerKind.Schedule, sync.Key));
            await DefaultSchedules.RunNowAsync(sync, Crate.Queue, by, isForced: false, cancel);
            Engine?.Wake();
        }
    }

    string NextOf(Schedule schedule) =>
        schedule.OffBecause ?? (schedule.Timing.Next(Clock.GetUtcNow()) is { } due ? $"next due {due.ToLocalTime():yyyy-MM-dd HH:mm}" : "never due");

    /// <summary>Why the engine is not at work, or <c>null</c> while it is.</summary>
    public string? EngineTrouble() =>
        Engine switch
        {
            _ when _isStopping => "It is stopping.",
            null => "It is starting.",
            { SinceSweep: null } => "It has not looked for work yet.",
            { SinceSweep: { } since } when since > Supervisor.LongestSilence => $"It could not look for work for {since.TotalSeconds:0} s; the log says why.",
            _ => null,
        };

    // Locks, key and socket are files in the data folder, too.
    static DiskException? InWords(Exception wrong, string data) => wrong is DiskException ? null : DiskErrors.Explain(wrong, data, "CRATEHAND_DATA");

    T Hold<T>(T part)
        where T : class
    {
        _started.Push(part as IAsyncDisposable ?? new Ends(() =>
        {
            ((IDisposable)part).Dispose();
            return Task.CompletedTask;
        }));
        return part;
    }

    async Task<FolderLock> OnlyDaemonAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(Settings.Data);
        return FolderLock.TryTakeFile(Path.Combine(Settings.Data, "serve.lock"))
            ?? throw new DaemonRefusedException(
                $"Another `cratehand serve` works on {Settings.Data}{await new DaemonSocket(Settings.Data).WhoAsync(cancel)}. Stop it first, or give this one its own folder: --data.");
    }

    async Task<Crate> OpenAsync(CancellationToken cancel)
    {
        var crate = await Crate.OpenAsync(Settings, Clock, Logs, cancel);
        crate.IdleSweepEvery = IdleSweep;
        await SqliteDatabase.ExamineAsync(crate.Database, cancel);
        Checks.Add(DatabaseReadiness.Check(crate.Database, Settings.Data, Clock));
        return crate;
    }

    async Task<FolderLock> WorkAsync(CancellationToken cancel)
    {
        FolderLock? right;
        for (var looked = 0; (right = Crate.TryLock()) is null; looked++)
        {
            if (looked == 0)
            {
                _log.LogInformation("Another cratehand is at work in {Data}; waiting for it to end", Settings.Data);
            }

            if (looked % 100 == 0) // each ten seconds
            {
                _supervisor.Waiting();
            }

            await Task.Delay(Beat, Clock, cancel);
        }

        return right;
    }

    sealed class Ends(Func<Task> end) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await end();
    }
}

/// <summary>The daemon cannot be started here, or not so; the message names what stands in the way, and the way out.</summary>
public sealed class DaemonRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>One thing that must hold for the daemon to be ready.</summary>
/// <param name="FindTrouble">What is wrong, in words; <c>null</c> if nothing is.</param>
public sealed record ReadyCheck(string Name, Func<CancellationToken, Task<string?>> FindTrouble);
