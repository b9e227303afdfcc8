using System.Globalization;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.Spotify;

/// <summary>A call that was let in.</summary>
sealed class SpotifyCall(HttpContext http, SpotifyState state)
{
    public HttpContext Http => http;

    public SpotifyState State => state;

    public SpotifyLibrary Library => state.Library;

    public bool IsLegacy => state.Profile == SpotifyProfile.Legacy;

    public SpotifyJson Json { get; } = new($"{http.Request.Scheme}://{http.Request.Host}/v1", state.Profile);

    /// <summary>The address of the Web API, <c>/v1</c> included.</summary>
    public string Root => $"{http.Request.Scheme}://{http.Request.Host}/v1";

    public string? Query(string name) => http.Request.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    public string Route(string name) => (string)http.Request.RouteValues[name]!;

    public bool NamesMarket => Query("market") is not null;

    public bool KnowsEpisodes => (Query("additional_types") ?? "").Split(',').Contains("episode");

    /// <summary>The limit asked for, the default when none is, null when it is out of bounds.</summary>
    public int? Limit(int standard, int max, Rule rule) =>
        Query("limit") is not { } text ? standard
        : int.TryParse(text, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && (limit <= max || !state.Holds(rule)) ? limit
        : null;

    public int? Offset() =>
        Query("offset") is not { } text ? 0 : int.TryParse(text, CultureInfo.InvariantCulture, out var offset) && offset >= 0 ? offset : null;

    /// <summary>A page of a list, in the paging object's form.</summary>
    public IResult Page<T>(IReadOnlyList<T> all, Func<T, JsonNode?> show) => PageObject(all, show) is { } page ? Ok(page) : BadPage;

    /// <summary>As <see cref="Page{T}"/>, bare; null when limit or offset are out of bounds.</summary>
    public JsonObject? PageObject<T>(IReadOnlyList<T> all, Func<T, JsonNode?> show, int standard = 20) =>
        Limit(standard, 50, Rules.SpotifyLimit) is { } limit && Offset() is { } offset ? PageOf(all, show, limit, offset) : null;

    public JsonObject PageOf<T>(IReadOnlyList<T> all, Func<T, JsonNode?> show, int limit, int offset, string? path = null) => new()
    {
        ["href"] = Address(path, limit, offset),
        ["items"] = new JsonArray([.. all.Skip(offset).Take(limit).Select(show)]),
        ["limit"] = limit,
        ["next"] = offset + limit < all.Count ? Address(path, limit, offset + limit) : null,
        ["offset"] = offset,
        ["previous"] = offset > 0 ? Address(path, limit, Math.Max(0, offset - limit)) : null,
        ["total"] = all.Count,
    };

    public static IResult BadPage { get; } = new SpotifyProblem(400, "Invalid limit").AsResult();

    /// <summary>An answer cut down to the <c>fields</c> asked for.</summary>
    public IResult Fields(JsonNode body) =>
        Query("fields") is not { Length: > 0 } text ? Ok(body)
        : FieldFilter.Parse(text) is { } filter ? Ok(filter.Apply(body)!)
        : new SpotifyProblem(400, "Invalid fields").AsResult();

    public static IResult Ok(JsonNode body) => Results.Json(body);

    string Address(string? path, int limit, int offset)
    {
        var kept = http.Request.Query
            .Where(q => q.Key is not ("limit" or "offset"))
            .Select(q => $"&{q.Key}={Uri.EscapeDataString(q.Value.ToString())}");
        return $"{http.Request.Scheme}://{http.Request.Host}{path ?? http.Request.Path}?offset={offset}&limit={limit}{string.Concat(kept)}";
    }
}
