using Cratehand.Data.Sqlite;
using Cratehand.Jobs;
using Cratehand.Music.Audio;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Libraries;
using Cratehand.Music.Libraries.Scanning;
using Cratehand.Music.Libraries.Undoing;
using Cratehand.Music.Sources.SoundCloud;
using Cratehand.Music.Store;
using Cratehand.Music.Syncing;
using Cratehand.Music.Syncing.Steps;
using Cratehand.Music.Syncing.Unliking;
using Cratehand.Music.Tracks;
using Cratehand.Wiring.Configuration;
using Cratehand.Wiring.Scheduling;
using Microsoft.Extensions.Logging;

namespace Cratehand.Wiring;

/// <summary>A data folder, opened: its database, and the workflow as the owner's settings want it.</summary>
public sealed class Crate : IDisposable
{
    readonly Settings _settings;
    readonly TimeProvider _clock;
    readonly ILoggerFactory _logs;
    readonly Lazy<TasteProviders> _taste;

    Crate(Settings settings, TimeProvider clock, ILoggerFactory logs)
    {
        _settings = settings;
        _clock = clock;
        _logs = logs;
        Database = SqliteDatabase.In(settings.Data);
        Book = new JobBook(Database.Source);
        Queue = new JobQueue(Database.Source, clock, logs);
        _taste = new(() => new TasteProviders(settings, Database, clock, logs));
        Workflow = new TrackWorkflow(Database, OptionsOf(settings), new SyncClients(() => _taste.Value.Spotify, SoundCloud), Queue, clock);
        Detection = new DetectionWorkflow(settings, Database, _taste, Workflow, clock, logs);
        Schedules = new CrateSchedules(settings, Database, clock, logs);
    }

    public CrateDatabase Database { get; }

    public JobBook Book { get; }

    public JobQueue Queue { get; }

    public TrackWorkflow Workflow { get; }

    public DetectionWorkflow Detection { get; }

    /// <summary>What happens by time. An engine fires them once it is told to: <c>engine.Apply(crate.Schedules.Now)</c>.</summary>
    public CrateSchedules Schedules { get; }

    /// <summary>See <see cref="JobsOptions.IdleSweepEvery"/>; who wakes the engine can let it look seldom.</summary>
    public TimeSpan? IdleSweepEvery { get; set; }

    /// <summary>Opens it, and makes what is not there yet.</summary>
    public static async Task<Crate> OpenAsync(Settings settings, TimeProvider clock, ILoggerFactory logs, CancellationToken cancel)
    {
        Directory.CreateDirectory(settings.Data);
        var crate = new Crate(settings, clock, logs);
        await SqliteDatabase.UpgradeAsync(crate.Database, cancel);
        return crate;
    }

    /// <summary>Opens it for reading; <c>null</c> if nothing was ever done there.</summary>
    public static async Task<Crate?> OpenExistingAsync(Settings settings, TimeProvider clock, ILoggerFactory logs, CancellationToken cancel) =>
        File.Exists(Path.Combine(settings.Data, SqliteDatabase.FileName)) ? await OpenAsync(settings, clock, logs, cancel) : null;

    /// <summary>The way to a daemon that works here.</summary>
    public DaemonSocket Daemon => new(_settings.Data);

    /// <summary>The right to work here, or <c>null</c> while another process has it.</summary>
    public FolderLock? TryLock() => FolderLock.TryTake(_settings.Data);

    /// <summary>An engine for this crate; the caller holds the lock.</summary>
    public async Task<JobEngine> StartEngineAsync(CancellationToken cancel)
    {
        var log = _logs.CreateLogger("Cratehand.Crate");
        foreach (var orphan in await Workflow.EndOrphansAsync(cancel))
        {
            log.LogWarning("Ended {Command} ({Pid}), left behind by a run that was killed", orphan.Command, orphan.Pid);
        }

        if (_settings.Acquire.YtDlp)
        {
            log.LogWarning("yt-dlp is switched on, for {Hosts}: what it downloads is for you to answer for", string.Join(", ", _settings.Acquire.Hosts.DefaultIfEmpty("no host yet")));
        }

        if (await SqliteDatabase.MendFiringsAsync(_settings.Data, cancel))
        {
            log.LogWarning("{File} was damaged and is made anew; nothing was lost with it", SqliteDatabase.FiringsFileName);
        }

        await Workflow.Library.IndexAsync(cancel);
        var engine = new JobEngine(EngineOptions(), _clock, new Random(), _logs)
            .Register(Workflow.Worker, Retry())
            .Register(Detection.Worker, Retry())
            .Register(() => new ScanLibraryWorker(new LibraryScan(Database, Workflow.Library, _clock)), Retry())
            .Register(() => new UndoRunWorker(new RunUndo(Database, Workflow.Library, _clock), new EntryArchive(Database, Workflow.Library, _clock)), Retry())
            .Register(() => new UnlikeTrackWorker(Database, Workflow.Library, Workflow.Wishes, Workflow.Reviews, new EntryArchive(Database, Workflow.Library, _clock), Unlikes, _clock), Retry());
        await engine.RescueAsync(cancel);
        await Workflow.Work.SweepAsync(cancel); // after the rescue, so that every job's state is true; before the first attempt
        await engine.StartAsync(cancel);
        return engine;
    }

    /// <summary>Ends what a killed process left running, on record and on disk; the caller holds the lock.</summary>
    public async Task TidyAsync(CancellationToken cancel)
    {
        await Workflow.EndOrphansAsync(cancel);
        await using (var engine = new JobEngine(EngineOptions(), _clock, new Random(), _logs))
        {
            await engine.RescueAsync(cancel);
        }

        await Workflow.Work.SweepAsync(cancel);
    }

    public void Dispose()
    {
        Schedules.Dispose();
        Workflow.Dispose();
        if (_taste.IsValueCreated)
        {
            _taste.Value.Dispose();
        }
    }

    UnlikePolicy Unlikes => Enum.Parse<UnlikePolicy>(_settings.Unlike.Policy, ignoreCase: true);

    SoundCloudClient? SoundCloud() =>
        _settings.SoundCloud.AccessToken is null && _settings.SoundCloud.ClientId.Length == 0 ? null : _taste.Value.SoundCloud;

    JobsOptions EngineOptions() =>
        new()
        {
            Database = Database.Source,
            Firings = Database.Firings,
            Workers = _settings.Jobs.Workers,
            SweepEvery = TimeSpan.FromMilliseconds(500),
            IdleSweepEvery = IdleSweepEvery,
            AttemptEnded = job => Workflow.Work.ClearAsync(job, CancellationToken.None),
            Daily = new Retention(Database, Workflow.Library, Keep(), _clock).SweepAsync,
        };

    RetryPolicy Retry() =>
        new(
            _settings.Jobs.MaxAttempts, TimeSpan.FromSeconds(_settings.Jobs.RetryBaseSeconds),
            TimeSpan.FromSeconds(_settings.Jobs.RetryMaxSeconds), RetryPolicy.Default.Jitter);

    RetentionOptions Keep() => new(TimeSpan.FromDays(_settings.Retention.RunDays), TimeSpan.FromDays(_settings.Retention.UndoneDays));

    static SyncOptions OptionsOf(Settings settings) =>
        new(settings.Library, new AddressPolicy(settings.Acquire.Hosts))
        {
            Tools = new ToolOptions
            {
                Ffmpeg = settings.Tools.Ffmpeg, Ffprobe = settings.Tools.Ffprobe, Kid3 = settings.Tools.Kid3, Bpm = settings.Tools.Bpm,
                YtDlp = settings.Tools.YtDlp,
                RenderTimeout = TimeSpan.FromSeconds(settings.Tools.TimeoutSeconds),
            },
            YtDlp = settings.Acquire.YtDlp,
            SoundCloudDownloads = settings.Acquire.SoundCloudDownloads,
            SoundCloudShort = settings.SoundCloud.ShortAddress,
            Fetch = new FetchOptions
            {
                ConnectTimeout = TimeSpan.FromSeconds(settings.Acquire.ConnectTimeoutSeconds),
                StallTimeout = TimeSpan.FromSeconds(settings.Acquire.StallTimeoutSeconds),
                MaxBytes = settings.Acquire.MaxMegabytes * 1_000_000L,
            },
            Formats = new FormatOptions
            {
                Lossless = settings.Formats.Lossless, Lossy = settings.Formats.Lossy, OtherLossy = settings.Formats.OtherLossy,
            },
            Drop = settings.Drop,
            Search = settings.Acquire.Search,
            LooksElsewhere = settings.Acquire.Alternatives,
            Tempo = new TempoRange(settings.Tempo.Min, settings.Tempo.Max),
            Notation = Enum.Parse<KeyNotation>(settings.Keys.Notation, ignoreCase: true),
        };
}
