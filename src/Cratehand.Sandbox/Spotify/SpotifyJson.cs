using System.Globalization;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Songs;

namespace Cratehand.Sandbox.Spotify;

/// <summary>The Web API's objects. Fields that left development mode in 2026 are only in the legacy profile.</summary>
/// <param name="root">The API's own address with <c>/v1</c>, for <c>href</c>.</param>
/// <param name="profile">Whose fields.</param>
sealed class SpotifyJson(string root, SpotifyProfile profile)
{
    bool IsLegacy => profile == SpotifyProfile.Legacy;

    /// <summary>A catalogue track, whole.</summary>
    /// <param name="song">Which.</param>
    /// <param name="market">Whether a market was named: only then is playability told.</param>
    public JsonObject Track(Song song, bool market = false)
    {
        var id = Ids.Spotify("track", song.Index);
        var track = Named("track", id, song.Title);
        track["album"] = Album(song);
        track["artists"] = new JsonArray([.. song.Artists.Select(Artist)]);
        track["disc_number"] = 1;
        track["duration_ms"] = (int)song.Duration.TotalMilliseconds;
        track["explicit"] = song.Index % 9 == 0;
        track["external_ids"] = new JsonObject { ["isrc"] = song.Isrc };
        track["is_local"] = false;
        track["preview_url"] = null;
        track["track_number"] = (song.Index % 4) + 1;
        if (market)
        {
            track["is_playable"] = true;
        }

        if (IsLegacy)
        {
            track["popularity"] = song.Index * 7 % 100;
            track["available_markets"] = new JsonArray("DE", "GB", "US");
        }

        return track;
    }

    JsonObject Album(Song song)
    {
        var number = song.Index / 4;
        var album = Named("album", Ids.Spotify("album", number), song.Album);
        album["album_type"] = "single";
        album["total_tracks"] = 4;
        album["images"] = new JsonArray();
        album["release_date"] = song.Released.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        album["release_date_precision"] = "day";
        album["artists"] = new JsonArray(Artist(SongBook.At(number * 4).Artist));
        if (IsLegacy)
        {
            album["available_markets"] = new JsonArray("DE", "GB", "US");
        }

        return album;
    }

    JsonObject Artist(string name) => Named("artist", Ids.Digest($"artist:{name}", 22), name);

    JsonObject Named(string type, string id, string name) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["name"] = name,
        ["uri"] = $"spotify:{type}:{id}",
        ["href"] = $"{root}/{type}s/{id}",
        ["external_urls"] = new JsonObject { ["spotify"] = $"https://open.spotify.com/{type}/{id}" },
    };

    /// <summary>A file on the owner's disk: the shape is a track's, all that a catalogue would know is null.</summary>
    public JsonObject LocalFile(Song song)
    {
        var track = Nameless("track", song.Title);
        track["uri"] = $"spotify:local:{Plus(song.Artist)}:{Plus(song.Album)}:{Plus(song.Title)}:{(int)song.Duration.TotalSeconds}";
        track["album"] = Nameless("album", song.Album);
        track["album"]!["artists"] = new JsonArray();
        track["album"]!["images"] = new JsonArray();
        track["album"]!["release_date"] = null;
        track["artists"] = new JsonArray(Nameless("artist", song.Artist));
        track["disc_number"] = 0;
        track["duration_ms"] = (int)song.Duration.TotalMilliseconds;
        track["explicit"] = false;
        track["external_ids"] = new JsonObject();
        track["is_local"] = true;
        track["preview_url"] = null;
        track["track_number"] = 0;
        return track;
    }

    static JsonObject Nameless(string type, string name) => new()
    {
        ["id"] = null,
        ["type"] = type,
        ["name"] = name,
        ["uri"] = null,
        ["href"] = null,
        ["external_urls"] = new JsonObject(),
    };

    static string Plus(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    public JsonObject User(string id) => new()
    {
        ["id"] = id,
        ["type"] = "user",
        ["uri"] = $"spotify:user:{id}",
        ["href"] = $"{root}/users/{id}",
        ["external_urls"] = new JsonObject { ["spotify"] = $"https://open.spotify.com/user/{id}" },
    };
}
