using System.Globalization;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.Spotify;

/// <summary>What plays and what was played.</summary>
static class SpotifyPlayerRoutes
{
    public static void Map(SpotifyGate gate)
    {
        gate.Get("/me/player/currently-playing", "user-read-currently-playing", Current);
        gate.Get("/me/player/recently-played", "user-read-recently-played", Recent);
    }

    static IResult Current(SpotifyCall call)
    {
        if (call.Library.Playing is not { } playing)
        {
            return call.State.Holds(Rules.SpotifyNothing) ? Results.NoContent() : SpotifyCall.Ok(new JsonObject { ["item"] = null });
        }

        return SpotifyCall.Ok(new JsonObject
        {
            ["timestamp"] = call.State.World.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            ["progress_ms"] = playing.ProgressMs,
            ["is_playing"] = playing.IsPlaying,
            ["item"] = Item(call, playing),
            ["currently_playing_type"] = playing.Song is not null ? "track" : playing.Episode is not null ? "episode" : "ad",
            ["context"] = null,
            ["actions"] = new JsonObject { ["disallows"] = new JsonObject { ["resuming"] = playing.IsPlaying } },
        });
    }

    // An episode is shown only to those who ask for episodes; everybody else sees that something plays, not what.
    static JsonObject? Item(SpotifyCall call, SpotifyPlaying playing) =>
        playing.Song is { } song ? call.Json.Track(SongBook.At(song), call.NamesMarket)
        : playing.Episode is { } episode && call.KnowsEpisodes ? SpotifyEpisode.Whole(episode, call.Root)
        : null;

    static IResult Recent(SpotifyCall call)
    {
        if (call.Query("after") is not null && call.Query("before") is not null && call.State.Holds(Rules.SpotifyCursors))
        {
            return new SpotifyProblem(400, "Invalid request: only one of after and before may be given").AsResult();
        }

        if (call.Limit(20, 50, Rules.SpotifyLimit) is not { } limit || !TryMoment(call, "after", out var after) || !TryMoment(call, "before", out var before))
        {
            return SpotifyCall.BadPage;
        }

        var asked = call.Library.Plays.Where(p => (after is null || Ms(p) > after) && (before is null || Ms(p) < before)).ToList();
        return SpotifyCall.Ok(History(call, [.. asked.Take(limit)], limit, hasMore: asked.Count > limit));
    }

    static JsonObject History(SpotifyCall call, List<SpotifyPlay> page, int limit, bool hasMore)
    {
        var address = $"{call.Root}/me/player/recently-played";
        return new()
        {
            ["items"] = new JsonArray([.. page.Select(p => Play(call, p))]),
            ["next"] = hasMore ? $"{address}?before={Ms(page[^1])}&limit={limit}" : null,
            ["cursors"] = page.Count == 0 ? null : new JsonObject { ["after"] = Ms(page[0]).ToString(), ["before"] = Ms(page[^1]).ToString() },
            ["limit"] = limit,
            ["href"] = $"{address}?limit={limit}",
        };
    }

    static JsonObject Play(SpotifyCall call, SpotifyPlay play) => new()
    {
        ["track"] = call.Json.Track(SongBook.At(play.Song), call.NamesMarket),
        ["played_at"] = play.PlayedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["context"] = null,
    };

    static bool TryMoment(SpotifyCall call, string name, out long? moment)
    {
        var isNumber = long.TryParse(call.Query(name), CultureInfo.InvariantCulture, out var ms);
        moment = isNumber ? ms : null;
        return isNumber || call.Query(name) is null;
    }

    static long Ms(SpotifyPlay play) => play.PlayedAt.ToUnixTimeMilliseconds();
}
