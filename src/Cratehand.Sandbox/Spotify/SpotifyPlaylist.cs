using System.Globalization;
using Cratehand.Sandbox.Songs;

namespace Cratehand.Sandbox.Spotify;

/// <summary>A playlist and its edits.</summary>
public sealed class SpotifyPlaylist(string id, string name, string owner, bool isCollaborative)
{
    readonly List<SpotifyItem> _items = [];

    public string Id => id;

    public string Name => name;

    /// <summary>The owner's user id.</summary>
    public string Owner => owner;

    public bool IsCollaborative => isCollaborative;

    /// <summary>How often it was edited.</summary>
    public int Version { get; set; }

    /// <summary>Opaque; another after every edit.</summary>
    public string SnapshotId => "AAAA" + Ids.Digest($"{id}:{Version.ToString(CultureInfo.InvariantCulture)}", 28);

    public IReadOnlyList<SpotifyItem> Items => _items;

    /// <summary>Puts items in at a place; beyond the end means at the end.</summary>
    public void Insert(int position, IEnumerable<SpotifyItem> items, bool isEdit = true)
    {
        _items.InsertRange(Math.Clamp(position, 0, _items.Count), items);
        Version += isEdit ? 1 : 0;
    }
}
