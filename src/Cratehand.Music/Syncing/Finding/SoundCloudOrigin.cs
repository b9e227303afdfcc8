using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Sources.SoundCloud;
using Cratehand.Music.Store.Tokens;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Finding;

/// <summary>SoundCloud: by the search of its official API where the owner has signed in, else, or until then, by yt-dlp.</summary>
/// <param name="originals">Where yt-dlp is not switched on, only what these give can be had.</param>
/// <param name="client">Gives the client when first asked; <c>null</c>: SoundCloud is not set up.</param>
public sealed class SoundCloudOrigin(SiteFetcher sites, SoundCloudOriginals originals, Func<SoundCloudClient?> client) : ICandidateOrigin
{
    const int Most = 20;

    readonly SiteOffers _offers = new(sites, LinkSite.SoundCloud, "soundcloud");

    public string Name => "soundcloud";

    public bool IsLocal => false;

    public string? OffBecause => originals.IsOn ? null : _offers.OffBecause;

    public async Task<IReadOnlyList<Candidate>> FindAsync(TrackDescription wanted, WorkFolder work, CancellationToken cancel)
    {
        if (client() is not { } api)
        {
            return await _offers.SearchAsync(wanted, work.Id, cancel);
        }

        try
        {
            var tracks = await api.SearchAsync(SearchWords.Of(wanted), Most, cancel);
            return [.. tracks.Select(Of).OfType<Candidate>()];
        }
        catch (SignInNeededException never) when (never.IsFirst && _offers.OffBecause is null)
        {
            return await _offers.SearchAsync(wanted, work.Id, cancel); // set up, and nobody signed in so far
        }
    }

    Candidate? Of(SoundCloudTrack track) =>
        track.Link is { } page && TrackLink.Parse(page.AbsoluteUri) is { } link
            ? new Candidate(Name, link.Identity, link.Canonical, track.Describe())
            {
                Problem = originals.IsOn && track.IsDownloadable ? null : ProblemOf(track),
            }
            : null;

    string? ProblemOf(SoundCloudTrack track) =>
        track.Access switch
        {
            SoundCloudAccess.Preview => "preview",
            SoundCloudAccess.Blocked => "blocked",
            _ => _offers.OffBecause is null ? null : "not-offered",
        };
}
