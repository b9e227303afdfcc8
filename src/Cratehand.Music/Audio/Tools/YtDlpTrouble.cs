namespace Cratehand.Music.Audio.Tools;

/// <summary>Why yt-dlp gave nothing.</summary>
public enum YtDlpTrouble
{
    /// <summary>Protected; it is never circumvented.</summary>
    Drm,

    /// <summary>Not for this country.</summary>
    Geo,

    /// <summary>Removed.</summary>
    Gone,

    /// <summary>For members or buyers, not begun yet, or without audio that can be had.</summary>
    Blocked,

    /// <summary>The site wants fewer requests from here, or takes us for a machine.</summary>
    RateLimited,

    /// <summary>Only for who is signed in.</summary>
    Login,

    /// <summary>Weather.</summary>
    Network,

    /// <summary>yt-dlp knows no way to such a link.</summary>
    Unsupported,

    /// <summary>The site has changed since this yt-dlp was made.</summary>
    OutdatedTool,

    /// <summary>No room for the download.</summary>
    DiskFull,

    /// <summary>Words nobody has sorted yet.</summary>
    Unknown,
}

/// <summary>yt-dlp gave nothing.</summary>
/// <param name="words">Its own last words, without the link.</param>
public sealed class YtDlpException(YtDlpTrouble trouble, string words) : Exception($"yt-dlp: {words}")
{
    public YtDlpTrouble Trouble { get; } = trouble;

    /// <summary>As it said it.</summary>
    public string Words { get; } = words;
}
