using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Media;
using Cratehand.Sandbox.Songs;
using Cratehand.Sandbox.SoundCloud;
using Cratehand.Sandbox.Spotify;

namespace Cratehand.Sandbox;

/// <summary>Spotify, SoundCloud and the media host, with a listener who already likes things.</summary>
public static class TasteStandIns
{
    /// <summary>Five stand-ins over three states; empty libraries when the options say so.</summary>
    public static IReadOnlyList<IStandIn> Make(World world)
    {
        var (spotify, soundCloud) = (new SpotifyState(world), new SoundCloudState(world));
        if (world.Options.WithExamples)
        {
            Fill(spotify, world.Clock.GetUtcNow());
            Fill(soundCloud, world.Clock.GetUtcNow());
        }

        return
        [
            new SpotifyApi(spotify),
            new SpotifySignIn(spotify),
            new SoundCloudApi(soundCloud),
            new SoundCloudSignIn(soundCloud),
            new MediaHost(new MediaState(world, soundCloud)),
        ];
    }

    // 30 likes; a playlist with all that real ones hold, one that friends write on, one of somebody else.
    static void Fill(SpotifyState state, DateTimeOffset now)
    {
        state.Library.FillSaved(30);
        state.Library.ReplacePlays(Enumerable.Range(0, 60).Select(i => new SpotifyPlay(i % 13, now - TimeSpan.FromMinutes(4 * (i + 1)))));
        var crate = new SpotifyPlaylist(Ids.Digest("playlist:crate", 22), "Friday crate", SpotifyLibrary.Me, isCollaborative: false);
        crate.Insert(0, Tracks(Enumerable.Range(10, 12), now));
        crate.Insert(3, [new(SpotifyItemKind.LocalFile, 90, now - TimeSpan.FromDays(40))]);
        crate.Insert(6, [new(SpotifyItemKind.Episode, 7, now - TimeSpan.FromDays(30))]);
        crate.Insert(9, [new(SpotifyItemKind.Gone, 0, now - TimeSpan.FromDays(400))]);
        var shared = new SpotifyPlaylist(Ids.Digest("playlist:shared", 22), "Shared finds", "adigger", isCollaborative: true);
        shared.Insert(0, Tracks(Enumerable.Range(24, 4), now));
        var other = new SpotifyPlaylist(Ids.Digest("playlist:other", 22), "Radio picks", "radiopicks", isCollaborative: false);
        other.Insert(0, Tracks(Enumerable.Range(80, 3), now));
        Array.ForEach([crate, shared, other], state.Library.Put);
    }

    static IEnumerable<SpotifyItem> Tracks(IEnumerable<int> songs, DateTimeOffset now) =>
        songs.Select((song, i) => new SpotifyItem(SpotifyItemKind.Track, song, now - TimeSpan.FromDays(i + 1)));

    // 40 likes: previews, blocked, downloadable and secret ones among them, two liked on Spotify as well.
    static void Fill(SoundCloudState state, DateTimeOffset now)
    {
        static long Number(int song) => Ids.SoundCloud(Recording.Original(song));

        state.FillLikes(40);
        state.ReplacePlays(Enumerable.Range(0, 45).Select(i => new SoundCloudPlay(Number(100 + (i % 34)), now - TimeSpan.FromMinutes(5 * (i + 1)))));
        state.Put(new(410_000_001, "Warm up", [.. Enumerable.Range(140, 6).Select(Number)]));
        state.Put(new(410_000_002, "Peak time", [.. Enumerable.Range(150, 8).Select(Number)]));
    }
}
