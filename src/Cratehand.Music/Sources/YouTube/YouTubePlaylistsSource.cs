using System.Runtime.CompilerServices;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Sources.YouTube;

/// <summary>The YouTube playlists whose links the owner set, through yt-dlp.</summary>
/// <param name="list"><c>null</c>: yt-dlp is not switched on.</param>
public sealed class YouTubePlaylistsSource(IReadOnlyList<string> links, ListLink? list) : ISource
{
    public string Name => SourceNames.YouTubePlaylists;

    public bool IsNewestFirst => false;

    public async IAsyncEnumerable<SourcePage> ReadAsync(Reading from, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (links.Count == 0)
        {
            throw new SourceOffException("No YouTube playlist is named: set CRATEHAND__DETECTING__YOUTUBE_PLAYLISTS__LINKS.");
        }

        var lists = list ?? throw new SourceOffException("YouTube playlists are read through yt-dlp, which is not switched on: set Acquire:YtDlp to true.");
        var marks = ListMarks.Read(from.Mark);
        var left = new List<string>();
        foreach (var link in links)
        {
            if (await EachList.TryReadAsync(() => lists(link, cancel), TrackLink.Show(link), left) is not { } found)
            {
                continue;
            }

            if (found.IsCut)
            {
                left.Add($"the playlist {TrackLink.Show(link)} may go on after its first {found.Entries.Count} entries: no more are read");
            }

            var isFirstSight = !marks.Knows(link);
            marks.Set(link, null);
            yield return new SourcePage([.. found.Entries.Select(entry => entry.AsDetection("youtube", Signal.Listed))], marks.ToString(), isFirstSight);
        }

        if (left.Count > 0)
        {
            yield return new SourcePage([]) { Left = left };
        }
    }
}
