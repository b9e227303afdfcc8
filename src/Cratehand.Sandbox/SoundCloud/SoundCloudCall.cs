using System.Globalization;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.SoundCloud;

/// <summary>A call that was let in.</summary>
sealed class SoundCloudCall(HttpContext http, SoundCloudState state)
{
    static readonly string[] Listened = ["playable", "preview"];

    public HttpContext Http => http;

    public SoundCloudState State => state;

    public string Root => $"{http.Request.Scheme}://{http.Request.Host}";

    public SoundCloudJson Json { get; } = new($"{http.Request.Scheme}://{http.Request.Host}");

    public string? Query(string name) => http.Request.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    public string Route(string name) => (string)http.Request.RouteValues[name]!;

    bool IsLinked => Query("linked_partitioning") is "true" or "1" || !state.Holds(Rules.SoundCloudLinked);

    /// <summary>The track of the route, if the caller may know of it: a secret one needs its token, or to be liked.</summary>
    public SoundCloudTrack? Track()
    {
        var track = SoundCloudTrack.Number(Route("urn")) is { } id ? state.Track(id) : null;
        return track?.Traits.Secret is not { } secret || !state.Holds(Rules.SoundCloudSecretTrack) || Query("secret_token") == secret ? track : null;
    }

    /// <summary>Whether the caller asked for tracks of this access.</summary>
    public bool Wants(SoundCloudTrack track, bool blockedToo) =>
        !state.Holds(Rules.SoundCloudAccess)
        || (Query("access")?.Split(',') ?? (blockedToo ? [.. Listened, "blocked"] : Listened)).Contains(track.Traits.Access);

    /// <summary>The limit, or null when it is out of bounds.</summary>
    public int? Limit(int standard = 50) =>
        Query("limit") is not { } text ? standard
        : int.TryParse(text, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && (limit <= 200 || !state.Holds(Rules.SoundCloudLimit)) ? limit
        : null;

    /// <summary>A page of a list whose places are numbers that fall from item to item.</summary>
    /// <param name="all">In order.</param>
    /// <param name="place">What a cursor says of an item: the page after it holds what has a lower place.</param>
    /// <param name="show">The item's object.</param>
    public IResult Page<T>(IEnumerable<T> all, Func<T, long> place, Func<T, JsonObject> show)
    {
        if (Limit() is not { } limit)
        {
            return SoundCloudProblem.Bad("limit must be between 1 and 200").AsResult();
        }

        if (!TryCursor(out var after))
        {
            return SoundCloudProblem.Bad("cursor is invalid").AsResult();
        }

        var rest = all.Where(t => after is null || place(t) < after).Skip(after is null ? HeardOffset() : 0).ToList();
        var shown = new JsonArray([.. rest.Take(limit).Select(show)]);
        if (!IsLinked)
        {
            return Results.Json(shown);
        }

        var page = new JsonObject { ["collection"] = shown };
        if (rest.Count > limit)
        {
            page["next_href"] = Next(limit, place(rest[limit - 1]));
        }

        return Results.Json(page);
    }

    // Deprecated offsets are still heard where a text is searched; likes and sets are walked by next_href alone.
    int HeardOffset() =>
        (Query("q") is not null || !state.Holds(Rules.SoundCloudCursor)) && int.TryParse(Query("offset"), out var offset) ? Math.Max(0, offset) : 0;

    string Next(int limit, long place)
    {
        var kept = http.Request.Query
            .Where(q => q.Key is not ("cursor" or "offset" or "limit"))
            .Select(q => $"&{q.Key}={Uri.EscapeDataString(q.Value.ToString())}");
        return $"{Root}{http.Request.Path}?limit={limit}&cursor={Seal(place)}{string.Concat(kept)}";
    }

    static string Seal(long place) => $"{place.ToString("x", CultureInfo.InvariantCulture)}-{Ids.Digest($"cursor:{place}", 12)}";

    bool TryCursor(out long? place)
    {
        place = null;
        if (Query("cursor") is not { } cursor)
        {
            return true;
        }

        if (!long.TryParse(cursor.Split('-')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number))
        {
            return !state.Holds(Rules.SoundCloudCursor);
        }

        place = number;
        return cursor == Seal(number) || !state.Holds(Rules.SoundCloudCursor);
    }
}
