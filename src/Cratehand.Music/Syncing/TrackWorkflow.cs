using Cratehand.Jobs;
using Cratehand.Music.Audio;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Libraries;
using Cratehand.Music.Sources.SoundCloud;
using Cratehand.Music.Sources.Spotify;
using Cratehand.Music.Store;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Syncing.Finding;
using Cratehand.Music.Syncing.Reviewing;
using Cratehand.Music.Syncing.Steps;
using Cratehand.Music.Syncing.Wanting;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing;

/// <summary>What the owner has settled about filing tracks.</summary>
/// <param name="Library">The library folder, absolute.</param>
/// <param name="Policy">Which hosts may be fetched from. By default none.</param>
public sealed record SyncOptions(string Library, AddressPolicy Policy)
{
    public ToolOptions Tools { get; init; } = new();

    public FetchOptions Fetch { get; init; } = new();

    /// <summary>Whether yt-dlp may be used, for the hosts that <see cref="Policy"/> allows. Default no.</summary>
    public bool YtDlp { get; init; }

    /// <summary>Whether originals that SoundCloud's uploaders offer may be downloaded by its API. Default no.</summary>
    public bool SoundCloudDownloads { get; init; }

    /// <summary>Where on.soundcloud.com is.</summary>
    public Uri SoundCloudShort { get; init; } = new("https://on.soundcloud.com");

    public FormatOptions Formats { get; init; } = new();

    public TempoRange Tempo { get; init; } = new();

    /// <summary>How the musical key is written into tags. Default standard.</summary>
    public KeyNotation Notation { get; init; } = KeyNotation.Standard;

    /// <summary>The drop folder, absolute; <c>null</c>: there is none.</summary>
    public string? Drop { get; init; }

    /// <summary>Who is asked for a track that is wanted, in order; see <see cref="ICandidateOrigin.Name"/>. Default all.</summary>
    public IReadOnlyList<string> Search { get; init; } = ["drop-folder", "soundcloud", "youtube"];

    /// <summary>Whether the track is looked for elsewhere, too, when a link that a person gave is a mere preview. Default no.</summary>
    public bool LooksElsewhere { get; init; }
}

/// <summary>The clients of the services that may be asked about a track; each made when first asked for.</summary>
/// <param name="Spotify">Says who a link is.</param>
/// <param name="SoundCloud">Searches; <c>null</c>: not set up.</param>
public sealed record SyncClients(Func<SpotifyClient> Spotify, Func<SoundCloudClient?> SoundCloud);

/// <summary>The track workflow, put together: one place says what is made of what.</summary>
public sealed class TrackWorkflow : IDisposable
{
    readonly SyncOptions _options;
    readonly Orphans _orphans;
    readonly MediaHttp _http;

    public TrackWorkflow(CrateDatabase database, SyncOptions options, SyncClients clients, JobQueue queue, TimeProvider clock)
    {
        _options = options;
        _orphans = new Orphans(clock);
        _http = new MediaHttp(options.Policy, options.Fetch);
        var jobs = new JobBook(database.Source);
        var tools = new AudioTools(options.Tools, new ToolRunner(clock));
        Library = new FolderLibrary(database, jobs, options.Library, clock);
        Work = new WorkFolders(options.Library, jobs);
        Wishes = new Wishes(database, clock);
        Reviews = new Reviews(database, queue, Wishes, clock);
        Sites = new SiteFetcher(tools.YtDlp(options.Fetch), options.YtDlp, options.Policy, options.Fetch, new Cooldowns(database, clock), clock);
        Steps = Put(database, tools, clients, clock);
    }

    public FolderLibrary Library { get; }

    public WorkFolders Work { get; }

    /// <summary>The Wanted list.</summary>
    public Wishes Wishes { get; }

    /// <summary>The review lane.</summary>
    public Reviews Reviews { get; }

    /// <summary>Music sites, by yt-dlp: they may be searched and their lists read, where they are switched on.</summary>
    public SiteFetcher Sites { get; }

    public SyncSteps Steps { get; }

    /// <summary>A worker for one attempt.</summary>
    public Worker<SyncTrack, Receipt> Worker() => new PatientWorker(new SyncTrackWorker(Steps), Library);

    /// <summary>Before the engine starts, under the lock: ends the processes that a killed run left behind.</summary>
    public Task<IReadOnlyList<Orphan>> EndOrphansAsync(CancellationToken cancel) => _orphans.EndAllAsync(Work.Mark, cancel);

    public void Dispose() => _http.Dispose();

    SyncSteps Put(CrateDatabase database, AudioTools tools, SyncClients clients, TimeProvider clock)
    {
        var shorts = new ShortLinks(_http, _options.Fetch, clock, _options.SoundCloudShort);
        var originals = new SoundCloudOriginals(_options.SoundCloudDownloads, clients.SoundCloud, _options.Policy, _options.Fetch, clock);
        var matches = new LibraryMatches(Library);
        var check = new CheckLibrary(Library);
        var shelve = new ShelveFiles(Library, check, clock);
        return new(
            Work,
            new ResolveInput(shorts, Sites, originals, clients.Spotify),
            check,
            new FindCandidate(database, matches, check, Origins(tools, originals, clients), Reviews, Wishes, _options.LooksElsewhere),
            new AcquireAudio(new MediaFetcher(_http, _options.Fetch, clock), Sites, originals, shorts),
            new VerifyAudio(tools),
            new RenderAudio(tools, _options.Formats, new Verification(), _options.Tempo),
            new AnalyseAudio(),
            new TagFiles(tools, _options.Notation),
            shelve,
            new SettleTrack(database, matches, check, shelve, Wishes, Reviews));
    }

    List<ICandidateOrigin> Origins(AudioTools tools, SoundCloudOriginals originals, SyncClients clients)
    {
        ICandidateOrigin[] all =
        [
            .. _options.Drop is { } drop ? [new DropFolderOrigin(drop, tools)] : Array.Empty<ICandidateOrigin>(),
            new SoundCloudOrigin(Sites, originals, clients.SoundCloud),
            new YouTubeOrigin(Sites),
        ];
        return [.. _options.Search.SelectMany(name => all.Where(origin => origin.Name == name))];
    }
}
