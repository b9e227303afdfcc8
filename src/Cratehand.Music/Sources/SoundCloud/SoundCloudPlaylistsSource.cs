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
        var marks = ListMarks.Read(from.Mark);
        var all = await soundCloud.PlaylistsAsync(cancel).ToListAsync(cancel);
        foreach (var list in all.Where(list => named.Holds(list.Title, list.Urn) && (from.IsWhole || !marks.IsAsBefore(list.Urn, StampOf(list)))))
        {
            var tracks = await soundCloud.PlaylistTracksAsync(list.Urn, cancel).ToListAsync(cancel);
            var isFirstSight = !marks.Knows(list.Urn);
            marks.Set(list.Urn, StampOf(list));
            yield return SoundCloudDetections.Page(tracks, Signal.Listed, marks.ToString(), isFirstSight);
        }

        if (named.Missing(all.Select(list => (list.Title, list.Urn))) is { Count: > 0 } missing)
        {
            yield return new SourcePage([]) { Left = missing };
        }
    }

    static string? StampOf(SoundCloudPlaylist list) => list.TrackCount?.ToString(CultureInfo.InvariantCulture);
}
