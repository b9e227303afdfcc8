using Cratehand.Jobs;
using Cratehand.Music.Detecting;
using Cratehand.Music.Sources;
using Cratehand.Music.Sources.DropFolder;
using Cratehand.Music.Sources.SoundCloud;
using Cratehand.Music.Sources.Spotify;
using Cratehand.Music.Sources.YouTube;
using Cratehand.Music.Store;
using Cratehand.Music.Syncing;
using Cratehand.Music.Tracks;
using Cratehand.Wiring.Configuration;
using Microsoft.Extensions.Logging;

namespace Cratehand.Wiring;

/// <summary>Detection, put together as the owner's settings want it. The providers are opened when first asked for.</summary>
public sealed class DetectionWorkflow
{
    const int LongestList = 5_000;

    readonly Settings _settings;
    readonly CrateDatabase _database;
    readonly TimeProvider _clock;
    readonly ILoggerFactory _logs;
    readonly Lazy<TasteProviders> _taste;
    readonly Lazy<Lookout> _lookout;

    public DetectionWorkflow(
        Settings settings, CrateDatabase database, Lazy<TasteProviders> taste, TrackWorkflow tracks, TimeProvider clock, ILoggerFactory logs)
    {
        (_settings, _database, _taste, _clock, _logs) = (settings, database, taste, clock, logs);
        Options = OptionsOf(settings);
        Book = new DetectionBook(database);
        _lookout = new(() => new Lookout(Sources(tracks), Book, Options, clock));
    }

    public DetectingOptions Options { get; private set; }

    /// <summary>Whether a detection that nobody asked for takes up what is dropped.</summary>
    public bool TakesFromDropFolder => Options.IsEnabled && FallbackChain.Levels(Options, wantsBacklog: false).Contains(SourceNames.DropFolder);

    public DetectionBook Book { get; }

    /// <summary>Takes over whether the music sync is on; the rest holds after a restart.</summary>
    public void Change(Settings settings) => Options = Options with { IsEnabled = settings.MusicSync.Enabled };

    /// <summary>A worker for one attempt.</summary>
    public Worker<DetectTracks, DetectionReport> Worker()
    {
        var jobs = new JobBook(_database.Source);
        return new DetectTracksWorker(
            new Settling(_database, jobs, Options.Unpacked, _clock), _lookout.Value,
            new TakeUp(new JobQueue(_database.Source, _clock, _logs), Options, _clock), Book, Options, _clock, _logs.CreateLogger<DetectTracksWorker>());
    }

    /// <summary>What a detection would do now.</summary>
    public Task<DetectionReport> RehearseAsync(DetectTracks args, CancellationToken cancel) =>
        new Rehearsal(_lookout.Value, Book, Options, _clock).RunAsync(args, cancel);

    /// <summary>Those of the sources that are looked at whose last look failed, in the order of the chain.</summary>
    public async Task<IReadOnlyList<SourceState>> InTroubleAsync(CancellationToken cancel)
    {
        var states = await Book.SourcesAsync(cancel);
        return [.. FallbackChain.Levels(Options, wantsBacklog: false).Select(states.GetValueOrDefault).OfType<SourceState>().Where(state => state.Trouble is not null)];
    }

    IReadOnlyList<ISource> Sources(TrackWorkflow tracks)
    {
        ListLink? list = tracks.Sites.IsOn ? (link, cancel) => ListAsync(tracks, link, cancel) : null;
        var (taste, at) = (_taste.Value, _settings.Detecting);
        var drop = new DropOptions(_settings.Drop, Options.Unpacked!, TimeSpan.FromSeconds(at.DropFolder.SettleSeconds));
        return
        [
            new SpotifySavedSource(taste.Spotify),
            new SpotifyPlaylistsSource(taste.Spotify, new(at.SpotifyPlaylists.Names, "CRATEHAND__DETECTING__SPOTIFY_PLAYLISTS__NAMES")),
            new SpotifyPlayingSource(taste.Spotify),
            new SpotifyRecentSource(taste.Spotify),
            new SoundCloudLikesSource(taste.SoundCloud, IsSignedInAsync, _settings.SoundCloud.Profile, list),
            new SoundCloudPlaylistsSource(taste.SoundCloud, new(at.SoundCloudPlaylists.Names, "CRATEHAND__DETECTING__SOUNDCLOUD_PLAYLISTS__NAMES")),
            new SoundCloudRecentSource(taste.SoundCloud),
            new YouTubePlaylistsSource(at.YouTubePlaylists.Links, list),
            new DropFolderSource(drop, _clock),
        ];
    }

    static async Task<FlatList> ListAsync(TrackWorkflow tracks, string text, CancellationToken cancel)
    {
        var link = TrackLink.Parse(text) ?? throw new SourceOffException($"{text} is no link: set it to the address of a playlist.");
        var entries = await tracks.Sites.ListAsync(link, LongestList, tracks.Work.Mark + "detection", cancel);
        var linked = entries.Where(e => e.Link is not null).Select(e => new FlatEntry(
            e.Id.Length > 0 ? e.Id : null, e.Link!, e.Title, e.Uploader ?? e.Channel, e.Seconds is { } s ? TimeSpan.FromSeconds(s) : null));
        return new([.. linked], IsCut: entries.Count >= LongestList);
    }

    async Task<bool> IsSignedInAsync(CancellationToken cancel) =>
        _settings.SoundCloud.AccessToken is not null
        || await _taste.Value.Tokens.FindAsync(_taste.Value.SoundCloudAccount.Setup.Terms.Provider, cancel) is { EndedBecause: null };

    static DetectingOptions OptionsOf(Settings settings) =>
        new()
        {
            IsEnabled = settings.MusicSync.Enabled,
            Mode = Enum.Parse<ChainMode>(settings.Detecting.Mode, ignoreCase: true),
            Chain = settings.Detecting.Chain,
            PerRun = settings.Detecting.PerRun,
            Tries = settings.Detecting.Tries,
            ReconcileEvery = TimeSpan.FromHours(settings.Detecting.ReconcileHours),
            MostUnlikes = settings.Unlike.Most,
            Unpacked = Path.Combine(settings.Data, "unpacked"),
            Levels = LevelsOf(settings.Detecting),
        };

    static Dictionary<string, LevelOptions> LevelsOf(DetectingSettings at) =>
        new()
        {
            [SourceNames.SpotifySaved] = Level(at.SpotifySaved),
            [SourceNames.SpotifyPlaylists] = Level(at.SpotifyPlaylists.Limit, at.SpotifyPlaylists.TimeoutSeconds, at.SpotifyPlaylists.CooldownSeconds),
            [SourceNames.SpotifyPlaying] = Level(at.SpotifyPlaying),
            [SourceNames.SpotifyRecent] = Level(at.SpotifyRecent),
            [SourceNames.SoundCloudLikes] = Level(at.SoundCloudLikes),
            [SourceNames.SoundCloudPlaylists] = Level(at.SoundCloudPlaylists.Limit, at.SoundCloudPlaylists.TimeoutSeconds, at.SoundCloudPlaylists.CooldownSeconds),
            [SourceNames.SoundCloudRecent] = Level(at.SoundCloudRecent),
            [SourceNames.YouTubePlaylists] = Level(at.YouTubePlaylists.Limit, at.YouTubePlaylists.TimeoutSeconds, at.YouTubePlaylists.CooldownSeconds),
            [SourceNames.DropFolder] = Level(at.DropFolder.Limit, at.DropFolder.TimeoutSeconds, at.DropFolder.CooldownSeconds),
            [SourceNames.Backlog] = new() { Limit = at.Backlog.Limit },
        };

    static LevelOptions Level(SourceSettings at) => Level(at.Limit, at.TimeoutSeconds, at.CooldownSeconds);

    static LevelOptions Level(PlaysSettings at) => Level(at.Limit, at.TimeoutSeconds, at.CooldownSeconds) with { Plays = at.Plays };

    static LevelOptions Level(int limit, int timeout, int cooldown) =>
        new() { Limit = limit, Timeout = TimeSpan.FromSeconds(timeout), Cooldown = TimeSpan.FromSeconds(cooldown) };
}
