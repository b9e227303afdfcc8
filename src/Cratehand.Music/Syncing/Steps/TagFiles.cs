using Cratehand.Music.Audio;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Store.Disk;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>
/// Writes the tags into copies of the renditions and reads them back. Copies, because a tagger killed in mid-write would
/// leave a rendition that no repetition could mend.
/// </summary>
public sealed class TagFiles(AudioTools tools, KeyNotation notation)
{
    public async Task<IReadOnlyList<TaggedFile>> RunAsync(
        SourceAudio source, Rendered rendered, Measured measured, WorkFolder work, CancellationToken cancel)
    {
        var files = rendered.Renditions.Select(r => (r.Format, Path: Copy(r.Path, work))).ToList();
        await tools.Kid3.WriteAsync([.. files.Select(x => x.Path)], Tags(source, measured), work.Id, cancel);

        var tagged = new List<TaggedFile>();
        foreach (var (format, path) in files)
        {
            tagged.Add(new TaggedFile(path, format, await ContentHash.Sha256Async(path, cancel), new FileInfo(path).Length));
        }

        return tagged;
    }

    static string Copy(string from, WorkFolder work)
    {
        var to = work.File("tagged" + Path.GetExtension(from));
        File.Copy(from, to, overwrite: true); // of an earlier try of this very attempt
        return to;
    }

    /// <summary>What is written: who it is, and what was measured where the source says nothing. A guess never replaces a given value.</summary>
    internal TagSet Tags(SourceAudio source, Measured measured) =>
        new()
        {
            Title = source.Track.FullTitle,
            Artists = source.Track.Artists,
            Album = source.Track.Album,
            Date = source.Track.Date,
            Genre = source.Track.Genre,
            Isrc = source.Track.Isrc,
            Bpm = Given(source, "BPM") ? null : measured.Bpm,
            InitialKey = Given(source, "Initial Key") ? null : KeyText(measured),
            Comment = Comment(source),
        };

    static bool Given(SourceAudio source, string frame) => source.Tags.TryGetValue(frame, out var value) && !string.IsNullOrWhiteSpace(value);

    string? KeyText(Measured measured) =>
        notation switch
        {
            KeyNotation.Camelot => measured.Camelot,
            KeyNotation.OpenKey => measured.OpenKey,
            _ => measured.Key,
        };

    static string? Comment(SourceAudio source)
    {
        if (source.Audio.IsLossless || source.Audio.Codec is "mp3" or "aac")
        {
            return null;
        }

        var rate = source.Audio.BitRate is { } bits ? $" {bits / 1000} kb/s" : "";
        var mark = $"From a lossy source: {source.Audio.Codec}{rate}";
        return source.Tags.TryGetValue("Comment", out var said) && said.Length > 0 ? $"{said} | {mark}" : mark;
    }
}
