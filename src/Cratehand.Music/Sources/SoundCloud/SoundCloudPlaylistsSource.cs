using System.Globalization;
using System.Runtime.CompilerServices;

namespace Cratehand.Music.Sources.SoundCloud;

/// <summary>
/// The sets that the owner named. SoundCloud has no word for "changed": one call tells how many tracks each holds, and those with
/// another number than before are read. One track put in place of another is noticed when everything is read again.
/// </summary>
public sealed class SoundCloudPlaylistsSource(SoundCloudClient soundCloud, NamedLists named) : ISource
{
    public string Name => SourceNames.SoundCloudPlaylists;

    public bool IsNewestFirst => false;

    public async IAsyncEnumerable<SourcePage> ReadAsync(Reading from, [EnumeratorCancellation] CancellationToken cancel)
    {
        named.Demand();
        var left = new List<string>();
        var marks = ListMarks.Read(from.Mark);
        var all = await soundCloud.PlaylistsAsync(cancel).ToListAsync(cancel);
        foreach (var list in all.Where(list => named.Holds(list.Title, list.Urn) && (from.IsWhole || !marks.IsAsBefore(list.Urn, StampOf(list)))))
        {
            if (await EachList.TryReadAsync(soundCloud.PlaylistTracksAsync(list.Urn, cancel), list.Title, left, cancel) is not { } tracks)
            {
                continue;
            }

            var isFirstSight = !marks.Knows(list.Urn);
            marks.Set(list.Urn, StampOf(list));
            yield return SoundCloudDetections.Page(tracks, Signal.Listed, marks.ToString(), isFirstSight);
        }

        left.AddRange(named.Missing(all.Select(list => (list.Title, list.Urn))));
        if (left.Count > 0)
        {
            yield return new SourcePage([]) { Left = left };
        }
    }

    static string? StampOf(SoundCloudPlaylist list) => list.TrackCount?.ToString(CultureInfo.InvariantCulture);
}
