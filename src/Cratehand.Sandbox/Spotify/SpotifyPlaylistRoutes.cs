using System.Text.Json;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.Spotify;

/// <summary>Playlists: <c>/items</c> for everybody, <c>/tracks</c> for those with extended quota.</summary>
static class SpotifyPlaylistRoutes
{
    const string Read = "playlist-read-private";
    const string Write = "playlist-modify-private";

    public static void Map(SpotifyGate gate)
    {
        gate.Get("/me/playlists", Read, call => call.Page(call.Library.Playlists, p => Simple(call, p)));
        gate.Get("/playlists/{id}", null, call => With(call, p => call.Fields(Whole(call, p))));
        gate.Get("/playlists/{id}/items", Read, call => With(call, p => Items(call, p)));
        gate.On("POST", "/playlists/{id}/items", Write, AddAsync);
        gate.OnLegacy("GET", "/playlists/{id}/tracks", Read, call => Task.FromResult(With(call, p => Items(call, p))));
        gate.OnLegacy("POST", "/playlists/{id}/tracks", Write, AddAsync);
        gate.OnLegacy("GET", "/users/{user}/playlists", Read, call => Task.FromResult(
            call.Page([.. call.Library.Playlists.Where(p => p.Owner == call.Route("user"))], p => Simple(call, p))));
    }

    static IResult With(SpotifyCall call, Func<SpotifyPlaylist, IResult> act) =>
        call.Route("id").Length != 22 ? SpotifyProblem.BadId.AsResult()
        : call.Library.Playlist(call.Route("id")) is { } playlist ? act(playlist)
        : SpotifyProblem.NotFound.AsResult();

    static bool MayReadItems(SpotifyCall call, SpotifyPlaylist playlist) =>
        call.IsLegacy || playlist.Owner == SpotifyLibrary.Me || playlist.IsCollaborative || !call.State.Holds(Rules.SpotifyOwnPlaylists);

    static IResult Items(SpotifyCall call, SpotifyPlaylist playlist) =>
        !MayReadItems(call, playlist) ? SpotifyProblem.Forbidden.AsResult()
        : call.PageObject(playlist.Items, i => Entry(call, i)) is { } page ? call.Fields(page)
        : SpotifyCall.BadPage;

    static JsonObject Simple(SpotifyCall call, SpotifyPlaylist playlist)
    {
        var json = Frame(call, playlist);
        json[ItemsName(call)] = new JsonObject { ["href"] = $"{call.Root}/playlists/{playlist.Id}/{ItemsName(call)}", ["total"] = playlist.Items.Count };
        return json;
    }

    static JsonObject Whole(SpotifyCall call, SpotifyPlaylist playlist)
    {
        var json = Frame(call, playlist);
        if (MayReadItems(call, playlist))
        {
            json[ItemsName(call)] = call.PageOf(playlist.Items, i => Entry(call, i), 100, 0, $"/v1/playlists/{playlist.Id}/{ItemsName(call)}");
        }

        if (call.IsLegacy)
        {
            json["followers"] = new JsonObject { ["href"] = null, ["total"] = 0 };
        }

        return json;
    }

    static string ItemsName(SpotifyCall call) => call.IsLegacy ? "tracks" : "items";

    static JsonObject Frame(SpotifyCall call, SpotifyPlaylist playlist)
    {
        var owner = call.Json.User(playlist.Owner);
        owner["display_name"] = playlist.Owner;
        return new()
        {
            ["id"] = playlist.Id,
            ["type"] = "playlist",
            ["name"] = playlist.Name,
            ["description"] = "",
            ["uri"] = $"spotify:playlist:{playlist.Id}",
            ["href"] = $"{call.Root}/playlists/{playlist.Id}",
            ["external_urls"] = new JsonObject { ["spotify"] = $"https://open.spotify.com/playlist/{playlist.Id}" },
            ["images"] = new JsonArray(),
            ["collaborative"] = playlist.IsCollaborative,
            ["public"] = false,
            ["snapshot_id"] = playlist.SnapshotId,
            ["owner"] = owner,
        };
    }

    static JsonObject Entry(SpotifyCall call, SpotifyItem item) => new()
    {
        ["added_at"] = SpotifyLibraryRoutes.Time(item.AddedAt),
        ["added_by"] = call.Json.User(SpotifyLibrary.Me),
        ["is_local"] = item.Kind == SpotifyItemKind.LocalFile,
        [call.IsLegacy ? "track" : "item"] = item.Kind switch
        {
            SpotifyItemKind.Track => call.Json.Track(SongBook.At(item.Song), call.NamesMarket),
            SpotifyItemKind.LocalFile => call.Json.LocalFile(SongBook.At(item.Song)),
            SpotifyItemKind.Episode when call.KnowsEpisodes => SpotifyEpisode.Whole(item.Song, call.Root),
            SpotifyItemKind.Episode => SpotifyEpisode.AsTrack(item.Song, call.Root),
            _ => null,
        },
    };

    static async Task<IResult> AddAsync(SpotifyCall call)
    {
        var songs = await SongsAsync(call.Http.Request);
        return songs is null or { Count: 0 or > 100 }
            ? new SpotifyProblem(400, "Invalid track uri").AsResult()
            : With(call, playlist => Add(call, playlist, songs));
    }

    static IResult Add(SpotifyCall call, SpotifyPlaylist playlist, List<Song> songs)
    {
        if (playlist.Owner != SpotifyLibrary.Me && !playlist.IsCollaborative)
        {
            return new SpotifyProblem(403, "You cannot add tracks to a playlist you don't own.").AsResult();
        }

        var now = call.State.World.Clock.GetUtcNow();
        call.Library.Insert(playlist, int.MaxValue, songs.Select(s => new SpotifyItem(SpotifyItemKind.Track, s.Index, now)));
        return Results.Json(new JsonObject { ["snapshot_id"] = playlist.SnapshotId }, statusCode: 201);
    }

    static async Task<List<Song>?> SongsAsync(HttpRequest request)
    {
        try
        {
            var uris = (await JsonNode.ParseAsync(request.Body))?["uris"] as JsonArray ?? [];
            var songs = uris.Select(u => Ids.SpotifySong(u!.ToString().Split(':')[^1])).ToList();
            return songs.Contains(null) ? null : [.. songs.OfType<Song>()];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
