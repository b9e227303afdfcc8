using Cratehand.Jobs;
using Cratehand.Music.Audio;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Libraries;
using Cratehand.Music.Store;
using Cratehand.Music.Syncing.Steps;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing;

/// <summary>What the owner has settled about filing tracks.</summary>
/// <param name="Library">The library folder, absolute.</param>
/// <param name="Policy">Which hosts may be fetched from. By default none.</param>
public sealed record SyncOptions(string Library, AddressPolicy Policy)
{
    public ToolOptions Tools { get; init; } = new();

    public FetchOptions Fetch { get; init; } = new();

    public FormatOptions Formats { get; init; } = new();

    public TempoRange Tempo { get; init; } = new();

    /// <summary>How the musical key is written into tags. Default standard.</summary>
    public KeyNotation Notation { get; init; } = KeyNotation.Standard;
}

/// <summary>The track workflow, put together: one place says what is made of what.</summary>
public sealed class TrackWorkflow : IDisposable
{
    readonly SyncOptions _options;
    readonly Orphans _orphans;
    readonly MediaHttp _http;

    public TrackWorkflow(CrateDatabase database, SyncOptions options, TimeProvider clock)
    {
        _options = options;
        _orphans = new Orphans(clock);
        _http = new MediaHttp(options.Policy, options.Fetch);
        var jobs = new JobBook(database.Source);
        var tools = new AudioTools(options.Tools, new ToolRunner(clock));
        Library = new FolderLibrary(database, jobs, options.Library, clock);
        Work = new WorkFolders(options.Library, jobs);
        Steps = Put(tools, new MediaFetcher(_http, options.Fetch, clock), new CheckLibrary(Library), clock);
    }

    public FolderLibrary Library { get; }

    public WorkFolders Work { get; }

    public SyncSteps Steps { get; }

    /// <summary>A worker for one attempt.</summary>
    public Worker<SyncTrack, Receipt> Worker() => new PatientWorker(new SyncTrackWorker(Steps), _options.Library);

    /// <summary>Before the engine starts, under the lock: ends the processes that a killed run left behind.</summary>
    public Task<IReadOnlyList<Orphan>> EndOrphansAsync(CancellationToken cancel) => _orphans.EndAllAsync(Work.Mark, cancel);

    public void Dispose() => _http.Dispose();

    SyncSteps Put(AudioTools tools, MediaFetcher fetcher, CheckLibrary check, TimeProvider clock) =>
        new(
            Work,
            new ResolveInput(),
            check,
            new AcquireAudio(fetcher),
            new VerifyAudio(tools),
            new RenderAudio(tools, _options.Formats, new Verification(), _options.Tempo),
            new AnalyseAudio(),
            new TagFiles(tools, _options.Notation),
            new ShelveFiles(Library, check, clock));
}
