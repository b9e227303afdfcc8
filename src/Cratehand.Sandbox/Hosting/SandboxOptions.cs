namespace Cratehand.Sandbox.Hosting;

/// <summary>How a sandbox starts. Every default suits an owner who types <c>cratehand sandbox</c>.</summary>
public sealed record SandboxOptions
{
    /// <summary>Ports by stand-in name, and <c>control</c>; a name that is missing gets any free port.</summary>
    public IReadOnlyDictionary<string, int> Ports { get; init; } = new Dictionary<string, int>();

    /// <summary>Loaded at start when it exists, written at an orderly stop. Null keeps everything in memory.</summary>
    public string? StateFile { get; init; }

    /// <summary>Names of strictness rules (<see cref="Rules"/>) that are switched off.</summary>
    public IReadOnlyList<string> RulesOff { get; init; } = [];

    /// <summary>Set: the clock stands at this moment and moves only by <c>advance</c>. Null: it runs with the wall clock.</summary>
    public DateTimeOffset? FrozenAt { get; init; }

    /// <summary>The bearer token that the Notion stand-in accepts.</summary>
    public string NotionToken { get; init; } = "ntn_sandbox0000000000000000000000000000000000000000";

    /// <summary>The ready access token that the Spotify stand-in accepts without a sign-in.</summary>
    public string SpotifyToken { get; init; } = "BQsandbox-spotify-access-token";

    /// <summary>The ready access token that the SoundCloud stand-in accepts without a sign-in.</summary>
    public string SoundCloudToken { get; init; } = "2-sandbox-soundcloud-access-token";

    /// <summary>Requests that one Notion connection may make in 60 s. The real figure depends on the plan and is not published.</summary>
    public int NotionRequestsPerMinute { get; init; } = 180;

    /// <summary>Whether the seeded databases hold example rows, or only their columns.</summary>
    public bool WithExamples { get; init; } = true;

    /// <summary>The program that encodes the media host's FLAC, MP3, M4A and Opus; WAV needs none. Default: <c>ffmpeg</c> from the path.</summary>
    public string Ffmpeg { get; init; } = "ffmpeg";

    /// <summary>Where made music is kept between runs, so that it is made once. Default: in the system's temporary folder.</summary>
    public string MediaFolder { get; init; } = Path.Combine(Path.GetTempPath(), $"cratehand-sandbox-media-1-{Environment.UserName}");
}
