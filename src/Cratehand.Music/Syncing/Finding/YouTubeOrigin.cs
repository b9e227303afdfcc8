using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Finding;

/// <summary>YouTube, by yt-dlp.</summary>
public sealed class YouTubeOrigin(SiteFetcher sites) : ICandidateOrigin
{
    readonly SiteOffers _offers = new(sites, LinkSite.YouTube, "youtube");

    public string Name => "youtube";

    public bool IsLocal => false;

    public string? OffBecause => _offers.OffBecause;

    public Task<IReadOnlyList<Candidate>> FindAsync(TrackDescription wanted, WorkFolder work, CancellationToken cancel) =>
        _offers.SearchAsync(wanted, work.Id, cancel);
}
