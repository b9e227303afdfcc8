using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Sources.DropFolder;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Finding;

/// <summary>Files that lie in the drop folder: by their tags or names, and then by their length.</summary>
public sealed class DropFolderOrigin(string folder, AudioTools tools) : ICandidateOrigin
{
    // Each is opened; a folder with more is no place where one waits for a track, and its newest are the likeliest.
    const int Most = 200;

    public string Name => "drop-folder";

    public bool IsLocal => true;

    public string? OffBecause => Directory.Exists(folder) ? null : $"there is no drop folder ({folder})";

    public async Task<IReadOnlyList<Candidate>> FindAsync(TrackDescription wanted, WorkFolder work, CancellationToken cancel)
    {
        var near = new List<Candidate>();
        foreach (var file in Files(cancel))
        {
            if (await DescribeAsync(file, wanted, work, cancel) is { } says)
            {
                near.Add(new Candidate(Name, "file:" + file, file, says));
            }
        }

        return near;
    }

    List<string> Files(CancellationToken cancel) =>
        [.. DropWalk.Files(folder, [], cancel).Where(file => AudioNames.IsAudio(file.Name)).OrderByDescending(file => file.LastWriteTimeUtc)
            .Take(Most).Select(file => file.FullName)];

    // A name that speaks against it may still hide the right tags: both are asked before a file is called another track.
    async Task<TrackDescription?> DescribeAsync(string file, TrackDescription wanted, WorkFolder work, CancellationToken cancel)
    {
        var probe = (await tools.Ffprobe.ProbeAsync(file, work.Id, cancel)).Audio;
        if (probe is null)
        {
            return null; // no audio, or not whole yet
        }

        var track = TrackName.FromTags(name => probe.Tag(name), Path.GetFileName(file));
        var says = new TrackDescription(track.FullTitle, track.Artists, (long?)(1000 * probe.Seconds), track.Isrc);
        return TrackMatcher.Match(wanted, says).Verdict == MatchVerdict.Different ? null : says;
    }
}
