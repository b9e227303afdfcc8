using System.Text.Json;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Cratehand.Sandbox.SoundCloud;

/// <summary>
/// The public API. Seed: <c>{"likes":5000 | [{"track","at"}], "plays":[{"track","at"}], "playlists":[{"id","title","tracks":[]}],
/// "traits":{"{number}":{"access","isDownloadable","secret"}}, "apps":[…], "declines":false, "revoke":true, "grants":…}</c>; every part may be missing.
/// </summary>
public sealed class SoundCloudApi(SoundCloudState state) : IStandIn
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string Name => "soundcloud";

    public void Map(WebApplication app)
    {
        var gate = new SoundCloudGate(app, state);
        SoundCloudMeRoutes.Map(gate);
        SoundCloudTrackRoutes.Map(gate);
        app.MapFallback(http => SoundCloudProblem.NotFound.AsResult().ExecuteAsync(http));
    }

    public JsonNode State() => new JsonObject
    {
        ["likes"] = JsonSerializer.SerializeToNode(state.Likes, Json),
        ["plays"] = JsonSerializer.SerializeToNode(state.Plays, Json),
        ["playlists"] = JsonSerializer.SerializeToNode(state.Playlists, Json),
        ["traits"] = JsonSerializer.SerializeToNode(state.ChangedTraits, Json),
        ["apps"] = JsonSerializer.SerializeToNode(state.Accounts.Apps, Json),
        ["declines"] = state.Accounts.Declines,
        ["grants"] = JsonSerializer.SerializeToNode(state.Accounts.Held, Json),
    };

    public Task SeedAsync(JsonNode seed)
    {
        SeedLibrary(seed);
        state.Accounts.Declines = seed["declines"]?.GetValue<bool>() ?? state.Accounts.Declines;
        if (seed["revoke"]?.GetValue<bool>() == true)
        {
            state.Accounts.Revoke();
        }

        (seed["apps"].Deserialize<List<SoundCloudApp>>(Json) ?? []).ForEach(state.Accounts.Put);
        if (seed["grants"].Deserialize<SoundCloudGrants>(Json) is { } grants)
        {
            state.Accounts.Restore(grants);
        }

        return Task.CompletedTask;
    }

    void SeedLibrary(JsonNode seed)
    {
        if (seed["likes"] is JsonArray likes)
        {
            state.ReplaceLikes(likes.Deserialize<List<SoundCloudLike>>(Json)!);
        }
        else if (seed["likes"] is { } count)
        {
            state.FillLikes(count.GetValue<int>());
        }

        if (seed["plays"].Deserialize<List<SoundCloudPlay>>(Json) is { } plays)
        {
            state.ReplacePlays(plays);
        }

        (seed["playlists"].Deserialize<List<SoundCloudPlaylist>>(Json) ?? []).ForEach(state.Put);
        foreach (var (track, traits) in seed["traits"].Deserialize<Dictionary<long, SoundCloudTraits>>(Json) ?? [])
        {
            state.Change(track, traits);
        }
    }

    /// <summary>Likes a URN, a number or a link; null takes the next playable of the songs 140 to 199.</summary>
    public Task<JsonNode?> LikeAsync(string? id)
    {
        var track = id is null ? state.NextLikeable()
            : id.StartsWith("http", StringComparison.Ordinal) ? state.Resolve(id)?.Track
            : SoundCloudTrack.Number(id) is { } number ? state.Track(number) : null;
        if (track is null)
        {
            return Task.FromResult<JsonNode?>(null);
        }

        state.Like(track.Id);
        return Task.FromResult<JsonNode?>(new JsonObject
        {
            ["source"] = Name,
            ["id"] = track.Urn,
            ["url"] = track.Permalink,
            ["title"] = track.Recording.Title,
            ["artists"] = new JsonArray([.. track.Recording.Song.Artists]),
            ["isrc"] = track.Recording.Song.Isrc,
            ["durationSeconds"] = track.Recording.Duration.TotalSeconds,
        });
    }

    public void Describe(JsonObject line)
    {
        line["tokens"]!["soundcloud"] = state.World.Options.SoundCloudToken;
        line["apps"]!["soundcloud"] = new JsonObject { ["id"] = SoundCloudApp.Seeded.Id, ["secret"] = SoundCloudApp.Seeded.Secret };
    }

    public JsonNode? FaultBody(int status) => status switch
    {
        401 => SoundCloudProblem.Unauthorized.AsJson(),
        404 => SoundCloudProblem.NotFound.AsJson(),
        429 => JsonNode.Parse("""
            {"errors":[{"meta":{"rate_limit":{"group":"plays","max_nr_of_requests":15000,"time_window":"PT24H"},"remaining_requests":0,"reset_time":"2026/01/11 09:49:40 +0000"}}]}
            """),
        _ => new SoundCloudProblem(status, "Error", $"{status} - Error").AsJson(),
    };
}
