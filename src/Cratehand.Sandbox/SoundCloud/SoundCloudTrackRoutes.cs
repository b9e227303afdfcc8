using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.SoundCloud;

/// <summary>Tracks, what sounds of them, and links.</summary>
static class SoundCloudTrackRoutes
{
    public static void Map(SoundCloudGate gate)
    {
        gate.Get("/tracks", Search);
        gate.Get("/tracks/{urn}", call => call.Track() is { } track ? Results.Json(call.Json.Track(track)) : NotFound);
        gate.Get("/tracks/{urn}/streams", call => call.Track() is { } track ? Streams(call, track) : NotFound);
        gate.Get("/tracks/{urn}/streams/{kind}", Rules.SoundCloudStreamToken, Stream);
        gate.Get("/tracks/{urn}/stream", Rules.SoundCloudStreamToken, call => call.Track() is { } track ? ToMedia(call, track, "mp3", "preview/") : NotFound);
        gate.Get("/tracks/{urn}/preview", Rules.SoundCloudStreamToken, call => call.Track() is { } track ? ToMedia(call, track, "mp3", "preview/") : NotFound);
        gate.Get("/tracks/{urn}/download", Rules.SoundCloudStreamToken, Download);
        gate.Get("/resolve", Resolve);
    }

    static IResult NotFound { get; } = SoundCloudProblem.NotFound.AsResult();

    static IResult Search(SoundCloudCall call)
    {
        var named = (call.Query("urns") ?? call.Query("ids"))?.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var tracks = named is not null
            ? named.Select(SoundCloudTrack.Number).Select(id => id is { } i ? call.State.Track(i) : null).OfType<SoundCloudTrack>()
            : SongSearch.Offer(call.Query("q") ?? "", SoundCloudState.Has).Select(call.State.Of);
        var seen = tracks.Where(t => t.Traits.Secret is null && call.Wants(t, blockedToo: false)).Select((Track, Place) => (Track, Place)).ToList();
        return call.Page(seen, t => -t.Place, t => call.Json.Track(t.Track));
    }

    static IResult Streams(SoundCloudCall call, SoundCloudTrack track)
    {
        var access = call.State.Holds(Rules.SoundCloudBlocked) ? track.Traits.Access : "playable";
        if (access == "blocked")
        {
            return NotFound;
        }

        var secret = track.Traits.Secret is { } s ? $"?secret_token={s}" : "";
        string Address(string kind) => $"{call.Root}/tracks/{track.Urn}/streams/{kind}{secret}";
        var json = new JsonObject { ["preview_mp3_128_url"] = Address("preview-mp3-128") };
        if (access == "playable")
        {
            json["http_mp3_128_url"] = Address("http-mp3-128");
            json["hls_mp3_128_url"] = Address("hls-mp3-128");
            json["hls_aac_160_url"] = Address("hls-aac-160");
        }

        return Results.Json(json);
    }

    static IResult Stream(SoundCloudCall call)
    {
        if (call.Track() is not { } track || (track.Traits.Access == "blocked" && call.State.Holds(Rules.SoundCloudBlocked)))
        {
            return NotFound;
        }

        var isWhole = track.Traits.Access == "playable" || !call.State.Holds(Rules.SoundCloudBlocked);
        return (call.Route("kind"), isWhole) switch
        {
            ("preview-mp3-128", _) => ToMedia(call, track, "mp3", "preview/"),
            ("http-mp3-128", true) => ToMedia(call, track, "mp3"),
            ("hls-mp3-128", true) => PlaylistOf(call, track, "mp3"),
            ("hls-aac-160", true) => PlaylistOf(call, track, "aac"),
            _ => NotFound,
        };
    }

    static IResult Download(SoundCloudCall call) =>
        call.Track() is not { } track ? NotFound
        : track.Traits.IsDownloadable || !call.State.Holds(Rules.SoundCloudDownload) ? ToMedia(call, track, "wav")
        : SoundCloudProblem.Forbidden.AsResult();

    static IResult Resolve(SoundCloudCall call)
    {
        if (call.Query("url") is not { Length: > 0 } link)
        {
            return SoundCloudProblem.Bad("url is required").AsResult();
        }

        var target = Target(call, link);
        if (target is null)
        {
            return NotFound;
        }

        if (!call.State.Holds(Rules.SoundCloudResolve) && call.State.Resolve(link) is { } found)
        {
            return Results.Json(call.Json.Track(found.Track));
        }

        call.Http.Response.Headers.Location = target;
        return Results.Json(new JsonObject { ["status"] = "302 - Found", ["location"] = target }, statusCode: 302);
    }

    static string? Target(SoundCloudCall call, string link)
    {
        if (call.State.Resolve(link) is { } found)
        {
            // A secret track resolves only through an address that shows its token.
            var (track, secret) = found;
            return track.Traits.Secret == secret || track.Traits.Secret is null || !call.State.Holds(Rules.SoundCloudSecretTrack)
                ? $"{call.Root}/tracks/{track.Urn}{(track.Traits.Secret is { } s ? $"?secret_token={s}" : "")}"
                : null;
        }

        var plain = link.Split('?', '#')[0].TrimEnd('/');
        return call.State.Playlists.FirstOrDefault(p => p.Permalink == plain) is { } playlist ? $"{call.Root}/playlists/{playlist.Urn}"
            : plain == $"https://soundcloud.com/{SoundCloudState.MySlug}" ? $"{call.Root}/users/soundcloud:users:{SoundCloudTrack.UserId(SoundCloudState.MySlug)}"
            : null;
    }

    static string Media(SoundCloudCall call, SoundCloudTrack track, string extension, string manner = "") =>
        $"{call.State.World.Addresses["media"].ToString().TrimEnd('/')}/media/{manner}{track.Recording.Name}.{extension}";

    static IResult ToMedia(SoundCloudCall call, SoundCloudTrack track, string extension, string manner = "") =>
        Results.Redirect(Media(call, track, extension, manner));

    // One segment: real ones have many, but ffmpeg walks both alike.
    static IResult PlaylistOf(SoundCloudCall call, SoundCloudTrack track, string extension)
    {
        var seconds = Math.Ceiling(track.Recording.Duration.TotalSeconds);
        return Results.Text(
            $"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-TARGETDURATION:{seconds}\n#EXTINF:{seconds},\n{Media(call, track, extension)}\n#EXT-X-ENDLIST\n",
            "application/vnd.apple.mpegurl");
    }
}
