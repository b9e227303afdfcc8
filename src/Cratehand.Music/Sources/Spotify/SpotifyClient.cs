using System.Runtime.CompilerServices;
using System.Text.Json;
using Cratehand.Music.Sources.SigningIn;
using Cratehand.Music.Store.Providers;

namespace Cratehand.Music.Sources.Spotify;

/// <summary>
/// The Web API (developer.spotify.com, as of 2026) as far as taste needs it; it reads and changes nothing. All calls throw what
/// <see cref="SignedHttp.GetAsync"/> does; an empty list is an answer, a failure never looks like one. Streams ask for the next
/// page when they come to it, and hold one page.
/// </summary>
public sealed class SpotifyClient(SignedHttp http)
{
    // The most that the API gives (reference: Get User's Saved Tracks, Search for Item).
    const int PageSize = 50;
    const int LargestSearch = 10;

    readonly SpotifyPlaylistRoutes _routes = new();

    public async Task<SpotifyUser> MeAsync(CancellationToken cancel)
    {
        var answer = await http.GetAsync("/v1/me", "v1/me", cancel);
        var json = answer.ReadJson();
        return new(json.Text("id") ?? throw answer.Unreadable("has no id"), json.Text("display_name"));
    }

    /// <summary>The likes, newest first. One taken back while the list is read may hide its neighbour until the next reading.</summary>
    public IAsyncEnumerable<SpotifyItem> SavedAsync(CancellationToken cancel = default) =>
        WalkAsync("/v1/me/tracks", "v1/me/tracks", entry => SpotifyItem.Read(entry, "added_at"), cancel);

    /// <summary>The owner's playlists and those they follow.</summary>
    public async IAsyncEnumerable<SpotifyPlaylist> PlaylistsAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var playlist in WalkAsync("/v1/me/playlists", "v1/me/playlists", SpotifyPlaylist.Read, cancel))
        {
            if (playlist is not null)
            {
                yield return playlist;
            }
        }
    }

    /// <summary>What a playlist holds, in its order. Other people's are forbidden to apps in development mode.</summary>
    public async IAsyncEnumerable<SpotifyItem> PlaylistItemsAsync(string id, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var first = await _routes.FirstPageAsync(route => PageAsync($"/v1/playlists/{{id}}/{route}", $"v1/playlists/{Uri.EscapeDataString(id)}/{route}", 0, cancel));
        await foreach (var item in WalkAsync(first, entry => SpotifyItem.Read(entry, "added_at"), cancel))
        {
            yield return item;
        }
    }

    /// <summary>What plays now, or <c>null</c> if nothing does.</summary>
    public async Task<SpotifyPlaying?> PlayingAsync(CancellationToken cancel)
    {
        const string Path = "v1/me/player/currently-playing";
        var answer = await http.GetAsync("/" + Path, Path + "?additional_types=track,episode", cancel);
        if (answer.IsEmpty)
        {
            return null;
        }

        var json = answer.ReadJson();
        return new(SpotifyItem.Of(json.Object("item")), json.Flag("is_playing") == true, json.Milliseconds("progress_ms"));
    }

    /// <summary>Plays longer than 30 s, newest first: the last 50, Spotify knows no more.</summary>
    /// <param name="after">Only later ones.</param>
    public async Task<IReadOnlyList<SpotifyItem>> RecentlyPlayedAsync(DateTimeOffset? after, CancellationToken cancel)
    {
        const string Path = "v1/me/player/recently-played";
        var since = after is { } moment ? $"&after={moment.ToUnixTimeMilliseconds()}" : "";
        var answer = await http.GetAsync("/" + Path, $"{Path}?limit={PageSize}{since}", cancel);
        return [.. Items(answer, answer.ReadJson()).Select(play => SpotifyItem.Read(play, "played_at"))];
    }

    /// <summary>The track of that id, or <c>null</c> if there is none.</summary>
    public async Task<SpotifyTrack?> TrackAsync(string id, CancellationToken cancel)
    {
        var answer = await http.FindAsync("/v1/tracks/{id}", $"v1/tracks/{Uri.EscapeDataString(id)}", cancel);
        return answer is null ? null : SpotifyTrack.Read(answer.ReadJson()) ?? throw answer.Unreadable("is no track");
    }

    /// <summary>Tracks that fit, best first.</summary>
    /// <param name="query">With field filters: <c>isrc:GBUM71029604</c>, <c>track:… artist:…</c>.</param>
    /// <param name="limit">At most 10, as development mode allows.</param>
    public async Task<IReadOnlyList<SpotifyTrack>> SearchAsync(string query, int limit, CancellationToken cancel)
    {
        var address = $"v1/search?type=track&limit={Math.Clamp(limit, 1, LargestSearch)}&q={Uri.EscapeDataString(query)}";
        var answer = await http.GetAsync("/v1/search", address, cancel);
        var tracks = answer.ReadJson().Object("tracks") ?? throw answer.Unreadable("has no tracks");
        return [.. Items(answer, tracks).Select(SpotifyTrack.Read).OfType<SpotifyTrack>()];
    }

    async IAsyncEnumerable<T> WalkAsync<T>(string route, string path, Func<JsonElement, T> read, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var item in WalkAsync(await PageAsync(route, path, 0, cancel), read, cancel))
        {
            yield return item;
        }
    }

    async IAsyncEnumerable<T> WalkAsync<T>(SpotifyPage first, Func<JsonElement, T> read, [EnumeratorCancellation] CancellationToken cancel)
    {
        var page = first;
        while (true)
        {
            foreach (var entry in page.Entries)
            {
                yield return read(entry);
            }

            // An empty page that promises a next one would promise for ever.
            if (!page.HasNext || page.Entries.Count == 0)
            {
                yield break;
            }

            page = await PageAsync(page.Route, page.Path, page.Offset + PageSize, cancel);
        }
    }

    async Task<SpotifyPage> PageAsync(string route, string path, int offset, CancellationToken cancel)
    {
        var answer = await http.GetAsync(route, $"{path}?limit={PageSize}&offset={offset}", cancel);
        var json = answer.ReadJson();
        return new(route, path, offset, [.. Items(answer, json)], json.Text("next") is not null);
    }

    static IEnumerable<JsonElement> Items(ProviderAnswer answer, JsonElement json) => json.List("items") ?? throw answer.Unreadable("has no items");
}
