using System.Security.Cryptography;
using Cratehand.Jobs;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Sources.SoundCloud;
using Cratehand.Music.Store.Disk;
using Cratehand.Music.Store.Tokens;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>Brings the original into the work folder: a copy of a file, or a download from a host that is switched on.</summary>
public sealed class AcquireAudio(MediaFetcher fetcher, SiteFetcher sites, SoundCloudOriginals originals, ShortLinks shorts)
{
    /// <param name="location">An absolute path or a canonical link.</param>
    /// <param name="expected">What is wanted, where somebody described it.</param>
    /// <exception cref="DiscardException">The link is none of a track.</exception>
    public async Task<Acquired> RunAsync(
        string location, bool isLink, TrackDescription? expected, WorkFolder work, JobContext job, CancellationToken cancel)
    {
        WorkFolders.Create(work);
        try
        {
            return isLink ? await FetchAsync(location, work, job, cancel) : await CopyAsync(location, work, job, cancel);
        }
        catch (FetchRefusedException refused)
        {
            return new Acquired(null, refused.Cause, refused.Message, refused.Described);
        }
    }

    /// <summary>The refusal that is certain before anything is fetched; <c>null</c>: it would be tried.</summary>
    /// <param name="location">A canonical link.</param>
    /// <exception cref="DiscardException">The link is none of a track.</exception>
    public async Task<Acquired?> ForeseeAsync(string location, CancellationToken cancel)
    {
        try
        {
            var link = await LinkAsync(location, cancel);
            if (link.Site == LinkSite.Direct)
            {
                await fetcher.CheckAsync(new Uri(link.Canonical), cancel);
            }
            else if (link.Site != LinkSite.Spotify && !originals.MayHave(link))
            {
                sites.Check(link).ThrowIfRefused();
            }

            return link.Site == LinkSite.Spotify ? Protected : null;
        }
        catch (FetchRefusedException refused)
        {
            return new Acquired(null, refused.Cause, refused.Message);
        }
    }

    static Acquired Protected { get; } =
        new(null, "drm", "Spotify plays its audio only in its own players (DRM), which is respected: give a file, or a link from elsewhere, or buy the track.");

    async Task<Acquired> FetchAsync(string location, WorkFolder work, JobContext job, CancellationToken cancel)
    {
        var link = await LinkAsync(location, cancel);
        return link switch
        {
            { Site: LinkSite.Spotify } => Protected,
            { Site: LinkSite.Direct } => await DirectAsync(link, work, job, cancel),
            _ when originals.MayHave(link) => await OriginalAsync(link, work, job, cancel),
            _ => await SiteAsync(link, work, job, cancel),
        };
    }

    async Task<TrackLink> LinkAsync(string location, CancellationToken cancel)
    {
        var given = TrackLink.Parse(location) ?? throw new DiscardException($"{location} is no link that can be fetched.");
        return await shorts.ExpandAsync(given, cancel) switch
        {
            { Kind: LinkKind.List } => throw new DiscardException("This is the link of a list: give the links of its tracks."),
            { Kind: not LinkKind.Track } => throw new DiscardException("This link leads to no track: give the link of one."),
            var link => link,
        };
    }

    // A page in place of a file is yt-dlp's, if the owner wants that; where it is none of yt-dlp's either, the first word stands.
    async Task<Acquired> DirectAsync(TrackLink link, WorkFolder work, JobContext job, CancellationToken cancel)
    {
        var uri = new Uri(link.Canonical);
        try
        {
            var fetched = await fetcher.FetchAsync(uri, Path.Combine(work.Path, "original"), new Downloading(uri.Host, job), cancel);
            var name = fetched.FileName ?? Path.GetFileName(uri.LocalPath);
            return new Acquired(new Original(fetched.Path, name, fetched.Sha256, fetched.Bytes, link.Canonical, $"download from {uri.Authority}"));
        }
        catch (FetchRefusedException page) when (page.Kind == FetchRefusal.NotAudio)
        {
            return await PageAsync(link, page, work, job, cancel);
        }
    }

    async Task<Acquired> PageAsync(TrackLink link, FetchRefusedException page, WorkFolder work, JobContext job, CancellationToken cancel)
    {
        if (!sites.IsOn)
        {
            return new Acquired(null, page.Cause, $"{page.Message} If yt-dlp knows this site and you may download from it, set {SiteFetcher.Setting}=true.");
        }

        try
        {
            return await SiteAsync(link, work, job, cancel);
        }
        catch (FetchRefusedException unknown) when (unknown.Kind == FetchRefusal.NotAudio)
        {
            return new Acquired(null, page.Cause, page.Message);
        }
    }

    // What the uploader offers comes first; the rest is yt-dlp's, if the owner wants that.
    async Task<Acquired> OriginalAsync(TrackLink link, WorkFolder work, JobContext job, CancellationToken cancel)
    {
        try
        {
            var (file, track) = await originals.FetchAsync(link, work.File("original"), new Downloading("SoundCloud", job), cancel);
            var says = track.Describe();
            return new Acquired(new Original(
                file.Path, NameOf(says, track.Artist is null) + Path.GetExtension(file.FileName), file.Sha256, file.Bytes, link.Canonical,
                "download offered on SoundCloud", says));
        }
        catch (SignInNeededException signIn)
        {
            return await InsteadAsync(link, new Acquired(null, "blocked", signIn.Message), work, job, cancel);
        }
        catch (FetchRefusedException refused)
        {
            return await InsteadAsync(link, new Acquired(null, refused.Cause, refused.Message, refused.Described), work, job, cancel);
        }
    }

    async Task<Acquired> InsteadAsync(TrackLink link, Acquired refused, WorkFolder work, JobContext job, CancellationToken cancel)
    {
        if (!sites.Check(link).Allowed)
        {
            return refused;
        }

        try
        {
            return await SiteAsync(link, work, job, cancel);
        }
        catch (FetchRefusedException too)
        {
            return new Acquired(null, too.Cause, $"{refused.Reason} {too.Message}", too.Described ?? refused.Described);
        }
    }

    async Task<Acquired> SiteAsync(TrackLink link, WorkFolder work, JobContext job, CancellationToken cancel)
    {
        // A folder by link: what one candidate left is never gone on with as another.
        var folder = Path.Combine(work.Path, "site-" + Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(link.Identity)))[..16]);
        var host = new Uri(link.Canonical).Host;
        var fetched = await sites.FetchAsync(link, folder, work.Id, new Downloading(host, job), cancel);
        var hash = await ContentHash.Sha256Async(fetched.Path, cancel);
        return new Acquired(new Original(
            fetched.Path, NameOf(fetched.Info.Describe(), fetched.Info.Track is null) + Path.GetExtension(fetched.Path), hash, new FileInfo(fetched.Path).Length, link.Canonical,
            $"yt-dlp from {fetched.Host}", fetched.Info.Describe()));
    }

    // As a file would be called: "Artist - Title", where the upload's own title does not say so already.
    static string NameOf(TrackDescription says, bool isTitleFree) =>
        (says.Artists.Count == 0 || (isTitleFree && says.Title.Contains(" - ", StringComparison.Ordinal)) ? says.Title : $"{string.Join(", ", says.Artists)} - {says.Title}")
            .Replace('/', '⁄');

    static async Task<Acquired> CopyAsync(string from, WorkFolder work, JobContext job, CancellationToken cancel)
    {
        var to = work.File("original" + Path.GetExtension(from));
        await using var source = Given.Open(from);
        await using var copy = new FileStream(to, FileMode.Create, FileAccess.Write);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 18];
        long done = 0;
        for (int read; (read = await source.ReadAsync(buffer, cancel)) > 0; done += read)
        {
            hash.AppendData(buffer, 0, read);
            await copy.WriteAsync(buffer.AsMemory(0, read), cancel);
            job.Report((int)(100 * (done + read) / Math.Max(1, source.Length)), "copying");
        }

        copy.Flush(flushToDisk: true);

        // The bytes that were copied are the evidence, should the file have changed since it was first looked at.
        return new Acquired(
            new Original(to, Path.GetFileName(from), Convert.ToHexStringLower(hash.GetHashAndReset()), done, null, "file"));
    }

    sealed class Downloading(string host, JobContext job) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) =>
            job.Report(value.Total > 0 ? (int)(100 * value.Received / value.Total) : null, $"downloading from {host}");
    }
}
