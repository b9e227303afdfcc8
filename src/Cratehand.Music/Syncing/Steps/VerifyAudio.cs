using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>
/// Reads what the original says of itself and refuses what is no audio. Whether it decodes to its end and is no silence
/// shows in the one decode of the next step, which is judged there.
/// </summary>
public sealed class VerifyAudio(AudioTools tools)
{
    /// <param name="expected">What is wanted.</param>
    public async Task<Verified> RunAsync(Original original, TrackDescription? expected, WorkFolder work, CancellationToken cancel)
    {
        var probed = await tools.Ffprobe.ProbeAsync(original.Path, work.Id, cancel);
        if (probed.Audio is not { } audio)
        {
            return new Verified(null, "no-audio", $"{original.Name}: {probed.Reason}");
        }

        var tags = await TagsAsync(original.Path, work, cancel);
        var track = TrackName.FromTags(name => tags.GetValueOrDefault(name) ?? audio.Tag(name), original.Name);
        return new Verified(new SourceAudio(audio, tags, track));
    }

    // Kid3 knows frames that ffprobe hides (MP4's tempo, ID3 in WAV) and does not open every container (WebM): then
    // ffprobe's own list, taken above, has to do.
    async Task<IReadOnlyDictionary<string, string>> TagsAsync(string path, WorkFolder work, CancellationToken cancel)
    {
        try
        {
            var found = await tools.Kid3.ReadAsync([path], work.Id, cancel);
            return new Dictionary<string, string>(found[0].Frames, StringComparer.OrdinalIgnoreCase);
        }
        catch (ToolFailedException)
        {
            return new Dictionary<string, string>();
        }
    }
}
