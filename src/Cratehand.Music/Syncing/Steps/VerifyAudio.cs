using Cratehand.Jobs;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>
/// Reads what the original says of itself and refuses what is no audio. Whether it decodes to its end and is no silence
/// shows in the one decode of the next step, which is judged there.
/// </summary>
public sealed class VerifyAudio(AudioTools tools)
{
    /// <exception cref="DiscardException">It is not audio.</exception>
    public async Task<SourceAudio> RunAsync(Original original, WorkFolder work, CancellationToken cancel)
    {
        var probed = await tools.Ffprobe.ProbeAsync(original.Path, work.Id, cancel);
        if (probed.Audio is not { } audio)
        {
            throw new DiscardException($"{original.Name}: {probed.Reason}");
        }

        var (tags, cover) = await TagsAsync(original.Path, audio, work, cancel);
        var track = TrackName.FromTags(name => tags.GetValueOrDefault(name) ?? audio.Tag(name), original.Name);
        return new SourceAudio(audio, tags, track) { Cover = cover };
    }

    // Kid3 knows frames that ffprobe hides (MP4's tempo, ID3 in WAV) and does not open every container (WebM): then
    // ffprobe's own list, taken above, has to do.
    async Task<(IReadOnlyDictionary<string, string> Tags, string? Cover)> TagsAsync(string path, Probe audio, WorkFolder work, CancellationToken cancel)
    {
        try
        {
            var covers = audio.HasCover ? new Dictionary<string, string> { [path] = work.File("cover") } : null;
            var found = await tools.Kid3.ReadAsync([path], work.Id, cancel, covers);
            return (new Dictionary<string, string>(found[0].Frames, StringComparer.OrdinalIgnoreCase), found[0].Cover);
        }
        catch (ToolFailedException)
        {
            return (new Dictionary<string, string>(), null);
        }
    }
}
