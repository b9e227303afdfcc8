using Cratehand.Jobs;
using Cratehand.Music.Audio;
using Cratehand.Music.Libraries;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>Asks whether the library has a recording: by proof, and with its files on disk.</summary>
public sealed class CheckLibrary(FolderLibrary library)
{
    /// <summary>The entry, or <c>null</c>. An input that is itself a file on the shelf is owned too.</summary>
    public Task<Owned?> RunAsync(Evidence proof, CancellationToken cancel) =>
        RunAsync(Recording.Described(new Track("", []), null) with { Evidence = [proof] }, cancel);

    /// <summary>The entry that is this recording by any proof: link, ISRC, bytes, sound; or <c>null</c>.</summary>
    public async Task<Owned?> RunAsync(Recording wanted, CancellationToken cancel) =>
        await library.FindAsync(wanted, cancel) is { } found ? OwnedOf(found.Entry, found.Reason) : null;

    /// <summary>As the first; where there is an entry, it is known by <paramref name="also"/> too from now on.</summary>
    public async Task<Owned?> RunAsync(Evidence proof, Evidence also, CancellationToken cancel) =>
        await LearnedAsync(await RunAsync(proof, cancel), [also], cancel);

    /// <summary>As the others, once the audio was heard; where there is an entry, it is known by <paramref name="also"/> from now on.</summary>
    public async Task<Owned?> RunAsync(Recording heard, IReadOnlyCollection<Evidence> also, CancellationToken cancel) =>
        await LearnedAsync(await RunAsync(heard, cancel), also, cancel);

    async Task<Owned?> LearnedAsync(Owned? owned, IReadOnlyCollection<Evidence> also, CancellationToken cancel)
    {
        foreach (var proof in owned is null ? [] : also)
        {
            await library.LearnAsync(owned!.Entry, proof, cancel);
        }

        return owned;
    }

    /// <summary>The entry in the words of a receipt, with the files that are there.</summary>
    internal Owned OwnedOf(Entry entry, string? proof = null) =>
        new(
            entry.Id,
            new Track(entry.Title, JobJson.Read<List<string>>(entry.Artists)) { Version = entry.Version, Album = entry.Album, Isrc = entry.Isrc },
            entry.ObtainedBy, entry.IsFromLossy, entry.DurationSeconds, JobJson.Read<Measured>(entry.Measured),
            [.. entry.Files.Where(x => library.IsThere(x.Path)).OrderBy(x => x.Path, StringComparer.Ordinal).Select(x => new ShelfFile(library.Absolute(x.Path), x.Format, x.Sha256, x.Bytes, x.DurationSeconds))],
            proof is null ? null : $"the library has the same recording: {proof}");
}
