using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.Spotify;

/// <summary>The listener and the likes.</summary>
static class SpotifyLibraryRoutes
{
    const string Read = "user-library-read";
    const string Write = "user-library-modify";

    public static void Map(SpotifyGate gate)
    {
        gate.Get("/me", null, Me);
        gate.Get("/me/tracks", Read, call => call.Page(call.Library.Saved, s => new JsonObject
        {
            ["added_at"] = Time(s.AddedAt),
            ["track"] = call.Json.Track(SongBook.At(s.Song), call.NamesMarket),
        }));
        gate.Get("/me/library/contains", Read, call => ByUris(call, songs =>
            SpotifyCall.Ok(new JsonArray([.. songs.Select(s => JsonValue.Create(call.Library.IsSaved(s.Index)))]))));
        gate.On("PUT", "/me/library", Write, call => Task.FromResult(ByUris(call, songs => Each(songs, call.Library.Save))));
        gate.On("DELETE", "/me/library", Write, call => Task.FromResult(ByUris(call, songs => Each(songs, call.Library.Remove))));
        gate.OnLegacy("GET", "/me/tracks/contains", Read, call => ByIdsAsync(call, songs =>
            SpotifyCall.Ok(new JsonArray([.. songs.Select(s => JsonValue.Create(call.Library.IsSaved(s.Index)))]))));
        gate.OnLegacy("PUT", "/me/tracks", Write, call => ByIdsAsync(call, songs => Each(songs, call.Library.Save)));
        gate.OnLegacy("DELETE", "/me/tracks", Write, call => ByIdsAsync(call, songs => Each(songs, call.Library.Remove)));
    }

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static IResult Me(SpotifyCall call)
    {
        var me = call.Json.User(SpotifyLibrary.Me);
        me["display_name"] = "Sandbox Listener";
        me["images"] = new JsonArray();
        me["account_id"] = Ids.Digest("spotify:account", 26);
        if (call.IsLegacy)
        {
            me["country"] = "DE";
            me["email"] = "listener@sandbox.invalid";
            me["product"] = "premium";
            me["explicit_content"] = new JsonObject { ["filter_enabled"] = false, ["filter_locked"] = false };
            me["followers"] = new JsonObject { ["href"] = null, ["total"] = 3 };
        }

        return SpotifyCall.Ok(me);
    }

    static IResult Each(IReadOnlyList<Song> songs, Action<int> act)
    {
        // The last of a list is the newest like, as when a person taps them in that order.
        foreach (var song in songs)
        {
            act(song.Index);
        }

        return Results.Ok();
    }

    static IResult ByUris(SpotifyCall call, Func<IReadOnlyList<Song>, IResult> act)
    {
        var uris = (call.Query("uris") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (uris.Length == 0 || (uris.Length > 40 && call.State.Holds(Rules.SpotifyLibraryUris)))
        {
            return new SpotifyProblem(400, uris.Length == 0 ? "Missing required field: uris" : "Too many uris requested").AsResult();
        }

        var songs = uris.Select(u => u.StartsWith("spotify:track:", StringComparison.Ordinal) ? Ids.SpotifySong(u[14..]) : null).ToList();
        return songs.Contains(null) ? new SpotifyProblem(400, "Invalid uri").AsResult() : act(songs!);
    }

    static async Task<IResult> ByIdsAsync(SpotifyCall call, Func<IReadOnlyList<Song>, IResult> act)
    {
        var ids = call.Query("ids")?.Split(',') ?? await BodyIdsAsync(call.Http.Request);
        var songs = ids.Select(Ids.SpotifySong).ToList();
        return songs.Count is 0 or > 50 || songs.Contains(null) ? SpotifyProblem.BadId.AsResult() : act(songs!);
    }

    // The SDK sends a bare array, the documents show {"ids":[]}; both are taken.
    static async Task<string[]> BodyIdsAsync(HttpRequest request)
    {
        try
        {
            var body = await JsonNode.ParseAsync(request.Body);
            var list = body as JsonArray ?? body?["ids"] as JsonArray ?? [];
            return [.. list.Select(n => n?.ToString() ?? "")];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
