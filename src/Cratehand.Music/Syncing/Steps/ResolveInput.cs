using Cratehand.Jobs;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Libraries;
using Cratehand.Music.Store.Disk;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>Says what an input is: a file by its bytes, a link by its identity, a short link by that of the link behind it.</summary>
public sealed class ResolveInput(ShortLinks shorts)
{
    /// <exception cref="DiscardException">It is neither a file with anything in it nor a link.</exception>
    public async Task<Resolved> RunAsync(string input, CancellationToken cancel) =>
        TrackLink.Parse(input) is { } link ? Of(await BehindAsync(link, cancel)) : await FileAsync(input, cancel);

    static Resolved Of(TrackLink link) => new(link.Canonical, IsLink: true, new Evidence(EvidenceKind.Link, link.Identity));

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

    static async Task<Resolved> FileAsync(string path, CancellationToken cancel)
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
        return new Resolved(path, IsLink: false, new Evidence(EvidenceKind.OriginalHash, hash));
    }
}
