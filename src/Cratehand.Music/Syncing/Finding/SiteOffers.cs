using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Finding;

/// <summary>What a music site's own search offers, by yt-dlp, where it is switched on.</summary>
/// <param name="name">Of the origin.</param>
sealed class SiteOffers(SiteFetcher sites, LinkSite site, string name)
{
    const int Most = 10;

    /// <summary>Why nothing may be fetched from there; <c>null</c> if it may.</summary>
    public string? OffBecause => sites.Check(new TrackLink(site, LinkKind.Other, Home, Home)) is { Allowed: false } no ? no.Reason : null;

    public async Task<IReadOnlyList<Candidate>> SearchAsync(TrackDescription wanted, string workId, CancellationToken cancel)
    {
        var found = await sites.SearchAsync(site, SearchWords.Of(wanted), Most, workId, cancel);
        return [.. found.Where(info => !info.IsLive).Select(Of).OfType<Candidate>()];
    }

    string Home => site == LinkSite.YouTube ? "https://youtube.com/" : "https://soundcloud.com/";

    Candidate? Of(YtDlpInfo info) =>
        info.Link is { } address && TrackLink.Parse(address) is { Kind: LinkKind.Track } link ? new(name, link.Identity, link.Canonical, info.Describe()) : null;
}
