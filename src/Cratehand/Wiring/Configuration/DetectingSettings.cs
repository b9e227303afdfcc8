namespace Cratehand.Wiring.Configuration;

/// <summary>What is settled about detection; see <see cref="DetectingCatalog"/>.</summary>
public sealed record DetectingSettings
{
    public required string Mode { get; init; }

    /// <summary>Empty: that of the mode.</summary>
    public required IReadOnlyList<string> Chain { get; init; }

    public required int PerRun { get; init; }

    public required int Tries { get; init; }

    public required int ReconcileHours { get; init; }

    public required SourceSettings SpotifySaved { get; init; }

    public required ListsSettings SpotifyPlaylists { get; init; }

    public required PlaysSettings SpotifyPlaying { get; init; }

    public required PlaysSettings SpotifyRecent { get; init; }

    public required SourceSettings SoundCloudLikes { get; init; }

    public required ListsSettings SoundCloudPlaylists { get; init; }

    public required PlaysSettings SoundCloudRecent { get; init; }

    public required LinksSettings YouTubePlaylists { get; init; }

    public required DropSettings DropFolder { get; init; }

    public required BacklogSettings Backlog { get; init; }
}

public sealed record SourceSettings(int Limit, int TimeoutSeconds, int CooldownSeconds);

public sealed record ListsSettings(int Limit, int TimeoutSeconds, int CooldownSeconds, IReadOnlyList<string> Names);

public sealed record PlaysSettings(int Limit, int TimeoutSeconds, int CooldownSeconds, int Plays);

public sealed record LinksSettings(int Limit, int TimeoutSeconds, int CooldownSeconds, IReadOnlyList<string> Links);

public sealed record DropSettings(int Limit, int TimeoutSeconds, int CooldownSeconds, int SettleSeconds);

public sealed record BacklogSettings(int Limit);
