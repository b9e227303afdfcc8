using System.Data.Common;
using System.Runtime.InteropServices;
using Cratehand.Jobs;
using Cratehand.Music.Audio;
using Cratehand.Music.Libraries;
using Cratehand.Music.Store.Disk;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>Claims the entry, gives its files their names, and marks it shelved once the bytes were read back from there.</summary>
public sealed class ShelveFiles(FolderLibrary library, CheckLibrary check, TimeProvider clock)
{
    /// <summary>The claim, in the transaction that remembers it: the evidence is asked once more, under the lock.</summary>
    public Task<Claim> ClaimAsync(Filing filing, Job job, DbTransaction transaction, CancellationToken cancel) =>
        library.ClaimAsync(
            transaction, new ClaimRequest(EntryOf(filing, job), filing.Recording, id => Named(filing, id), [.. filing.Files.Select(file => file.Path)]), cancel);

    /// <summary>Names each file for good. Not to be cancelled half-way: it takes no time, and a person would find half a track.</summary>
    public async Task<IReadOnlyList<ShelfFile>> PlaceAsync(Claim claim, IReadOnlyList<TaggedFile> tagged)
    {
        var placed = await library.PlaceAsync(claim, [.. tagged.Select(file => file.Path)], CancellationToken.None);
        foreach (var file in placed)
        {
            var found = await ContentHash.Sha256Async(library.Absolute(file.Path), CancellationToken.None);
            if (found != file.Sha256)
            {
                throw new IOException($"{library.Absolute(file.Path)} does not hold what was written to it: check the disk.");
            }
        }

        return placed;
    }

    /// <summary>Marks the entry shelved, in the transaction that remembers the receipt.</summary>
    public async Task<Receipt> FinishAsync(
        Filing filing, Claim claim, IReadOnlyList<ShelfFile> files, DbTransaction transaction, CancellationToken cancel)
    {
        await library.ShelveAsync(transaction, claim.Entry, files, cancel);
        return new Receipt(
            TrackOutcome.Filed, ReasonOf(filing), null, filing.Original.ObtainedBy, claim.Entry, filing.Source.Track,
            filing.Rendered.DurationSeconds, !filing.Source.Audio.IsLossless, filing.Measured)
        {
            Files = [.. files.Select(file => file with { Path = library.Absolute(file.Path) })],
        };
    }

    /// <summary>What another job filed while this one worked.</summary>
    public async Task<Owned> OwnedMeanwhileAsync(Claim claim, CancellationToken cancel) => check.OwnedOf(await library.GetAsync(claim.Entry, cancel));

    static string ReasonOf(Filing filing)
    {
        var audio = filing.Source.Audio;
        var rate = audio.BitRate is { } bits ? $", {bits / 1000} kb/s" : "";
        return $"filed from {audio.CodecName}{rate}, {audio.SampleRate} Hz" + (audio.IsLossless ? "" : "; the source is lossy")
            + (filing.Rendered.Overs > 0 ? $"; {filing.Rendered.Overs} samples go over full scale when decoded" : "")
            + (filing.Files.Where(file => file.Format == FormatOptions.Original).SelectMany(file => file.LeftOut).Distinct().ToList() is { Count: > 0 } left
                ? $"; the original has no place for the tags {string.Join(", ", left)}" : "");
    }

    Entry EntryOf(Filing filing, Job job)
    {
        var now = clock.GetUtcNow();
        var track = filing.Source.Track;
        return new Entry
        {
            Id = Guid.CreateVersion7(now),
            JobId = job.Id,
            RunId = job.RunId,
            Title = track.Title,
            Artists = JobJson.Write(track.Artists),
            Version = track.Version,
            Album = track.Album,
            Isrc = track.Isrc,
            DurationSeconds = filing.Rendered.DurationSeconds,
            ObtainedBy = filing.Original.ObtainedBy,
            IsFromLossy = !filing.Source.Audio.IsLossless,
            Measured = JobJson.Write(filing.Measured),
            Fingerprint = filing.Rendered.Fingerprint is { Count: > 0 } words ? MemoryMarshal.AsBytes(words.ToArray().AsSpan()).ToArray() : null,
            Created = now.ToUnixTimeMilliseconds(),
        };
    }

    // Two formats may share an ending, as ALAC and an AAC original do: the later one says what it is.
    static List<ShelfFile> Named(Filing filing, string? id)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. filing.Files.Select(file => new ShelfFile(Name(file), file.Format, file.Sha256, file.Bytes, filing.Rendered.DurationSeconds))];

        string Name(TaggedFile file)
        {
            var ending = Path.GetExtension(file.Path);
            var name = FileNames.For(filing.Source.Track, ending, id);
            return names.Add(name) ? name : FileNames.For(filing.Source.Track, ending, id, file.Format);
        }
    }
}
