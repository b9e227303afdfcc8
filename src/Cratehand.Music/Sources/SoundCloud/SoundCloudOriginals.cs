using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Sources.SoundCloud;

/// <summary>
/// Originals that their uploaders offer for download, by the official API, if the owner has switched that on. The API says
/// where a file lies; it is fetched from there without the token, from a public host by https unless the owner listed it.
/// </summary>
/// <param name="client">Gives the client when first asked; <c>null</c>: SoundCloud is not set up.</param>
public sealed class SoundCloudOriginals(bool isOn, Func<SoundCloudClient?> client, AddressPolicy policy, FetchOptions limits, TimeProvider clock)
{
    /// <summary>Switched on, and there is somebody to ask as.</summary>
    public bool IsOn => isOn && client() is not null;

    /// <summary>Whether it is worth asking for what a link leads to.</summary>
    public bool MayHave(TrackLink link) => link is { Site: LinkSite.SoundCloud, Kind: LinkKind.Track } && IsOn;

    /// <summary>Downloads the original into <paramref name="path"/>.</summary>
    /// <exception cref="FetchRefusedException">It is not offered, or cannot be had.</exception>
    /// <exception cref="Store.Tokens.SignInNeededException">Only the owner can help.</exception>
    /// <exception cref="Store.Providers.ProviderException">SoundCloud failed.</exception>
    /// <exception cref="FetchFailedException">The host of the file failed; may be tried again.</exception>
    /// <exception cref="Jobs.RetryLaterException">Not now.</exception>
    public async Task<(Fetched File, SoundCloudTrack Track)> FetchAsync(TrackLink link, string path, IProgress<FetchProgress> progress, CancellationToken cancel)
    {
        var api = client() ?? throw new InvalidOperationException("Nobody can be asked while SoundCloud is not set up.");
        var track = (await api.ResolveAsync(new Uri(link.Canonical), cancel))?.Track
            ?? throw new FetchRefusedException(FetchRefusal.Gone, "SoundCloud has no such track (any more): look for another copy.");
        var address = track.IsDownloadable ? await api.DownloadAsync(track, cancel) : null;
        if (address is null)
        {
            throw new FetchRefusedException(FetchRefusal.NotOffered, "Its uploader offers no download of it on SoundCloud.") { Described = track.Describe() };
        }

        using var http = new MediaHttp(policy.Naming(address), limits);
        return (await new MediaFetcher(http, limits, clock).FetchAsync(address, path, progress, cancel), track);
    }
}
