using System.Text.Json.Nodes;
using Cratehand.Sandbox.Songs;
using Cratehand.Sandbox.SoundCloud;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.Media;

/// <summary>
/// What the test extractor is told of many links at once: <c>/ytdlp/search?site=yt|sc&amp;q=&amp;limit=</c> and
/// <c>/ytdlp/list?url=</c>, the listener's likes and sets on SoundCloud.
/// </summary>
sealed class MediaListRoutes(MediaState state)
{
    public void Map(WebApplication app)
    {
        app.MapGet("/ytdlp/search", (RequestDelegate)(http => Results.Json(Search(http)).ExecuteAsync(http)));
        app.MapGet("/ytdlp/list", (RequestDelegate)(http => List(http).ExecuteAsync(http)));
    }

    JsonObject Search(HttpContext http)
    {
        var limit = int.TryParse(http.Request.Query["limit"], out var n) ? Math.Clamp(n, 1, 50) : 10;
        var query = http.Request.Query["q"].ToString();
        return Entries(http.Request.Query["site"] == "sc"
            ? SongSearch.Offer(query, SoundCloudState.Has).Take(limit).Select(r => Entry(state.SoundCloud.Of(r)))
            : SongSearch.Offer(query, MediaPageRoutes.IsOnVideo).Take(limit).Select(Entry));
    }

    IResult List(HttpContext http)
    {
        var link = http.Request.Query["url"].ToString();
        var tracks = link == $"https://soundcloud.com/{SoundCloudState.MySlug}/likes"
            ? state.SoundCloud.Likes.Select(l => l.Track)
            : state.SoundCloud.Playlists.FirstOrDefault(p => p.Permalink == link)?.Tracks;
        return tracks is null ? Results.NotFound() : Results.Json(Entries(tracks.Select(state.SoundCloud.Track).OfType<SoundCloudTrack>().Select(Entry)));
    }

    static JsonObject Entries(IEnumerable<JsonObject> entries) => new() { ["entries"] = new JsonArray([.. entries]) };

    static JsonObject Entry(SoundCloudTrack track) => Entry(track.Recording, $"{track.Id}", track.Permalink, track.Recording.Title);

    static JsonObject Entry(Recording recording) =>
        Entry(recording, Ids.YouTube(recording), $"https://www.youtube.com/watch?v={Ids.YouTube(recording)}", MediaPageRoutes.VideoTitle(recording));

    static JsonObject Entry(Recording recording, string id, string url, string title) => new()
    {
        ["id"] = id,
        ["url"] = url,
        ["title"] = title,
        ["uploader"] = recording.Uploader,
        ["duration"] = recording.Duration.TotalSeconds,
    };
}
