using Cratehand.Jobs;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Libraries;
using Cratehand.Music.Sources.SoundCloud;
using Cratehand.Music.Sources.Spotify;
using Cratehand.Music.Store.Disk;
using Cratehand.Music.Store.Tokens;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>
/// Says what an input is: a file by its bytes, a link by its identity, a short link by that of the link behind it; and who it
/// is, where a service must be asked for that.
/// </summary>
/// <param name="spotify">Gives the client when first asked.</param>
public sealed class ResolveInput(ShortLinks shorts, SiteFetcher sites, SoundCloudOriginals originals, Func<SpotifyClient> spotify)
{
    /// <exception cref="DiscardException">It is neither a file with anything in it nor a link to a track.</exception>
    public async Task<Resolved> RunAsync(SyncTrack args, CancellationToken cancel)
    {
        if (TrackLink.Parse(args.Input) is not { } given)
        {
            return await FileAsync(args.Input, args.Wanted, cancel);
        }

        var link = await BehindAsync(given, cancel);
        return link is { Site: LinkSite.Spotify, Kind: not LinkKind.Shortened } ? await SpotifyAsync(link, args.Wanted, cancel) : Reachable(Of(link, args.Wanted), link);
    }

    static Resolved Of(TrackLink link, TrackDescription? wanted) =>
        new(link.Canonical, IsLink: true, new Evidence(EvidenceKind.Link, link.Identity)) { Identity = link.Identity, Wanted = wanted };

    // A like at a site that is not switched on is a wish; a link that a person gave ends with the reason.
    Resolved Reachable(Resolved resolved, TrackLink link) =>
        resolved.Wanted is not null && link.Site is LinkSite.SoundCloud or LinkSite.YouTube && sites.Check(link) is { Allowed: false } no && !originals.MayHave(link)
            ? resolved with { HasAudio = false, Note = no.Reason }
            : resolved;

    // A short link that may not be asked goes on as it is: acquiring, which asks once more, ends with the reason.
    async Task<TrackLink> BehindAsync(TrackLink link, CancellationToken cancel)
    {
        try
        {
            return await shorts.ExpandAsync(link, cancel);
        }
        catch (FetchRefusedException)
        {
            return link;
        }
    }

    async Task<Resolved> SpotifyAsync(TrackLink link, TrackDescription? wanted, CancellationToken cancel)
    {
        if (link.Kind != LinkKind.Track)
        {
            throw new DiscardException(link.Kind == LinkKind.List
                ? $"{link.Canonical} is a playlist or an album: give the links of its tracks."
                : $"{link.Canonical} leads to no track: podcast episodes and artists are not filed.");
        }

        try
        {
            return Of(link, wanted ?? await AskAsync(link, cancel)) with { HasAudio = false };
        }
        catch (SignInNeededException signIn)
        {
            return Of(link, null) with { Note = $"To have it looked for elsewhere: {signIn.Command}" }; // acquiring says why Spotify's own audio is not to be had
        }
    }

    async Task<TrackDescription> AskAsync(TrackLink link, CancellationToken cancel) =>
        await spotify().TrackAsync(link.Identity[(link.Identity.LastIndexOf(':') + 1)..], cancel) is { } track
            ? new TrackDescription(track.Title, track.Artists, (long?)track.Duration?.TotalMilliseconds, track.Isrc)
            : throw new DiscardException($"Spotify has no track at {link.Canonical} (any more).");

    static async Task<Resolved> FileAsync(string path, TrackDescription? wanted, CancellationToken cancel)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new DiscardException($"{path} is not there (any more).");
        }

        if (file.Length == 0)
        {
            throw new DiscardException($"{path} is empty (0 bytes): copy or download it again.");
        }

        await using var bytes = Given.Open(path);
        var hash = await ContentHash.Sha256Async(bytes, cancel);
        return new Resolved(path, IsLink: false, new Evidence(EvidenceKind.OriginalHash, hash)) { Wanted = wanted };
    }
}
