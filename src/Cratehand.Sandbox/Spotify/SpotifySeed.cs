using System.Text.Json;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;

namespace Cratehand.Sandbox.Spotify;

/// <summary>
/// <c>{"profile":"legacy|dev-mode-2026", "saved":5000 | [{"song"|"id","addedAt"}], "playlists":[{"id","name","owner","collaborative","items":[{"kind","song","addedAt"}]}],
/// "plays":[{"song","playedAt"}], "playing":{"song"|null,"episode","isPlaying","progressMs"}|null, "callsPerWindow":180, "ban":{"seconds","reason"},
/// "rotates":true, "declines":false, "revoke":true, "apps":[{"id","secret","redirects"}], "grants":…}</c>; every part may be missing.
/// </summary>
static class SpotifySeed
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static void Apply(SpotifyState state, JsonNode seed)
    {
        if (seed["profile"]?.GetValue<string>() is { } profile)
        {
            state.Profile = profile switch
            {
                "legacy" => SpotifyProfile.Legacy,
                "dev-mode-2026" => SpotifyProfile.DevMode2026,
                _ => throw new SeedException($"Spotify has no profile '{profile}': it is legacy or dev-mode-2026."),
            };
        }

        ApplyLibrary(state, seed);
        ApplyAccounts(state, seed);
    }

    static void ApplyLibrary(SpotifyState state, JsonNode seed)
    {
        if (seed["saved"] is JsonArray saved)
        {
            state.Library.ReplaceSaved(saved.Select(s => new SpotifySaved(SongOf(s!), s!["addedAt"]!.GetValue<DateTimeOffset>())));
        }
        else if (seed["saved"] is { } count)
        {
            state.Library.FillSaved(count.GetValue<int>());
        }

        if (seed["plays"] is { } plays)
        {
            state.Library.ReplacePlays(plays.Deserialize<List<SpotifyPlay>>(Json)!);
        }

        foreach (var playlist in seed["playlists"]?.AsArray() ?? [])
        {
            state.Library.Put(PlaylistOf(playlist!));
        }

        if (seed.AsObject().TryGetPropertyValue("playing", out var playing))
        {
            state.Library.Playing = playing.Deserialize<SpotifyPlaying>(Json);
        }
    }

    static void ApplyAccounts(SpotifyState state, JsonNode seed)
    {
        state.Budget.CallsPerWindow = seed["callsPerWindow"]?.GetValue<int>() ?? state.Budget.CallsPerWindow;
        state.Accounts.Rotates = seed["rotates"]?.GetValue<bool>() ?? state.Accounts.Rotates;
        state.Accounts.Declines = seed["declines"]?.GetValue<bool>() ?? state.Accounts.Declines;
        if (seed["ban"] is { } ban)
        {
            state.Budget.Ban(TimeSpan.FromSeconds(ban["seconds"]!.GetValue<double>()), ban["reason"]?.GetValue<string>());
        }

        if (seed["revoke"]?.GetValue<bool>() == true)
        {
            state.Accounts.Revoke();
        }

        foreach (var app in seed["apps"]?.AsArray() ?? [])
        {
            state.Accounts.Put(app.Deserialize<SpotifyApp>(Json)!);
        }

        if (seed["grants"] is { } grants)
        {
            state.Accounts.Restore(grants.Deserialize<SpotifyGrants>(Json)!);
        }
    }

    public static JsonObject Save(SpotifyState state) => new()
    {
        ["profile"] = state.Profile == SpotifyProfile.Legacy ? "legacy" : "dev-mode-2026",
        ["saved"] = new JsonArray([.. state.Library.Saved.Select(s => new JsonObject
        {
            ["id"] = Ids.Spotify("track", s.Song), ["song"] = s.Song, ["title"] = SongBook.At(s.Song).Title, ["addedAt"] = s.AddedAt,
        })]),
        ["playlists"] = JsonSerializer.SerializeToNode(state.Library.Playlists, Json),
        ["plays"] = JsonSerializer.SerializeToNode(state.Library.Plays, Json),
        ["playing"] = JsonSerializer.SerializeToNode(state.Library.Playing, Json),
        ["callsPerWindow"] = state.Budget.CallsPerWindow,
        ["rotates"] = state.Accounts.Rotates,
        ["declines"] = state.Accounts.Declines,
        ["apps"] = JsonSerializer.SerializeToNode(state.Accounts.Apps, Json),
        ["grants"] = JsonSerializer.SerializeToNode(state.Accounts.Held, Json),
    };

    static int SongOf(JsonNode node) =>
        node["song"]?.GetValue<int>()
        ?? (node["id"]?.GetValue<string>() is { } id && Ids.SpotifySong(id) is { } song ? song.Index : throw new SeedException($"No Spotify track: {node.ToJsonString()}"));

    static SpotifyPlaylist PlaylistOf(JsonNode node)
    {
        var name = node["name"]?.GetValue<string>() ?? throw new SeedException("A playlist needs a name.");
        var playlist = new SpotifyPlaylist(
            node["id"]?.GetValue<string>() ?? Ids.Digest($"playlist:{name}", 22),
            name,
            node["owner"]?.GetValue<string>() ?? SpotifyLibrary.Me,
            (node["isCollaborative"] ?? node["collaborative"])?.GetValue<bool>() ?? false);
        playlist.Insert(0, node["items"].Deserialize<List<SpotifyItem>>(Json) ?? []);
        playlist.Version = node["version"]?.GetValue<int>() ?? playlist.Version;
        return playlist;
    }
}
