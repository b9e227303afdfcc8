using System.Collections.Concurrent;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;

namespace Cratehand.Sandbox.SoundCloud;

/// <summary>A like. When it was made is known here and told to nobody.</summary>
public sealed record SoundCloudLike(long Track, DateTimeOffset At);

/// <summary>A play; the newest counts.</summary>
public sealed record SoundCloudPlay(long Track, DateTimeOffset At);

/// <summary>A set.</summary>
public sealed record SoundCloudPlaylist(long Id, string Title, IReadOnlyList<long> Tracks)
{
    public string Urn => $"soundcloud:playlists:{Id}";

    public string Permalink => $"https://soundcloud.com/{SoundCloudState.MySlug}/sets/{Recording.Slug(Title)}";
}

/// <summary>One SoundCloud behind its hosts: API, sign-in, short links, pages.</summary>
public sealed class SoundCloudState(World world)
{
    /// <summary>The listener's name in links.</summary>
    public const string MySlug = "sandbox-listener";

    const int FirstLike = 100;
    const int Ordinary = 40;
    const int FirstLikeable = 140;
    const int LastLikeable = 199;
    const int FirstOfMany = 10_000;

    // Liked on Spotify too: one song, two sources.
    static readonly int[] AlsoOnSpotify = [3, 7];

    readonly Lock _gate = new();
    readonly List<SoundCloudLike> _likes = [];
    readonly List<SoundCloudPlay> _plays = [];
    readonly List<SoundCloudPlaylist> _playlists = [];
    readonly ConcurrentDictionary<long, SoundCloudTraits> _traits = new();

    public World World => world;

    public SoundCloudAccounts Accounts { get; } = new(world);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<SoundCloudLike> Likes { get { lock (_gate) { return [.. _likes]; } } }

    public IReadOnlyList<SoundCloudPlay> Plays { get { lock (_gate) { return [.. _plays.OrderByDescending(p => p.At)]; } } }

    public IReadOnlyList<SoundCloudPlaylist> Playlists { get { lock (_gate) { return [.. _playlists]; } } }

    /// <summary>Traits that differ from what the song's index says.</summary>
    public IReadOnlyDictionary<long, SoundCloudTraits> ChangedTraits => _traits;

    public bool Holds(Rule rule) => world.Rules.Holds(rule);

    /// <summary>The upload of a number, or null; whether the caller may see it is not asked here.</summary>
    public SoundCloudTrack? Track(long id) =>
        Ids.SoundCloudRecording(id) is { } recording && (recording.Variant != Variant.Original || Has(recording.Song))
            ? Of(recording)
            : null;

    public SoundCloudTrack Of(Recording recording) =>
        new(recording, _traits.TryGetValue(Ids.SoundCloud(recording), out var traits) ? traits : SoundCloudTraits.Of(recording));

    public void Change(long track, SoundCloudTraits traits) => _traits[track] = traits;

    /// <summary>Of the songs that Spotify's listener has, every fifth was never uploaded here: …4 and …9.</summary>
    public static bool Has(Song song) => song.Index >= FirstLike || song.Index % 5 != 4;

    /// <summary>Replaces the likes by so many, an hour apart, the newest an hour old.</summary>
    public void FillLikes(int count)
    {
        var now = world.Clock.GetUtcNow();
        ReplaceLikes(Enumerable.Range(0, count).Select(i => new SoundCloudLike(Ids.SoundCloud(Recording.Original(LikedSong(i))), now - TimeSpan.FromHours(i + 1))));
    }

    static int LikedSong(int i) =>
        i >= Ordinary ? FirstOfMany + i
        : i >= Ordinary - AlsoOnSpotify.Length ? AlsoOnSpotify[i - (Ordinary - AlsoOnSpotify.Length)]
        : FirstLike + i;

    public void ReplaceLikes(IEnumerable<SoundCloudLike> likes)
    {
        lock (_gate)
        {
            _likes.Clear();
            _likes.AddRange(likes.OrderByDescending(l => l.At));
        }
    }

    public void ReplacePlays(IEnumerable<SoundCloudPlay> plays)
    {
        lock (_gate)
        {
            _plays.Clear();
            _plays.AddRange(plays);
        }
    }

    public void Put(SoundCloudPlaylist playlist)
    {
        lock (_gate)
        {
            _playlists.RemoveAll(p => p.Id == playlist.Id);
            _playlists.Add(playlist);
        }
    }

    public void Like(long track)
    {
        lock (_gate)
        {
            if (!_likes.Exists(l => l.Track == track))
            {
                _likes.Insert(0, new(track, world.Clock.GetUtcNow()));
            }
        }
    }

    public bool Unlike(long track)
    {
        lock (_gate)
        {
            return _likes.RemoveAll(l => l.Track == track) > 0;
        }
    }

    /// <summary>A playable upload that is not liked yet, or null when there is none left.</summary>
    public SoundCloudTrack? NextLikeable()
    {
        var liked = Likes.Select(l => l.Track).ToHashSet();
        return Enumerable.Range(FirstLikeable, LastLikeable - FirstLikeable + 1)
            .Select(i => Of(Recording.Original(i)))
            .FirstOrDefault(t => t.Traits is { Access: "playable", Secret: null } && !liked.Contains(t.Id));
    }

    /// <summary>The upload behind a soundcloud.com or on.soundcloud.com address, with the token the address shows.</summary>
    public (SoundCloudTrack Track, string? Secret)? Resolve(string link)
    {
        if (ShortLink(link) is { } behind)
        {
            return (behind, behind.Traits.Secret);
        }

        return SoundCloudTrack.ParseLink(link) is { } parsed
            && Recording.Parse(parsed.Name) is { } recording
            && Track(Ids.SoundCloud(recording)) is { } track
            ? (track, parsed.Secret)
            : null;
    }

    /// <summary>The upload of a short link; only what is liked or can be liked has one.</summary>
    public SoundCloudTrack? ShortLink(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Host == "on.soundcloud.com"
            ? Enumerable.Range(0, LastLikeable + 1).Select(i => Of(Recording.Original(i))).FirstOrDefault(t => t.ShortCode == uri.AbsolutePath.Trim('/'))
            : null;
}
