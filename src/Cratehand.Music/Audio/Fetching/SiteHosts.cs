using Cratehand.Music.Tracks;

namespace Cratehand.Music.Audio.Fetching;

/// <summary>Which host an owner switches on for a site, whatever the names under which its pages are served. Pure.</summary>
static class SiteHosts
{
    const string YouTube = "https://youtube.com/";
    const string SoundCloud = "https://soundcloud.com/";

    /// <summary>YouTube's is youtube.com, for music.youtube.com and youtu.be, too; a page's is its own, with its port.</summary>
    public static Uri HomeOf(TrackLink link) =>
        link.Site switch
        {
            LinkSite.YouTube => new Uri(YouTube),
            LinkSite.SoundCloud => new Uri(SoundCloud),
            _ => new Uri(new Uri(link.Canonical).GetLeftPart(UriPartial.Authority)),
        };

    /// <summary>The host that is searched, and yt-dlp's word for its search.</summary>
    public static (string Home, string Word) SearchOf(LinkSite site) =>
        site switch
        {
            LinkSite.YouTube => (YouTube, "ytsearch"),
            LinkSite.SoundCloud => (SoundCloud, "scsearch"),
            _ => throw new ArgumentOutOfRangeException(nameof(site), site, "Only YouTube and SoundCloud are searched by yt-dlp."),
        };
}
