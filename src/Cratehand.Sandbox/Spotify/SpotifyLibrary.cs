using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;

namespace Cratehand.Sandbox.Spotify;

/// <summary>Everything the stand-in's listener has and hears. One lock; every member may be called from any request.</summary>
public sealed class SpotifyLibrary(World world)
{
    /// <summary>The listener.</summary>
    public const string Me = "sandboxlistener";

    /// <summary>Songs that are there to be liked next: known to the catalogue, in nobody's library.</summary>
    const int FirstLikeable = 30;
    const int LastLikeable = 99;
    const int FirstOfMany = 1000;

    readonly Lock _gate = new();
    readonly List<SpotifySaved> _saved = [];
    readonly List<SpotifyPlay> _plays = [];
    readonly List<SpotifyPlaylist> _playlists = [];

    /// <summary>What plays now, or null.</summary>
    public SpotifyPlaying? Playing { get; set; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<SpotifySaved> Saved { get { lock (_gate) { return [.. _saved]; } } }

    /// <summary>The last fifty, newest first.</summary>
    public IReadOnlyList<SpotifyPlay> Plays { get { lock (_gate) { return [.. _plays.OrderByDescending(p => p.PlayedAt).Take(50)]; } } }

    public IReadOnlyList<SpotifyPlaylist> Playlists { get { lock (_gate) { return [.. _playlists]; } } }

    /// <summary>Replaces the library by so many likes, an hour apart, the newest an hour old.</summary>
    public void FillSaved(int count)
    {
        var now = world.Clock.GetUtcNow();
        lock (_gate)
        {
            _saved.Clear();
            _saved.AddRange(Enumerable.Range(0, count).Select(i =>
                new SpotifySaved(i < FirstLikeable ? i : FirstOfMany + i, now - TimeSpan.FromHours(i + 1))));
        }
    }

    public void ReplaceSaved(IEnumerable<SpotifySaved> saved)
    {
        lock (_gate)
        {
            _saved.Clear();
            _saved.AddRange(saved.OrderByDescending(s => s.AddedAt));
        }
    }

    public void ReplacePlays(IEnumerable<SpotifyPlay> plays)
    {
        lock (_gate)
        {
            _plays.Clear();
            _plays.AddRange(plays);
        }
    }

    public void Put(SpotifyPlaylist playlist)
    {
        lock (_gate)
        {
            _playlists.RemoveAll(p => p.Id == playlist.Id);
            _playlists.Add(playlist);
        }
    }

    public SpotifyPlaylist? Playlist(string id) => Playlists.FirstOrDefault(p => p.Id == id);

    /// <summary>Puts items into a playlist; with the rule off the snapshot stays as it was.</summary>
    public void Insert(SpotifyPlaylist playlist, int position, IEnumerable<SpotifyItem> items)
    {
        lock (_gate)
        {
            playlist.Insert(position, items, world.Rules.Holds(Rules.SpotifySnapshot));
        }
    }

    public bool IsSaved(int song)
    {
        lock (_gate)
        {
            return _saved.Exists(s => s.Song == song);
        }
    }

    /// <summary>Likes a song now. A song that is already there keeps its place and time.</summary>
    public void Save(int song)
    {
        lock (_gate)
        {
            if (!_saved.Exists(s => s.Song == song))
            {
                _saved.Insert(0, new(song, world.Clock.GetUtcNow()));
            }
        }
    }

    public void Remove(int song)
    {
        lock (_gate)
        {
            _saved.RemoveAll(s => s.Song == song);
        }
    }

    /// <summary>A song that is not liked yet, or null when all of them are.</summary>
    public Song? NextLikeable()
    {
        lock (_gate)
        {
            var taken = _saved.Select(s => s.Song).ToHashSet();
            return Enumerable.Range(FirstLikeable, LastLikeable - FirstLikeable + 1)
                .Where(i => !taken.Contains(i))
                .Select(SongBook.At)
                .FirstOrDefault();
        }
    }
}
