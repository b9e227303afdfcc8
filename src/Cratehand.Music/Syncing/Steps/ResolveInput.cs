using Cratehand.Jobs;
using Cratehand.Music.Libraries;
using Cratehand.Music.Store.Disk;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>Says what an input is: a file by its bytes, a link by what all its spellings lead to.</summary>
public sealed class ResolveInput
{
    /// <exception cref="DiscardException">It is neither a file with anything in it nor a link.</exception>
    public async Task<Resolved> RunAsync(string input, CancellationToken cancel) =>
        TrackLink.Parse(input) is { } link
            ? new Resolved(link.Canonical, IsLink: true, new Evidence(EvidenceKind.Link, link.Identity))
            : await FileAsync(input, cancel);

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
