using System.Runtime.CompilerServices;

namespace Cratehand.Music.Sources.Spotify;

/// <summary>The playlists that the owner named. One call tells which of them changed; only those are read.</summary>
public sealed class SpotifyPlaylistsSource(SpotifyClient spotify, NamedLists named) : ISource
{
    public string Name => SourceNames.SpotifyPlaylists;

    public bool IsNewestFirst => false;

    public async IAsyncEnumerable<SourcePage> ReadAsync(Reading from, [EnumeratorCancellation] CancellationToken cancel)
    {
        named.Demand();
        var left = new List<string>();
        var marks = ListMarks.Read(from.Mark);
        var all = await spotify.PlaylistsAsync(cancel).ToListAsync(cancel);
        foreach (var list in all.Where(list => named.Holds(list.Name, list.Id) && (from.IsWhole || !marks.IsAsBefore(list.Id, list.SnapshotId))))
        {
            // The whole list or nothing of it: its order is the owner's, and a half-read one would look unchanged next time.
            if (await EachList.TryReadAsync(spotify.PlaylistItemsAsync(list.Id, cancel), list.Name, left, cancel) is not { } items)
            {
                continue;
            }

            var isFirstSight = !marks.Knows(list.Id);
            marks.Set(list.Id, list.SnapshotId);
            yield return SpotifyDetections.Page(items, Signal.Listed, marks.ToString(), isFirstSight);
        }

        left.AddRange(named.Missing(all.Select(list => (list.Name, list.Id))));
        if (left.Count > 0)
        {
            yield return new SourcePage([]) { Left = left };
        }
    }
}
