using System.Globalization;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Songs;

namespace Cratehand.Sandbox.SoundCloud;

/// <summary>The API's objects. A like is a plain track: nothing in it says when it was liked.</summary>
/// <param name="root">The API's own address.</param>
sealed class SoundCloudJson(string root)
{
    public JsonObject Track(SoundCloudTrack track)
    {
        var (recording, traits) = (track.Recording, track.Traits);
        var json = Head(track);
        json["user"] = User(recording.Uploader);
        json["access"] = traits.Access;
        json["streamable"] = traits.Access != "blocked";
        json["stream_url"] = $"{root}/tracks/{track.Urn}/stream";
        json["downloadable"] = traits.IsDownloadable;
        json["download_url"] = traits.IsDownloadable ? $"{root}/tracks/{track.Urn}/download" : null;
        json["sharing"] = traits.Secret is null ? "public" : "private";
        json["embeddable_by"] = "all";
        json["license"] = "all-rights-reserved";
        json["commentable"] = true;
        json["genre"] = recording.Song.Index % 2 == 0 ? "House" : "Techno";
        json["tag_list"] = "sandbox \"made up\"";
        json["description"] = "";
        json["user_favorite"] = false;
        if (recording.Variant == Variant.Original)
        {
            json["isrc"] = recording.Song.Isrc;
            json["metadata_artist"] = string.Join(", ", recording.Song.Artists);
            json["bpm"] = recording.Song.Bpm;
            json["key_signature"] = recording.Song.Key.ToString();
        }

        return json;
    }

    JsonObject Head(SoundCloudTrack track)
    {
        var released = track.Recording.Song.Released;
        return new()
        {
            ["kind"] = "track",
            ["id"] = track.Id,
            ["urn"] = track.Urn,
            ["title"] = track.Recording.Title,
            ["duration"] = (long)track.Recording.Duration.TotalMilliseconds,
            ["created_at"] = released.ToString("yyyy/MM/dd '09:30:00 +0000'", CultureInfo.InvariantCulture),
            ["permalink_url"] = track.Permalink,
            ["uri"] = $"{root}/tracks/{track.Urn}",
            ["release_year"] = released.Year,
            ["release_month"] = released.Month,
            ["release_day"] = released.Day,
            ["playback_count"] = (track.Id * 31) % 90_000,
            ["comment_count"] = track.Id % 50,
            ["favoritings_count"] = track.Id % 900,
        };
    }

    public JsonObject User(string name)
    {
        var slug = Recording.Slug(name);
        var urn = $"soundcloud:users:{SoundCloudTrack.UserId(slug)}";
        return new()
        {
            ["kind"] = "user",
            ["id"] = SoundCloudTrack.UserId(slug),
            ["urn"] = urn,
            ["username"] = name,
            ["permalink"] = slug,
            ["permalink_url"] = $"https://soundcloud.com/{slug}",
            ["uri"] = $"{root}/users/{urn}",
            ["avatar_url"] = "https://a1.sndcdn.com/images/default_avatar_large.png",
        };
    }

    public JsonObject Me(int likes)
    {
        var me = User("Sandbox Listener");
        me["plan"] = "Free";
        me["public_favorites_count"] = likes;
        me["likes_count"] = likes;
        me["primary_email_confirmed"] = true;
        me["quota"] = new JsonObject { ["unlimited_upload_quota"] = false, ["upload_seconds_used"] = 0, ["upload_seconds_left"] = 10_800 };
        return me;
    }

    public JsonObject Playlist(SoundCloudPlaylist playlist, IEnumerable<SoundCloudTrack>? tracks)
    {
        var json = new JsonObject
        {
            ["kind"] = "playlist",
            ["id"] = playlist.Id,
            ["urn"] = playlist.Urn,
            ["title"] = playlist.Title,
            ["track_count"] = playlist.Tracks.Count,
            ["permalink_url"] = playlist.Permalink,
            ["uri"] = $"{root}/playlists/{playlist.Urn}",
            ["tracks_uri"] = $"{root}/playlists/{playlist.Urn}/tracks",
            ["sharing"] = "public",
            ["user"] = User("Sandbox Listener"),
        };
        if (tracks is not null)
        {
            json["tracks"] = new JsonArray([.. tracks.Select(Track)]);
        }

        return json;
    }
}
