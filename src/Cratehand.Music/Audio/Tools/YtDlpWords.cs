using System.Text.RegularExpressions;

namespace Cratehand.Music.Audio.Tools;

/// <summary>
/// Sorts what yt-dlp says on standard error: its exit code is 1 whatever went wrong. Most of the words are the sites' own and
/// change with them, so what is not known here is said as it is and tried again. Pure.
/// </summary>
public static partial class YtDlpWords
{
    const int Longest = 300;

    // The first that fits counts: a refusal is told before the "please report this issue" that yt-dlp adds to all it did not expect.
    static readonly (YtDlpTrouble Trouble, string[] Words)[] Known =
    [
        (YtDlpTrouble.DiskFull, ["No space left on device", "Disk quota exceeded"]),
        (YtDlpTrouble.Geo, ["geo restriction", "geo-restrict", "available from your location", "in your country", "in your region", "HTTP Error 451"]),
        (YtDlpTrouble.Drm, ["DRM protected", "DRM-protected", "protected by DRM", "known to use DRM"]),
        (YtDlpTrouble.RateLimited, ["HTTP Error 429", "Too Many Requests", "rate-limited", "rate limit", "not a bot"]),
        (YtDlpTrouble.Blocked, ["members-only", "available to this channel's members", "Join this channel", "Music Premium", "requires payment", "This video is only available to", "copyright grounds",
            "will begin in", "Premieres in", "No video formats found", "Requested format is not available", "Only images are available"]),
        (YtDlpTrouble.Login, ["Sign in", "registered users", "Private video", "This video is private", "login required", "log in", "logged in", "--cookies", "HTTP Error 401", "requires authentication"]),
        (YtDlpTrouble.Gone, ["Video unavailable", "has been removed", "no longer available", "video is not available", "been terminated", "does not exist", "HTTP Error 404", "HTTP Error 410"]),
        (YtDlpTrouble.Unsupported, ["Unsupported URL", "No suitable extractor", "is not a valid URL", "looks like a truncated URL", "Incomplete YouTube ID"]),
        (YtDlpTrouble.Network, ["HTTP Error 5", "HTTP Error 408", "urlopen error", "TransportError", "timed out", "Connection re", "Name or service not known", "name resolution", "IncompleteRead",
            "closed connection", "without response", "SSL", "did not get any data blocks", "unable to resume", "more expected", "Network is unreachable"]),
        (YtDlpTrouble.OutdatedTool, ["Unable to extract", "nsig extraction failed", "player response", "JavaScript runtime", "latest version", "Precondition check failed", "HTTP Error 403", "please report this issue"]),
    ];

    /// <summary>What its standard error comes to.</summary>
    public static YtDlpException Sort(string standardError)
    {
        var lines = standardError.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var line = lines.LastOrDefault(l => l.StartsWith("ERROR:", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "it gave no reason";
        return new YtDlpException(TroubleIn(line), Plain(line));
    }

    static YtDlpTrouble TroubleIn(string line) =>
        Known.FirstOrDefault(k => Array.Exists(k.Words, word => line.Contains(word, StringComparison.OrdinalIgnoreCase))) is { Words: not null } known
            ? known.Trouble
            : YtDlpTrouble.Unknown;

    // "ERROR: [youtube] dQw4w9WgXcQ: Video unavailable; please report …" → "Video unavailable". A link may hold a secret.
    static string Plain(string line)
    {
        var words = Link().Replace(Advice().Replace(Head().Replace(line, ""), ""), "the link").Trim().TrimEnd('.', ';');
        return words.Length <= Longest ? words : words[..Longest] + "…";
    }

    [GeneratedRegex(@"^ERROR:\s*(\[[^\]]*\]\s*(\S+:\s+)?)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Head();

    [GeneratedRegex(@"([;.]?\s*(please report this issue|Use --cookies|You might want to use a VPN|Confirm you are on the latest|\(caused by|See\s+https?:).*)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Advice();

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
