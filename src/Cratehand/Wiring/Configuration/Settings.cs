namespace Cratehand.Wiring.Configuration;

/// <summary>
/// The settings as the program uses them. A property's path is its key in the <see cref="SettingCatalog"/>, where defaults, units
/// and limits are written; <see cref="SettingsBinder"/> fills it.
/// </summary>
public sealed record Settings
{
    public required string Data { get; init; }

    public required string Library { get; init; }

    public required string Drop { get; init; }

    public required ToolSettings Tools { get; init; }

    public required AcquireSettings Acquire { get; init; }

    public required WantedSettings Wanted { get; init; }

    public required NotionSettings Notion { get; init; }

    public required FormatSettings Formats { get; init; }

    public required TempoSettings Tempo { get; init; }

    public required KeySettings Keys { get; init; }

    public required JobSettings Jobs { get; init; }

    public required SyncSettings Sync { get; init; }

    public required MusicSyncSettings MusicSync { get; init; }

    public required DetectingSettings Detecting { get; init; }

    public required UnlikeSettings Unlike { get; init; }

    public required SpotifySettings Spotify { get; init; }

    public required SoundCloudSettings SoundCloud { get; init; }

    public required SignInSettings SignIn { get; init; }

    public required RetentionSettings Retention { get; init; }

    public required ServerSettings Server { get; init; }

    public required ScheduleSettings Schedules { get; init; }

    public required NoticeSettings Notices { get; init; }

    public required LogSettings Log { get; init; }
}

public sealed record ToolSettings(string Ffmpeg, string Ffprobe, string Kid3, string Bpm, string YtDlp, string Crontab, int TimeoutSeconds);

public sealed record AcquireSettings(IReadOnlyList<string> Hosts, bool SoundCloudDownloads, bool YtDlp, IReadOnlyList<string> Search, bool Alternatives, int ConnectTimeoutSeconds, int StallTimeoutSeconds, int MaxMegabytes);

/// <param name="Shops">See Music/Syncing/Wanting/ShopLinks.</param>
public sealed record WantedSettings(IReadOnlyList<string> Shops);

/// <param name="Token"><c>null</c>: Notion is not used.</param>
public sealed record NotionSettings(Uri BaseAddress, Secret? Token, string Version, int RequestsPerSecond);

public sealed record FormatSettings(IReadOnlyList<string> Lossless, IReadOnlyList<string> Lossy, IReadOnlyList<string> OtherLossy);

public sealed record TempoSettings(int Min, int Max);

public sealed record KeySettings(string Notation);

public sealed record JobSettings(int Workers, int MaxAttempts, int RetryBaseSeconds, int RetryMaxSeconds);

public sealed record SyncSettings(bool DryRun);

/// <param name="Policy">See Music/Syncing/Unliking/UnlikePolicy.</param>
/// <param name="Most">See Music/Detecting/DetectingOptions.</param>
public sealed record UnlikeSettings(string Policy, int Most);

/// <param name="ClientId">Empty: nobody can sign in.</param>
public sealed record SpotifySettings(Uri BaseAddress, Uri AccountsAddress, string ClientId, Secret? ClientSecret, Secret? AccessToken);

/// <inheritdoc cref="SpotifySettings"/>
public sealed record SoundCloudSettings(Uri BaseAddress, Uri AuthAddress, Uri ShortAddress, string ClientId, Secret? ClientSecret, Secret? AccessToken, string Profile);

public sealed record SignInSettings(int Port);

public sealed record RetentionSettings(int RunDays, int UndoneDays);

/// <param name="Port">0: any free one.</param>
/// <param name="Hosts">Names beside localhost and IP addresses.</param>
public sealed record ServerSettings(int Port, string Address, IReadOnlyList<string> Hosts);

public sealed record LogSettings(string Level, int RetainDays);

/// <param name="Schedule">Empty: see the interval.</param>
/// <param name="Interval">Seconds, or empty; see <see cref="ScheduleCatalog.MusicSync"/> for what holds.</param>
public sealed record MusicSyncSettings(bool Enabled, string Schedule, string Interval);

public sealed record ScheduleSettings(
    string Zone, string LibraryScan, int MinimumSeconds, int JitterSeconds, string Overlap, string Missed, int BackOffMaxSeconds, int IncidentAfter);

/// <param name="PingUrl"><c>null</c>: nobody is told.</param>
public sealed record NoticeSettings(Secret? PingUrl, int PingTimeoutSeconds);
