using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.Spotify;

/// <summary>The catalogue: tracks by id, search. Audio features are closed to everybody's own app since November 2024.</summary>
static partial class SpotifyTrackRoutes
{
    // How many of the songs a search looks through: those that a seed of ordinary size can hold.
    const int Searched = 400;

    public static void Map(SpotifyGate gate)
    {
        gate.Get("/tracks/{id}", null, One);
        gate.OnLegacy("GET", "/tracks", null, call => Task.FromResult(Several(call)));
        gate.Get("/search", null, Search);
        gate.Get("/audio-features/{id}", null, _ => SpotifyProblem.Forbidden.AsResult());
        gate.Get("/audio-analysis/{id}", null, _ => SpotifyProblem.Forbidden.AsResult());
        foreach (var gone in (string[])["/albums", "/artists", "/artists/{id}/top-tracks", "/browse/{**rest}", "/users/{id}", "/markets", "/episodes", "/shows"])
        {
            gate.OnLegacy("GET", gone, null, call => Task.FromResult(SpotifyProblem.NotPlayed(call.Http.Request.Path).AsResult()));
        }
    }

    static IResult One(SpotifyCall call)
    {
        var id = call.Route("id");
        return id.Length != 22 ? SpotifyProblem.BadId.AsResult()
            : Ids.SpotifySong(id) is { } song ? SpotifyCall.Ok(call.Json.Track(song, call.NamesMarket))
            : SpotifyProblem.NotFound.AsResult();
    }

    static IResult Several(SpotifyCall call)
    {
        var ids = (call.Query("ids") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        return ids.Length is 0 or > 50
            ? SpotifyProblem.BadId.AsResult()
            : SpotifyCall.Ok(new JsonObject
            {
                ["tracks"] = new JsonArray([.. ids.Select(id => Ids.SpotifySong(id) is { } song ? (JsonNode)call.Json.Track(song, call.NamesMarket) : null)]),
            });
    }

    static IResult Search(SpotifyCall call)
    {
        if (call.Query("q") is not { Length: > 0 } text)
        {
            return new SpotifyProblem(400, "No search query").AsResult();
        }

        if (call.Query("type") is not { Length: > 0 } types || !types.Split(',').All(t => t is "track" or "album" or "artist" or "playlist" or "episode" or "show"))
        {
            return new SpotifyProblem(400, "Bad search type field").AsResult();
        }

        if (types != "track")
        {
            return SpotifyProblem.NotPlayed($"a search for {types}").AsResult();
        }

        var limit = call.IsLegacy ? call.Limit(20, 50, Rules.SpotifyLimit) : call.Limit(5, 10, Rules.SpotifySearchLimit);
        if (limit is not { } most || call.Offset() is not { } offset)
        {
            return SpotifyCall.BadPage;
        }

        return SpotifyCall.Ok(new JsonObject { ["tracks"] = call.PageOf(Find(text), s => call.Json.Track(s, call.NamesMarket), most, offset) });
    }

    /// <summary>Songs for a search text with field filters: all words must be found, each where it belongs.</summary>
    static IReadOnlyList<Song> Find(string text)
    {
        var filters = Filter().Matches(text).Select(m => (Field: m.Groups["field"].Value, Wanted: Plain(m.Groups["value"].Value))).ToList();
        var words = Plain(Filter().Replace(text, " ")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. Candidates(filters).Where(song => filters.TrueForAll(f => Has(song, f.Field, f.Wanted)) && words.All(w => Plain(Everything(song)).Contains(w)))];
    }

    // An ISRC ends in its song's index, so that even the five-thousandth like is found by it.
    static IEnumerable<Song> Candidates(List<(string Field, string Wanted)> filters) =>
        filters.Find(f => f.Field == "isrc") is { Wanted.Length: 12 } isrc && int.TryParse(isrc.Wanted[7..], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? [SongBook.At(index)]
            : Enumerable.Range(0, Searched).Select(SongBook.At);

    static bool Has(Song song, string field, string wanted) => Plain(field switch
    {
        "isrc" => song.Isrc,
        "artist" => string.Join(' ', song.Artists),
        "album" => song.Album,
        "year" => song.Released.Year.ToString(),
        "track" => song.Title,
        _ => "",
    }).Contains(wanted);

    static string Everything(Song song) => $"{song.Title} {string.Join(' ', song.Artists)} {song.Album}";

    static string Plain(string text) => text.ToLowerInvariant().Trim();

    [GeneratedRegex("(?<field>track|artist|album|isrc|upc|year|genre):(\"(?<value>[^\"]*)\"|(?<value>\\S+(\\s+(?![a-z]+:)[^\\s:]+)*))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Filter();
}
