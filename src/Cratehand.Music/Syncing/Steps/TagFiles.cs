using System.Globalization;
using Cratehand.Jobs;
using Cratehand.Music.Audio;
using Cratehand.Music.Audio.Containers;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Libraries;
using Cratehand.Music.Store.Disk;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>
/// Writes the tags into copies of the renditions and reads them back. Copies, because a tagger killed in mid-write would
/// leave a rendition that no repetition could mend.
/// </summary>
public sealed class TagFiles(AudioTools tools, KeyNotation notation)
{
    static readonly HashSet<string> Textless = new(StringComparer.OrdinalIgnoreCase) { "General Object", "File ID", "Rating" };

    /// <exception cref="DiscardException">A tag does not arrive, or the original's audio would not survive its tags.</exception>
    public async Task<IReadOnlyList<TaggedFile>> RunAsync(
        SourceAudio source, Rendered rendered, Measured measured, WorkFolder work, CancellationToken cancel)
    {
        var files = rendered.Renditions.Select(r => (r.Format, Path: Copy(r, source.Audio, work))).ToList();
        var wanted = files.Select(x => KeyValuePair.Create(x.Path, Tags(source, measured, x.Format == FormatOptions.Original)));
        var found = await WriteAsync(source, [.. wanted], work, cancel);
        foreach (var (given, copy) in rendered.Renditions.Zip(files).Where(pair => pair.First.Format == FormatOptions.Original))
        {
            await CheckAudioAsync(source, given.Path, copy.Path, work, cancel);
        }

        var tagged = new List<TaggedFile>();
        foreach (var ((format, path), file) in files.Zip(found))
        {
            Fsync.File(path); // before the step is on record: what is remembered must outlast a power cut
            tagged.Add(new TaggedFile(path, format, await ContentHash.Sha256Async(path, cancel), new FileInfo(path).Length) { LeftOut = file.LeftOut });
        }

        return tagged;
    }

    // The same tags would come out the same at each attempt.
    async Task<IReadOnlyList<FileTags>> WriteAsync(
        SourceAudio source, IReadOnlyList<KeyValuePair<string, TagSet>> files, WorkFolder work, CancellationToken cancel)
    {
        try
        {
            return await tools.Kid3.WriteAsync(files, work.Id, cancel);
        }
        catch (TagMismatchException mismatch)
        {
            throw new DiscardException($"{NameOf(source, mismatch.File)}: {mismatch.Message}", mismatch);
        }
    }

    // A rendition can be made again; of an original there may be no other.
    async Task CheckAudioAsync(SourceAudio source, string given, string tagged, WorkFolder work, CancellationToken cancel)
    {
        if (await tools.Ffmpeg.HashAudioAsync(given, work.Id, cancel) != await tools.Ffmpeg.HashAudioAsync(tagged, work.Id, cancel))
        {
            throw new DiscardException($"{NameOf(source, tagged)}: Writing its tags would change its audio, so it was not filed; get it in another format.");
        }
    }

    // As it is called on the shelf: of the work file's name the owner knows nothing.
    static string NameOf(SourceAudio source, string path) => Path.GetFileName(FileNames.For(source.Track, Path.GetExtension(path)));

    // Named by the format, as an original and a rendition may share an ending; the original's own may lie about what is in it.
    static string Copy(Rendition from, Probe source, WorkFolder work)
    {
        var ending = from.Format == FormatOptions.Original ? FileEnding.For(source, from.Path) : Path.GetExtension(from.Path);
        var to = work.File("tagged-" + from.Format + ending);
        File.Copy(from.Path, to, overwrite: true); // of an earlier try of this very attempt
        return to;
    }

    /// <summary>
    /// What is written: who it is, and what was measured where the source says nothing. A guess never replaces a given
    /// value: the original keeps its own, a rendition gets it, with the cover and all else that the source carries.
    /// </summary>
    internal TagSet Tags(SourceAudio source, Measured measured, bool isOriginal)
    {
        var (bpm, key) = (Tempo(source), SourceTags.Key(source));
        return Identity(source, frame => !isOriginal || !Has(source, frame)) with
        {
            Bpm = bpm is null ? measured.Bpm : null,
            InitialKey = key is null ? KeyText(measured) : isOriginal ? null : key,
            Comment = isOriginal && SourceTags.Text(source, "Comment") is not null ? null : Comment(source),
            Cover = isOriginal ? null : source.Cover,
            AlsoInfo = !isOriginal,
            Extra = isOriginal ? new Dictionary<string, string>() : Others(source, bpm),
        };
    }

    static TagSet Identity(SourceAudio source, Func<string, bool> isWanted) => new()
    {
        Title = isWanted("Title") ? source.Track.FullTitle : null,
        Artists = isWanted("Artist") ? source.Track.Artists : [],
        Album = isWanted("Album") ? source.Track.Album : null,
        Date = isWanted("Date") ? source.Track.Date : null,
        Genre = isWanted("Genre") ? source.Track.Genre : null,
        Isrc = isWanted("ISRC") ? source.Track.Isrc : null,
    };

    // As Kid3 reads it, which writes there: what stands elsewhere in the file (ID3v1, RIFF INFO) is hidden by the first tag that is added.
    static bool Has(SourceAudio source, string frame) =>
        source.Tags.Any(tag => tag.Key.Equals(frame, StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(tag.Value));

    // A word in the tempo's place is none, but for its unit; a comma there is a point.
    static string? Tempo(SourceAudio source) =>
        SourceTags.Bpm(source)?.Replace(',', '.').Replace("bpm", "", StringComparison.OrdinalIgnoreCase).Trim() is { } text
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bpm) && bpm > 0 && double.IsFinite(bpm)
            ? text
            : null;

    // What Kid3 shows of a frame without a text would become a text elsewhere; and ffprobe gives FLAC's description as the comment.
    static Dictionary<string, string> Others(SourceAudio source, string? bpm) =>
        SourceTags.Others(source, bpm)
            .Where(tag => !Textless.Contains(tag.Key.Split(':')[0]))
            .Where(tag => !(tag.Key.Equals("Description", StringComparison.OrdinalIgnoreCase) && tag.Value.Trim() == SourceTags.Text(source, "Comment")))
            .ToDictionary(tag => tag.Key, tag => tag.Value);

    string? KeyText(Measured measured) =>
        notation switch
        {
            KeyNotation.Camelot => measured.Camelot,
            KeyNotation.OpenKey => measured.OpenKey,
            _ => measured.Key,
        };

    static string? Comment(SourceAudio source)
    {
        var said = SourceTags.Text(source, "Comment");
        if (source.Audio.IsLossless || source.Audio.Codec is "mp3" or "aac")
        {
            return said;
        }

        var rate = source.Audio.BitRate is { } bits ? string.Create(CultureInfo.InvariantCulture, $" {bits / 1000} kb/s") : "";
        var mark = $"From a lossy source: {source.Audio.Codec}{rate}";
        return said is null || said.Contains(mark, StringComparison.Ordinal) ? said ?? mark : $"{said} ¦ {mark}";
    }
}
