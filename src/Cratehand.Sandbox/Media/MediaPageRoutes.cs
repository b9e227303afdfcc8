using System.Text.Json.Nodes;
using Cratehand.Sandbox.Songs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.Media;

/// <summary>
/// <c>/search?q=</c> a video site's results; <c>/watch?v=</c> its pages; <c>/on.soundcloud.com/{code}</c> short links;
/// <c>/ytdlp?url=</c> what the test extractor is told of a link, <c>/ytdlp/search</c> and <c>/ytdlp/list</c> of many.
/// </summary>
sealed class MediaPageRoutes(MediaState state)
{
    public void Map(WebApplication app)
    {
        app.MapGet("/search", (RequestDelegate)(http => Results.Json(Search(http)).ExecuteAsync(http)));
        app.MapGet("/watch", (RequestDelegate)(http => Watch(http).ExecuteAsync(http)));
        app.MapGet("/on.soundcloud.com/{code}", (RequestDelegate)(http => Short(http).ExecuteAsync(http)));
        app.MapGet("/ytdlp", (RequestDelegate)(http => Info(http).ExecuteAsync(http)));
        new MediaListRoutes(state).Map(app);
    }

    /// <summary>Every seventh song is not on the video site: index …6.</summary>
    internal static bool IsOnVideo(Song song) => song.Index % 7 != 6;

    static JsonObject Search(HttpContext http)
    {
        var limit = int.TryParse(http.Request.Query["limit"], out var n) ? Math.Clamp(n, 1, 50) : 10;
        return new()
        {
            ["items"] = new JsonArray([.. SongSearch.Offer(http.Request.Query["q"].ToString(), IsOnVideo).Take(limit).Select(r => new JsonObject
            {
                ["id"] = Ids.YouTube(r),
                ["url"] = $"https://www.youtube.com/watch?v={Ids.YouTube(r)}",
                ["pageUrl"] = $"{Root(http)}/watch?v={Ids.YouTube(r)}",
                ["title"] = VideoTitle(r),
                ["uploader"] = r.Uploader,
                ["durationSeconds"] = r.Duration.TotalSeconds,
            })]),
        };
    }

    internal static string VideoTitle(Recording recording) => recording.Variant == Variant.Original
        ? $"{recording.Song.Artist} - {recording.Song.Title} (Official Audio)"
        : recording.Title;

    static IResult Watch(HttpContext http) =>
        Ids.YouTubeRecording(http.Request.Query["v"].ToString()) is { } recording
            ? Results.Text($"<!doctype html><title>{VideoTitle(recording)}</title><audio src=\"/media/{recording.Name}.m4a\"></audio>", "text/html; charset=utf-8")
            : Results.NotFound();

    // The real one adds what it knows of the sharer; a link's identity must survive that.
    IResult Short(HttpContext http) =>
        state.SoundCloud.ShortLink($"https://on.soundcloud.com/{http.Request.RouteValues["code"]}") is { } track
            ? Results.Redirect($"{track.Permalink}?si={Ids.Digest(track.ShortCode, 32)}&utm_source=clipboard&utm_medium=text")
            : Results.NotFound();

    IResult Info(HttpContext http)
    {
        var link = http.Request.Query["url"].ToString();
        var json = Video(http, link) ?? Upload(http, link) ?? new JsonObject { ["trouble"] = "removed" };
        if (json["trouble"]?.GetValue<string>() != "rate")
        {
            return Results.Json(json);
        }

        // A refused call, not a told one: yt-dlp then says "HTTP Error 429" in its own words.
        http.Response.Headers.RetryAfter = "30";
        return Results.StatusCode(429);
    }

    JsonObject? Video(HttpContext http, string link)
    {
        if (VideoId(link) is not { } id || Ids.YouTubeRecording(id) is not { } recording || !(recording.Variant != Variant.Original || IsOnVideo(recording.Song)))
        {
            return null;
        }

        var json = Describe(http, recording, id, VideoTitle(recording), link);
        json["trouble"] = AskedIn(link, "trouble") ?? state.Troubles.GetValueOrDefault(id);
        if (AskedIn(link, "manner") is { } manner)
        {
            json["mediaUrl"] = $"{Root(http)}/media/{manner}/{recording.Name}.m4a";
        }

        return json;
    }

    JsonObject? Upload(HttpContext http, string link)
    {
        if (state.SoundCloud.Resolve(link) is not { } found)
        {
            return null;
        }

        var (track, secret) = found;
        var json = Describe(http, track.Recording, $"{track.Id}", track.Recording.Title, track.Permalink);
        json["isPreview"] = track.Traits.Access == "preview";
        json["trouble"] = state.Troubles.GetValueOrDefault($"{track.Id}")
            ?? (track.Traits.Access == "blocked" ? "geo" : track.Traits.Secret is { } s && s != secret ? "removed" : null);
        if (track.Traits.Access == "preview")
        {
            json["mediaUrl"] = $"{Root(http)}/media/preview/{track.Recording.Name}.mp3";
        }

        return json;
    }

    static JsonObject Describe(HttpContext http, Recording recording, string id, string title, string page) => new()
    {
        ["id"] = id,
        ["title"] = title,
        ["uploader"] = recording.Uploader,
        ["durationSeconds"] = recording.Duration.TotalSeconds,
        ["pageUrl"] = page,
        ["mediaUrl"] = $"{Root(http)}/media/{recording.Name}.m4a",
    };

    static string? VideoId(string link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var uri))
        {
            return null;
        }

        return uri.Host == "youtu.be" ? uri.AbsolutePath.Trim('/')
            : uri.AbsolutePath == "/watch" && (uri.IsLoopback || uri.Host.EndsWith("youtube.com", StringComparison.Ordinal)) ? QueryOf(uri, "v")
            : null;
    }

    /// <summary>A link of the sandbox itself may ask for trouble, or for a bad delivery: <c>/watch?v=…&amp;trouble=geo</c>, <c>&amp;manner=stall</c>.</summary>
    static string? AskedIn(string link, string what) => new Uri(link) is { IsLoopback: true } uri ? QueryOf(uri, what) : null;

    static string? QueryOf(Uri uri, string name) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(uri.Query).TryGetValue(name, out var value) ? value.ToString() : null;

    static string Root(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";
}
