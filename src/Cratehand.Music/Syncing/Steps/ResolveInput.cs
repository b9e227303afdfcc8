using Cratehand.Jobs;
using Cratehand.Music.Libraries;
using Cratehand.Music.Sources.Spotify;
using Cratehand.Music.Store.Disk;
using Cratehand.Music.Store.Tokens;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>Says what an input is: a file by its bytes, a link by its identity; and who it is, where a service must be asked for that.</summary>
/// <param name="spotify">Gives the client when first asked.</param>
public sealed class ResolveInput(Func<SpotifyClient> spotify)
{
    /// <exception cref="DiscardException">It is neither a file with anything in it nor a link to a track.</exception>
    public async Task<Resolved> RunAsync(SyncTrack args, CancellationToken cancel) =>
        TrackLink.Parse(args.Input) is not { } link ? await FileAsync(args.Input, args.Wanted, cancel)
        : link.Site == LinkSite.Spotify ? await SpotifyAsync(link, args.Wanted, cancel)
        : Of(link, args.Wanted);

    static Resolved Of(TrackLink link, TrackDescription? wanted) =>
        new(link.Canonical, IsLink: true, new Evidence(EvidenceKind.Link, link.Identity)) { Identity = link.Identity, Wanted = wanted };

    async Task<Resolved> SpotifyAsync(TrackLink link, TrackDescription? wanted, CancellationToken cancel)
    {
        if (link.Kind != LinkKind.Track)
        {
            throw new DiscardException(link.Kind == LinkKind.List
                ? $"{link.Canonical} is a playlist or an album: give the links of its tracks."
                : $"{link.Canonical} leads to no track: podcast episodes and artists are not filed.");
        }

        return Of(link, wanted ?? await AskAsync(link, cancel)) with { HasAudio = false };
    }

    async Task<TrackDescription> AskAsync(TrackLink link, CancellationToken cancel)
    {
        try
        {
            return await spotify().TrackAsync(link.Identity[(link.Identity.LastIndexOf(':') + 1)..], cancel) is { } track
                ? new TrackDescription(track.Title, track.Artists, (long?)track.Duration?.TotalMilliseconds, track.Isrc)
                : throw new DiscardException($"Spotify has no track at {link.Canonical} (any more).");
        }
        catch (SignInNeededException signIn)
        {
            throw new DiscardException($"Who {link.Canonical} is, only Spotify can tell. {signIn.Message}", signIn);
        }
    }

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

        var hash = await ContentHash.Sha256Async(path, cancel);
        return new Resolved(path, IsLink: false, new Evidence(EvidenceKind.OriginalHash, hash)) { Wanted = wanted };
    }
}
