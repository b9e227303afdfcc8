using Cratehand.Jobs;
using Cratehand.Music.Audio.Tools;

namespace Cratehand.Music.Audio.Fetching;

/// <summary>What yt-dlp's troubles mean for the owner: never, or again. Pure.</summary>
static class SiteAnswer
{
    static readonly TimeSpan FirstRest = TimeSpan.FromMinutes(5);
    static readonly TimeSpan LongestRest = TimeSpan.FromHours(6);

    /// <summary>How long a site is left alone; yt-dlp does not pass on what the site asked for.</summary>
    /// <param name="strikes">How often in a row it has said so before.</param>
    public static TimeSpan Rest(int strikes)
    {
        var minutes = FirstRest.TotalMinutes * Math.Pow(2, Math.Min(strikes, 20));
        return TimeSpan.FromMinutes(Math.Min(minutes, LongestRest.TotalMinutes));
    }

    /// <summary>The exception that tells the worker what to do about it; the words say what the owner can do.</summary>
    public static Exception Meaning(YtDlpException said, string host) =>
        said.Trouble switch
        {
            YtDlpTrouble.Drm => Refused(FetchRefusal.Drm, $"{host} protects this track against copying (DRM), which is respected: look for another copy, or buy it."),
            YtDlpTrouble.Geo => Refused(FetchRefusal.Geo, $"{host} may not give this to your country ({said.Words}): look for another copy."),
            YtDlpTrouble.Gone => Refused(FetchRefusal.Gone, $"{host} no longer has this ({said.Words}): look for another copy."),
            YtDlpTrouble.Login => Refused(FetchRefusal.Denied, $"{host} gives this only to who is signed in ({said.Words}), and downloads here never sign in: look for another copy, or download it yourself and drop it in."),
            YtDlpTrouble.Blocked => Refused(FetchRefusal.Denied, $"{host} does not give this away ({said.Words}): look for another copy. If you can play it there, update yt-dlp."),
            YtDlpTrouble.Unsupported => Refused(FetchRefusal.NotAudio, $"yt-dlp knows no way to this link of {host}: give the link of the file itself."),
            YtDlpTrouble.OutdatedTool => new FetchFailedException($"yt-dlp could not read {host} ({said.Words}); sites change, so it is probably too old: update it (`cratehand doctor` tells its age), then run this again.", said),
            _ => new FetchFailedException($"yt-dlp could not get this from {host} ({said.Words}); it is tried again.", said),
        };

    /// <summary>Seen before a byte is downloaded: only a preview, or not a recording yet.</summary>
    /// <exception cref="FetchRefusedException">It is one of these.</exception>
    /// <exception cref="DiscardException">It is many tracks.</exception>
    public static void ThrowIfUseless(YtDlpInfo info, string host)
    {
        if (info.IsList)
        {
            throw new DiscardException($"This is the page of a list at {host} ({info.Title ?? info.Id}): give the links of its tracks.");
        }

        if (info.IsPreview)
        {
            throw new FetchRefusedException(FetchRefusal.Preview, $"{host} gives only a preview of this track away: look for the whole one, or buy it.") { Described = info.Describe() };
        }

        if (info.IsLive)
        {
            throw Refused(FetchRefusal.Denied, $"{host} is still sending this live, or has not begun: come back when it is a recording.");
        }
    }

    static FetchRefusedException Refused(FetchRefusal kind, string reason) => new(kind, reason);
}
