using Cratehand.Music.Audio.Tools;

namespace Cratehand.Music.Tests.Audio.Tools;

/// <summary>What yt-dlp wrote on standard error, versions 2023.03 to 2026.08, and what it means. Lines are only ever added.</summary>
public sealed class YtDlpWordsTests
{
    [Theory]
    [InlineData(YtDlpTrouble.Drm, "ERROR: [DRM] The requested site is known to use DRM protection. It will NOT be supported. Please DO NOT open an issue, unless you have evidence that the video is not DRM protected")]
    [InlineData(YtDlpTrouble.Drm, "ERROR: [soundcloud] 1900000824: This video is DRM protected")]
    [InlineData(YtDlpTrouble.Geo, "ERROR: [cratehand:sandbox] kQ2Vw0002fE: This video is not available from your location due to geo restriction. You might want to use a VPN or a proxy server (with --proxy) to workaround.")]
    [InlineData(YtDlpTrouble.Geo, "ERROR: [youtube] kQ2Vw0002fE: The uploader has not made this video available in your country\nThis video is available in Germany.")]
    [InlineData(YtDlpTrouble.Geo, "ERROR: [youtube] kQ2Vw0002fE: Video unavailable. This video contains content from a label, who has blocked it in your country on copyright grounds")]
    [InlineData(YtDlpTrouble.Gone, "ERROR: [youtube] kQ2Vw0002fE: Video unavailable")]
    [InlineData(YtDlpTrouble.Gone, "ERROR: [youtube] kQ2Vw0002fE: Video unavailable. This video is no longer available because the YouTube account associated with this video has been terminated.")]
    [InlineData(YtDlpTrouble.Gone, "ERROR: [soundcloud] someone/something: Unable to download JSON metadata: HTTP Error 404: Not Found (caused by <HTTPError 404: Not Found>)")]
    [InlineData(YtDlpTrouble.Blocked, "ERROR: [youtube] kQ2Vw0002fE: Join this channel to get access to members-only content like this video, and other exclusive perks.")]
    [InlineData(YtDlpTrouble.Blocked, "ERROR: [youtube] kQ2Vw0002fE: Video unavailable. This video contains content from a label, who has blocked it on copyright grounds")]
    [InlineData(YtDlpTrouble.Blocked, "ERROR: [youtube] kQ2Vw0002fE: This video is only available to Music Premium members")]
    [InlineData(YtDlpTrouble.Blocked, "ERROR: [youtube] kQ2Vw0002fE: Premieres in 6 hours")]
    [InlineData(YtDlpTrouble.Blocked, "ERROR: [youtube] kQ2Vw0002fE: Requested format is not available. Use --list-formats for a list of available formats")]
    [InlineData(YtDlpTrouble.RateLimited, "ERROR: [generic] None: Unable to download webpage: HTTP Error 429: Too Many Requests (caused by <HTTPError 429: 'Too Many Requests'>); please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= , filling out the appropriate issue template. Confirm you are on the latest version using  yt-dlp -U")]
    [InlineData(YtDlpTrouble.RateLimited, "ERROR: [generic] err429: Unable to download webpage: HTTP Error 429: Too Many Requests (caused by <HTTPError 429: Too Many Requests>)")]
    [InlineData(YtDlpTrouble.RateLimited, "ERROR: [youtube] kQ2Vw0002fE: Sign in to confirm you’re not a bot. Use --cookies-from-browser or --cookies for the authentication. See  https://github.com/yt-dlp/yt-dlp/wiki/FAQ#how-do-i-pass-cookies-to-yt-dlp  for how to manually pass cookies")]
    [InlineData(YtDlpTrouble.RateLimited, "ERROR: [youtube] kQ2Vw0002fE: Video unavailable. This content isn't available, try again later. The current session has been rate-limited by YouTube for up to an hour.")]
    [InlineData(YtDlpTrouble.Login, "ERROR: [youtube] kQ2Vw0002fE: Sign in to confirm your age. This video may be inappropriate for some users.")]
    [InlineData(YtDlpTrouble.Login, "ERROR: [youtube] kQ2Vw0002fE: Private video. Sign in if you've been granted access to this video")]
    [InlineData(YtDlpTrouble.Login, "ERROR: [soundcloud] x: This video is only available for registered users. Use --cookies, --cookies-from-browser, --username and --password, --netrc-cmd, or --netrc (soundcloud) to provide account credentials")]
    [InlineData(YtDlpTrouble.Network, "ERROR: [generic] None: Unable to download webpage: <urlopen error [Errno 111] Connection refused> (caused by URLError(ConnectionRefusedError(111, 'Connection refused'))); please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= ")]
    [InlineData(YtDlpTrouble.Network, "ERROR: [generic] x: Unable to download webpage: [Errno 111] Connection refused (caused by TransportError('[Errno 111] Connection refused'))")]
    [InlineData(YtDlpTrouble.Network, "ERROR: [youtube] kQ2Vw0002fE: Unable to download API page: HTTP Error 503: Service Unavailable (caused by <HTTPError 503: Service Unavailable>)")]
    [InlineData(YtDlpTrouble.Network, "ERROR: [soundcloud] x: Unable to download JSON metadata: <urlopen error [Errno -3] Temporary failure in name resolution> (caused by URLError(gaierror(-3, 'Temporary failure in name resolution')))")]
    [InlineData(YtDlpTrouble.Network, "ERROR: Did not get any data blocks")]
    [InlineData(YtDlpTrouble.Network, "[download] Got error: The read operation timed out\nERROR: unable to download video data: The read operation timed out")]
    [InlineData(YtDlpTrouble.Unsupported, "ERROR: Unsupported URL: https://example.com/page")]
    [InlineData(YtDlpTrouble.Unsupported, "ERROR: No suitable extractor found for URL https://example.com/page")]
    [InlineData(YtDlpTrouble.OutdatedTool, "WARNING: [youtube] nsig extraction failed: You may experience throttling for some formats\nERROR: [soundcloud] x: Unable to extract client id; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= ")]
    [InlineData(YtDlpTrouble.OutdatedTool, "ERROR: [youtube] kQ2Vw0002fE: Failed to extract any player response; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= ")]
    [InlineData(YtDlpTrouble.OutdatedTool, "ERROR: unable to download video data: HTTP Error 403: Forbidden")]
    [InlineData(YtDlpTrouble.DiskFull, "ERROR: unable to write data: [Errno 28] No space left on device")]
    [InlineData(YtDlpTrouble.Unknown, "ERROR: [youtube] kQ2Vw0002fE: words nobody has seen yet")]
    [InlineData(YtDlpTrouble.Unknown, "")]
    public void ItsWordsAreSorted(YtDlpTrouble trouble, string standardError) => Assert.Equal(trouble, YtDlpWords.Sort(standardError).Trouble);

    [Theory]
    [InlineData("ERROR: [youtube] kQ2Vw0002fE: Video unavailable", "Video unavailable")]
    [InlineData("ERROR: [generic] None: Unable to download webpage: HTTP Error 429: Too Many Requests (caused by <HTTPError 429: 'Too Many Requests'>); please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= ", "Unable to download webpage: HTTP Error 429: Too Many Requests")]
    [InlineData("ERROR: Unsupported URL: https://soundcloud.com/x/y/s-SeCrEt", "Unsupported URL: the link")]
    [InlineData("", "it gave no reason")]
    public void TheOwnerReadsNoAdviceForOthersAndNoLink(string standardError, string words) => Assert.Equal(words, YtDlpWords.Sort(standardError).Words);
}
