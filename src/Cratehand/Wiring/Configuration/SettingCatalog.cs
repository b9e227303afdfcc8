using static Cratehand.Wiring.Configuration.SettingForm;

namespace Cratehand.Wiring.Configuration;

/// <summary>The settings there are, in the order in which the file and the docs show them.</summary>
public sealed class SettingCatalog(IReadOnlyList<Setting> settings, IReadOnlyList<SettingRule> rules)
{
    const string DefaultShops =
        "Bandcamp=https://bandcamp.com/search?q={artist}%20{title}&item_type=t,Beatport=https://www.beatport.com/search?q={artist}%20{title},Qobuz=https://www.qobuz.com/us-en/search/tracks/{artist}%20{title}";

    static readonly string[] Renditions = ["aiff", "wav", "flac", "alac", "original"];

    /// <summary>Everything that can be set today.</summary>
    public static SettingCatalog Today { get; } = new(
        [
            new("Data", new("~/.local/share/cratehand", DefaultFolders.Data), Folder, "Folder of the database, the log and this file.") { EnvironmentName = "CRATEHAND_DATA", IsInFile = false },
            new("Library", new("~/Music/Cratehand", DefaultFolders.Library), Folder, "Folder in which tracks are filed.") { EnvironmentName = "CRATEHAND_LIBRARY" },
            new("Drop", new("`Cratehand Drop` beside the library", DefaultFolders.Drop), Folder, "Drop folder: music put there is filed.") { EnvironmentName = "CRATEHAND_DROP" },

            new("Tools:Ffmpeg", "ffmpeg", Text, "Name or path of ffmpeg."),
            new("Tools:Ffprobe", "ffprobe", Text, "Name or path of ffprobe."),
            new("Tools:Kid3", "kid3-cli", Text, "Name or path of kid3-cli, which writes tags."),
            new("Tools:Bpm", "bpm", Text, "Name or path of bpm (bpm-tools), a second opinion on the tempo."),
            new("Tools:YtDlp", "yt-dlp", Text, "Name or path of yt-dlp, used only if Acquire:YtDlp says so; it must be younger than Debian's."),
            new("Tools:Crontab", "crontab", Text, "Name or path of crontab, used by `schedules install --cron`."),
            new("Tools:TimeoutSeconds", "600", Whole(1, 86400), "How long ffmpeg or bpm may work on one track, before it is ended; seconds."),

            new("Acquire:Hosts", "", Hosts, "Hosts that files may be fetched from, host[:port] divided by commas; empty: from none."),
            new("Acquire:SoundCloudDownloads", "false", Flag, "Whether originals that their uploaders offer for download on SoundCloud are fetched by its API, with your sign-in there, from the host that it names."),
            new("Acquire:YtDlp", "false", Flag, "Whether yt-dlp may download from music sites that stand in Acquire:Hosts, e.g. youtube.com; whether you may is yours to know."),
            new("Acquire:ConnectTimeoutSeconds", "10", Whole(1, 600), "How long it may take to reach a host; seconds."),
            new("Acquire:StallTimeoutSeconds", "60", Whole(1, 3600), "How long a transfer may stand still; seconds."),
            new("Acquire:MaxMegabytes", "1024", Whole(1, 102400), "The largest file that is fetched; megabytes."),

            new("Acquire:Search", "drop-folder,soundcloud,youtube", ListOf("drop-folder", "soundcloud", "youtube"), "Who is asked for a track whose audio must be found, in order; each only if it is switched on: drop-folder, soundcloud, youtube."),
            new("Acquire:Alternatives", "false", Flag, "Whether a track is looked for elsewhere, too, when a link that you gave holds a mere preview; what you like always is."),

            new("Wanted:Shops", DefaultShops, Shops, "Where the Wanted list links to; {artist} and {title} are put in, and nobody is asked."),

            new("Notion:BaseAddress", "https://api.notion.com", Address, "Where Notion is, without /v1; a stand-in may take its place."),
            new("Notion:Token", "", Token, "The secret of your integration, from notion.so/profile/integrations; empty: Notion is not used.") { IsSecret = true, Aliases = [new("NOTION_TOKEN")] },
            new("Notion:Version", "2026-03-11", OneOf("2025-09-03", "2026-03-11"), "The version of Notion's API that is spoken."),
            new("Notion:RequestsPerSecond", "3", Whole(1, 100), "How many requests go to Notion; one process, in the long run; per second."),

            new("Formats:Lossless", "aiff", ListOf(Renditions), "Formats filed when the original is lossless: aiff, wav, flac, alac, original."),
            new("Formats:Lossy", "original", ListOf(Renditions), "Formats filed when the original is MP3 or AAC."),
            new("Formats:OtherLossy", "aiff", ListOf(Renditions), "Formats filed when the original is Opus, Ogg or WebM, which players refuse."),

            new("Tempo:Min", "70", Whole(20, 400), "The lowest tempo shown; slower ones are doubled; beats per minute."),
            new("Tempo:Max", "190", Whole(20, 400), "The highest tempo shown; faster ones are halved; beats per minute."),
            new("Keys:Notation", "standard", OneOf("standard", "camelot", "openkey"), "How the musical key is written: standard (Am), camelot (8A), openkey (1m)."),

            new("Jobs:Workers", new("one more than the processors, at most 3", scope => Math.Min(scope.Processors + 1, 3).ToString()), Whole(1, 64), "How many jobs run at once; one more than the processors, as some wait for a disk."),
            new("Jobs:MaxAttempts", "5", Whole(1, 20), "How often a job is tried before it is given up."),
            new("Jobs:RetryBaseSeconds", "2", Whole(1, 3600), "Wait after the first failure, growing with each further one; seconds."),
            new("Jobs:RetryMaxSeconds", "300", Whole(1, 86400), "The longest wait between two attempts; seconds."),

            new("Sync:DryRun", "false", Flag, "`sync`, `detect` and `schedules run` only say what would be done, and `serve` does not start. RUN_MODE=DEV, as others set it, means true; PROD and the like mean nothing.") { Aliases = [new("RUN_MODE", DryRunOf)] },

            .. DetectingCatalog.Settings,

            new("Unlike:Policy", "keep", OneOf("keep", "archive", "ask"), "What becomes of a track's files when you take its like back: keep, archive (into .cratehand/archive of the library; undo brings them back), ask (in review)."),
            new("Unlike:Most", "10", Whole(1, 10_000), "How many likes may be taken back between two readings of everything. More at once are taken for a faulty answer or another account, and nothing is done about them."),

            new("Spotify:ClientId", "", Optional, "Client id of your app at developer.spotify.com/dashboard.") { Aliases = [new("SPOTIFY_CLIENT_ID")] },
            new("Spotify:ClientSecret", "", Optional, "Not needed: Spotify's sign-in is by PKCE. Taken, and kept secret, as others set it.") { Aliases = [new("SPOTIFY_CLIENT_SECRET")], IsSecret = true },
            new("Spotify:AccessToken", "", Optional, "A ready access token instead of a sign-in.") { IsSecret = true },
            new("Spotify:BaseAddress", "https://api.spotify.com", Address, "Where Spotify's Web API is."),
            new("Spotify:AccountsAddress", "https://accounts.spotify.com", Address, "Where Spotify signs people in."),

            new("SoundCloud:ClientId", "", Optional, "Client id of your app at soundcloud.com/you/apps."),
            new("SoundCloud:ClientSecret", "", Optional, "Client secret of the same app.") { IsSecret = true },
            new("SoundCloud:AccessToken", "", Optional, "A ready access token instead of a sign-in.") { IsSecret = true },
            new("SoundCloud:Profile", "", Optional, "Your name in soundcloud.com/NAME: without a sign-in, its public likes are read through yt-dlp.") { Aliases = [new("SOUNDCLOUD_PROFILE")] },
            new("SoundCloud:BaseAddress", "https://api.soundcloud.com", Address, "Where SoundCloud's API is."),
            new("SoundCloud:AuthAddress", "https://secure.soundcloud.com", Address, "Where SoundCloud signs people in."),
            new("SoundCloud:ShortAddress", "https://on.soundcloud.com", Address, "Where SoundCloud's short links lead from."),

            new("SignIn:Port", "8765", Whole(0, 65535), "Port of http://127.0.0.1:PORT/callback, the redirect URI to register with an app; 0: any free one."),

            new("Retention:RunDays", "365", Whole(1, 36500), "How long runs are kept that no track in the library came from; days."),
            new("Retention:UndoneDays", "30", Whole(1, 36500), "How long the files of an undone run are kept; days."),

            new("Server:Port", "8463", Whole(0, 65535), "Port of the daemon's pages and API; 0: any free one."),
            new("Server:Address", new("127.0.0.1, in a container 0.0.0.0", ServerAddress), IpAddress, "The address of this machine that the daemon listens on; 0.0.0.0: all of them."),
            new("Server:Hosts", "", Hosts, "Further names by which browsers may reach the daemon, e.g. music.lan; IP addresses and localhost always may."),

            .. ScheduleCatalog.Settings,

            new("Log:Level", "information", OneOf("debug", "information", "warning", "error"), "What goes into the log file: debug, information, warning, error."),
            new("Log:RetainDays", "14", Whole(1, 3650), "How long log files are kept; days."),
        ],
        [
            SettingRule.AtMost("Tempo:Min", "Tempo:Max"),
            SettingRule.AtMost("Jobs:RetryBaseSeconds", "Jobs:RetryMaxSeconds"),
            SettingRule.Apart("Library", "Drop"),
            .. ScheduleCatalog.Rules,
        ]);

    // Who writes true there means it.
    static string? DryRunOf(string mode) =>
        mode.Trim().Equals("DEV", StringComparison.OrdinalIgnoreCase) ? "true" : bool.TryParse(mode, out _) ? mode : null;

    public IReadOnlyList<Setting> Settings { get; } = settings;

    /// <summary>What must hold between settings, asked when each by itself is right.</summary>
    public IReadOnlyList<SettingRule> Rules { get; } = rules;

    /// <summary>The setting of that key, whatever its case, or <c>null</c>.</summary>
    public Setting? Find(string key) => Settings.FirstOrDefault(s => s.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>This catalogue with one setting more.</summary>
    public SettingCatalog With(Setting setting) => new([.. Settings, setting], Rules);

    // Within a container 127.0.0.1 is the container alone: nobody could reach it. The images of .NET set this variable.
    static string ServerAddress(DefaultScope scope) =>
        scope.Environment.GetValueOrDefault("DOTNET_RUNNING_IN_CONTAINER") == "true" ? "0.0.0.0" : "127.0.0.1";
}
