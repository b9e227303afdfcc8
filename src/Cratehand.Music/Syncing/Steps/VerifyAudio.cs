using Cratehand.Music.Audio;
using Cratehand.Music.Audio.Containers;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>
/// Reads what the original says of itself and refuses what is no audio or not as long as what was wanted. Whether it
/// decodes to its end and is no silence shows in the one decode of the next step, which is judged there.
/// </summary>
public sealed class VerifyAudio(AudioTools tools)
{
    /// <param name="expected">What is wanted. A length it does not know is the one that the site it came from tells, if it tells one.</param>
    public async Task<Verified> RunAsync(Original original, TrackDescription? expected, WorkFolder work, CancellationToken cancel)
    {
        var probed = await tools.Ffprobe.ProbeAsync(original.Path, work.Id, cancel);
        if (probed.Audio is not { } audio)
        {
            return new Verified(null, "no-audio", probed.Reason.Replace(Path.GetFileName(original.Path), original.Name, StringComparison.Ordinal));
        }

        if (await LengthAsync(original, expected, audio, work, cancel) is { Cause: { } cause } wrong)
        {
            return new Verified(null, cause, wrong.Reason);
        }

        var (tags, elsewhere, cover) = await TagsAsync(Named(original, audio, work), audio, work, cancel);
        var track = TrackName.FromTags(name => tags.GetValueOrDefault(name) ?? audio.Tag(name) ?? Told(expected, name), original.Name);
        return new Verified(new SourceAudio(audio, tags, track) { Elsewhere = elsewhere, Cover = cover });
    }

    // A guessed length proves nothing, so then the packets are counted: a preview must not slip through for want of a header.
    async Task<LengthVerdict> LengthAsync(Original original, TrackDescription? wanted, Probe audio, WorkFolder work, CancellationToken cancel)
    {
        var expected = (wanted?.DurationMs ?? original.Described?.DurationMs) / 1000.0;
        var isKnown = audio is { Seconds: not null, SecondsAreEstimated: false };
        return LengthVerdict.Judge(
            expected, expected is null || isKnown ? audio.Seconds : await tools.Ffprobe.CountSecondsAsync(original.Path, work.Id, cancel));
    }

    // Where the file's own tags are silent, what was wanted knows more than a file's name.
    static string? Told(TrackDescription? expected, string name) =>
        name switch
        {
            "title" => expected?.Title,
            "artist" when expected is { Artists.Count: > 0 } => string.Join("; ", expected.Artists),
            "isrc" => expected?.Isrc,
            _ => null,
        };

    // Kid3 goes by the ending, and this one's may lie.
    static string Named(Original original, Probe audio, WorkFolder work)
    {
        var ending = FileEnding.For(audio, original.Path);
        if (ending == Path.GetExtension(original.Path))
        {
            return original.Path;
        }

        var named = work.File("named" + ending);
        File.Copy(original.Path, named, overwrite: true); // of an earlier try of this very attempt
        return named;
    }

    // Kid3 knows frames that ffprobe hides (MP4's tempo, ID3 in WAV) and does not open every container (WebM): then
    // ffprobe's own list, taken above, has to do.
    async Task<(IReadOnlyDictionary<string, string> Tags, IReadOnlyDictionary<string, string> Elsewhere, string? Cover)> TagsAsync(string path, Probe audio, WorkFolder work, CancellationToken cancel)
    {
        try
        {
            var covers = audio.HasCover ? new Dictionary<string, string> { [path] = work.File("cover") } : null;
            var found = await tools.Kid3.ReadAsync([path], work.Id, cancel, covers);
            var elsewhere = found[0].Frames.Count > 0 || found[0].Info.Count > 0 ? found[0].Info : SourceTags.Renamed(audio);
            return (new Dictionary<string, string>(found[0].Frames, StringComparer.OrdinalIgnoreCase), elsewhere, found[0].Cover);
        }
        catch (ToolFailedException)
        {
            return (new Dictionary<string, string>(), SourceTags.Renamed(audio), null);
        }
    }
}
