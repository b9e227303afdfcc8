using System.Text.Json.Nodes;
using Cratehand.Sandbox.Songs;

namespace Cratehand.Sandbox.Spotify;

/// <summary>Podcast episodes, as they stand among the songs of a playlist.</summary>
static class SpotifyEpisode
{
    const string ShowName = "Crate Talk";

    /// <summary>The object that a caller gets who knows of episodes (<c>additional_types=episode</c>).</summary>
    public static JsonObject Whole(int number, string root)
    {
        var episode = Named("episode", number, $"Crate Talk #{number}: how we dig", root);
        episode["audio_preview_url"] = null;
        episode["description"] = "Two collectors talk.";
        episode["html_description"] = "<p>Two collectors talk.</p>";
        episode["duration_ms"] = 2_400_000;
        episode["explicit"] = false;
        episode["images"] = new JsonArray();
        episode["is_externally_hosted"] = false;
        episode["is_playable"] = true;
        episode["language"] = "en";
        episode["languages"] = new JsonArray("en");
        episode["release_date"] = "2025-11-03";
        episode["release_date_precision"] = "day";
        episode["show"] = Show(root);
        return episode;
    }

    /// <summary>What everybody else gets: an episode dressed as a track, told apart by <c>type</c> alone.</summary>
    public static JsonObject AsTrack(int number, string root)
    {
        var track = Named("episode", number, $"Crate Talk #{number}: how we dig", root);
        track["album"] = Show(root);
        track["artists"] = new JsonArray(new JsonObject { ["name"] = ShowName, ["type"] = "artist", ["id"] = null, ["uri"] = null, ["href"] = null });
        track["disc_number"] = 0;
        track["duration_ms"] = 2_400_000;
        track["episode"] = true;
        track["track"] = false;
        track["explicit"] = false;
        track["external_ids"] = new JsonObject();
        track["is_local"] = false;
        track["track_number"] = 0;
        return track;
    }

    static JsonObject Show(string root)
    {
        var show = Named("show", 1, ShowName, root);
        show["available_markets"] = new JsonArray("DE", "GB", "US");
        show["copyrights"] = new JsonArray();
        show["description"] = "About records.";
        show["html_description"] = "<p>About records.</p>";
        show["explicit"] = false;
        show["images"] = new JsonArray();
        show["is_externally_hosted"] = false;
        show["languages"] = new JsonArray("en");
        show["media_type"] = "audio";
        show["publisher"] = "Cratehand";
        show["total_episodes"] = 40;
        return show;
    }

    static JsonObject Named(string type, int number, string name, string root)
    {
        var id = Ids.Spotify(type, number);
        return new()
        {
            ["id"] = id,
            ["type"] = type,
            ["name"] = name,
            ["uri"] = $"spotify:{type}:{id}",
            ["href"] = $"{root}/{type}s/{id}",
            ["external_urls"] = new JsonObject { ["spotify"] = $"https://open.spotify.com/{type}/{id}" },
        };
    }
}
