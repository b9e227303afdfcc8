using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;
using Microsoft.AspNetCore.Builder;

namespace Cratehand.Sandbox.Spotify;

/// <summary>
/// The Web API under <c>/v1</c>, as developer.spotify.com has it in 2026. Not in it: writing playlists other than adding,
/// albums, artists and shows by id, the player's buttons. Such routes answer 501 and say so.
/// </summary>
public sealed class SpotifyApi(SpotifyState state) : IStandIn
{
    public string Name => "spotify";

    public void Map(WebApplication app)
    {
        var gate = new SpotifyGate(app, state);
        SpotifyLibraryRoutes.Map(gate);
        SpotifyPlaylistRoutes.Map(gate);
        SpotifyPlayerRoutes.Map(gate);
        SpotifyTrackRoutes.Map(gate);
        foreach (var method in (string[])["GET", "POST", "PUT", "DELETE"])
        {
            gate.On(method, "/{**rest}", null, call => Task.FromResult(SpotifyProblem.NotPlayed(call.Http.Request.Path).AsResult()));
        }
    }

    public JsonNode State() => SpotifySeed.Save(state);

    /// <inheritdoc cref="SpotifySeed"/>
    public Task SeedAsync(JsonNode seed)
    {
        SpotifySeed.Apply(state, seed);
        return Task.CompletedTask;
    }

    /// <summary>Likes a track id; null takes the next of the songs 30 to 99.</summary>
    public Task<JsonNode?> LikeAsync(string? id)
    {
        var song = id is null ? state.Library.NextLikeable() : Ids.SpotifySong(id.Split(':', '/')[^1]);
        if (song is null)
        {
            return Task.FromResult<JsonNode?>(null);
        }

        state.Library.Save(song.Index);
        var track = Ids.Spotify("track", song.Index);
        return Task.FromResult<JsonNode?>(new JsonObject
        {
            ["source"] = Name,
            ["id"] = track,
            ["url"] = $"https://open.spotify.com/track/{track}",
            ["title"] = song.Title,
            ["artists"] = new JsonArray([.. song.Artists]),
            ["isrc"] = song.Isrc,
            ["durationSeconds"] = song.Duration.TotalSeconds,
        });
    }

    public void Describe(JsonObject line)
    {
        line["tokens"]!["spotify"] = state.World.Options.SpotifyToken;
        line["apps"]!["spotify"] = new JsonObject { ["id"] = SpotifyApp.Seeded.Id, ["secret"] = SpotifyApp.Seeded.Secret };
    }

    public JsonNode? FaultBody(int status) => status switch
    {
        401 => SpotifyProblem.Expired.AsJson(),
        403 => SpotifyProblem.Forbidden.AsJson(),
        404 => SpotifyProblem.NotFound.AsJson(),
        429 => new SpotifyProblem(429, "API rate limit exceeded").AsJson(),
        >= 500 => new SpotifyProblem(status, "Server error.").AsJson(),
        _ => new SpotifyProblem(status, "Bad request.").AsJson(),
    };
}
