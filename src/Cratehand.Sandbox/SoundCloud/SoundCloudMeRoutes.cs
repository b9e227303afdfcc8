using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.SoundCloud;

/// <summary>The listener: likes, plays, sets.</summary>
static class SoundCloudMeRoutes
{
    public static void Map(SoundCloudGate gate)
    {
        gate.Get("/me", call => Results.Json(call.Json.Me(call.State.Likes.Count)));
        gate.Get("/me/likes/tracks", call => Likes(call, blockedToo: true));
        gate.Get("/users/{user}/likes/tracks", call => IsMe(call) ? Likes(call, blockedToo: false) : SoundCloudProblem.NotFound.AsResult());
        gate.Get("/users/{user}/favorites", call => IsMe(call) ? Likes(call, blockedToo: false) : SoundCloudProblem.NotFound.AsResult());
        gate.Get("/users/{user}", call => IsMe(call) ? Results.Json(call.Json.User("Sandbox Listener")) : SoundCloudProblem.NotFound.AsResult());
        gate.Get("/me/recently-played/tracks", Plays);
        gate.Get("/me/playlists", call => call.Page(
            call.State.Playlists.Select((Playlist, Place) => (Playlist, Place)), p => -p.Place, p => Show(call, p.Playlist)));
        gate.Get("/playlists/{urn}", call => Playlist(call) is { } p ? Results.Json(Show(call, p)) : SoundCloudProblem.NotFound.AsResult());
        gate.Get("/playlists/{urn}/tracks", call => Playlist(call) is { } p ? Tracks(call, p) : SoundCloudProblem.NotFound.AsResult());
        gate.On("POST", "/likes/tracks/{urn}", call => call.Track() is { } track ? Done(() => call.State.Like(track.Id)) : SoundCloudProblem.NotFound.AsResult());
        gate.On("DELETE", "/likes/tracks/{urn}", call =>
            call.Track() is { } track && call.State.Unlike(track.Id) ? Done(() => { }) : SoundCloudProblem.NotFound.AsResult());
    }

    static IResult Likes(SoundCloudCall call, bool blockedToo) => call.Page(
        call.State.Likes
            .Select(l => (Track: call.State.Track(l.Track), l.At))
            .Where(l => l.Track is not null && call.Wants(l.Track, blockedToo) && (blockedToo || l.Track.Traits.Secret is null)),
        l => l.At.UtcTicks,
        l => call.Json.Track(l.Track!));

    // The last 25, no pages; of a track played twice only the newest play.
    static IResult Plays(SoundCloudCall call)
    {
        var holds = call.State.Holds(Rules.SoundCloudPlays);
        var plays = call.State.Plays.Where(p => call.State.Track(p.Track) is { } track && call.Wants(track, blockedToo: true));
        var shown = holds ? plays.DistinctBy(p => p.Track).Take(25) : plays;
        return Results.Json(new JsonObject { ["collection"] = new JsonArray([.. shown.Select(p => call.Json.Track(call.State.Track(p.Track)!))]) });
    }

    static bool IsMe(SoundCloudCall call) =>
        SoundCloudTrack.Number(call.Route("user")) == SoundCloudTrack.UserId(SoundCloudState.MySlug);

    static SoundCloudPlaylist? Playlist(SoundCloudCall call) =>
        call.State.Playlists.FirstOrDefault(p => p.Id == SoundCloudTrack.Number(call.Route("urn")));

    static JsonObject Show(SoundCloudCall call, SoundCloudPlaylist playlist) =>
        call.Json.Playlist(playlist, call.Query("show_tracks") == "false" ? null : Within(call, playlist));

    static IResult Tracks(SoundCloudCall call, SoundCloudPlaylist playlist) => call.Page(
        Within(call, playlist).Select((Track, Place) => (Track, Place)), t => -t.Place, t => call.Json.Track(t.Track));

    static IEnumerable<SoundCloudTrack> Within(SoundCloudCall call, SoundCloudPlaylist playlist) =>
        playlist.Tracks.Select(call.State.Track).OfType<SoundCloudTrack>().Where(t => call.Wants(t, blockedToo: false));

    static IResult Done(Action act)
    {
        act();
        return Results.Json(new JsonObject { ["status"] = "200 - OK" });
    }
}
