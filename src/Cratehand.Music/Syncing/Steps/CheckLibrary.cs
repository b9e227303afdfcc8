using Cratehand.Jobs;
using Cratehand.Music.Audio;
using Cratehand.Music.Libraries;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>Asks whether the library has a recording: by proof, and with its files on disk.</summary>
public sealed class CheckLibrary(FolderLibrary library)
{
    /// <summary>The entry, or <c>null</c>. An input that is itself a file on the shelf is owned too.</summary>
    public async Task<Owned?> RunAsync(Evidence proof, CancellationToken cancel)
    {
        Evidence[] asked = proof.Kind == EvidenceKind.OriginalHash ? [proof, proof with { Kind = EvidenceKind.FileHash }] : [proof];
        var entry = await library.FindAsync(asked, cancel);
        return entry is null ? null : OwnedOf(entry);
    }

    /// <summary>As the other; where there is an entry, it is known by <paramref name="also"/> too from now on.</summary>
    public async Task<Owned?> RunAsync(Evidence proof, Evidence also, CancellationToken cancel)
    {
        var owned = await RunAsync(proof, cancel);
        if (owned is not null)
        {
            await library.LearnAsync(owned.Entry, also, cancel);
        }

        return owned;
    }

    /// <summary>The entry in the words of a receipt.</summary>
    internal Owned OwnedOf(Entry entry) =>
        new(
            entry.Id,
            new Track(entry.Title, JobJson.Read<List<string>>(entry.Artists)) { Version = entry.Version, Album = entry.Album, Isrc = entry.Isrc },
            entry.ObtainedBy, entry.IsFromLossy, entry.DurationSeconds, JobJson.Read<Measured>(entry.Measured),
            [.. entry.Files.OrderBy(x => x.Id).Select(x => new ShelfFile(library.Absolute(x.Path), x.Format, x.Sha256, x.Bytes, x.DurationSeconds))]);
}
