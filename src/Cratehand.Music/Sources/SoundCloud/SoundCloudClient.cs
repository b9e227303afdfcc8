using System.Runtime.CompilerServices;
using System.Text.Json;
using Cratehand.Music.Sources.SigningIn;
using Cratehand.Music.Store.Providers;

namespace Cratehand.Music.Sources.SoundCloud;

/// <summary>
/// The public API (github.com/soundcloud/api, as of 2026) as far as taste needs it; it reads and changes nothing. All calls
/// throw what <see cref="SignedHttp.GetAsync"/> does; an empty list is an answer, a failure never looks like one. Streams ask
/// for the next page when they come to it, and hold one page.
/// </summary>
public sealed class SoundCloudClient(SignedHttp http)
{
    // The most that the API gives.
    const int PageSize = 200;
    const string AllAccess = "access=playable,preview,blocked";

    public async Task<SoundCloudUser> MeAsync(CancellationToken cancel)
    {
        var answer = await http.GetAsync("/me", "me", cancel);
        return SoundCloudUser.Read(answer.ReadJson()) ?? throw answer.Unreadable("is no user");
    }

    /// <summary>The likes, newest first, those that cannot be heard among them. SoundCloud tells nobody when one was liked.</summary>
    public IAsyncEnumerable<SoundCloudTrack> LikesAsync(CancellationToken cancel = default) =>
        WalkAsync("/me/likes/tracks", $"me/likes/tracks?{AllAccess}", SoundCloudTrack.Read, cancel);

    /// <summary>What was played, newest first: the last 25, each track once.</summary>
    public async Task<IReadOnlyList<SoundCloudTrack>> RecentlyPlayedAsync(CancellationToken cancel)
    {
        var answer = await http.GetAsync("/me/recently-played/tracks", $"me/recently-played/tracks?{AllAccess}", cancel);
        return [.. Collection(answer, answer.ReadJson()).Select(SoundCloudTrack.Read).OfType<SoundCloudTrack>()];
    }

    /// <summary>The owner's sets.</summary>
    public IAsyncEnumerable<SoundCloudPlaylist> PlaylistsAsync(CancellationToken cancel = default) =>
        WalkAsync("/me/playlists", "me/playlists?show_tracks=false", SoundCloudPlaylist.Read, cancel);

    /// <summary>What a set holds, in its order.</summary>
    public IAsyncEnumerable<SoundCloudTrack> PlaylistTracksAsync(string urn, CancellationToken cancel = default) =>
        WalkAsync("/playlists/{urn}/tracks", $"playlists/{Uri.EscapeDataString(urn)}/tracks?{AllAccess}", SoundCloudTrack.Read, cancel);

    /// <summary>The track of that URN, or <c>null</c> if there is none or it is secret.</summary>
    /// <param name="secret">See <see cref="SoundCloudTrack.SecretToken"/>.</param>
    public async Task<SoundCloudTrack?> TrackAsync(string urn, string? secret, CancellationToken cancel)
    {
        var answer = await http.FindAsync("/tracks/{urn}", $"tracks/{Uri.EscapeDataString(urn)}{Token(secret)}", cancel);
        return answer is null ? null : SoundCloudTrack.Read(answer.ReadJson()) ?? throw answer.Unreadable("is no track");
    }

    /// <summary>Where a track sounds, or <c>null</c> if it does not for us.</summary>
    /// <param name="secret">See <see cref="SoundCloudTrack.SecretToken"/>.</param>
    public async Task<SoundCloudStreams?> StreamsAsync(string urn, string? secret, CancellationToken cancel)
    {
        var answer = await http.FindAsync("/tracks/{urn}/streams", $"tracks/{Uri.EscapeDataString(urn)}/streams{Token(secret)}", cancel);
        return answer?.ReadJson() is { } json
            ? new(json.Address("hls_aac_160_url"), json.Address("hls_mp3_128_url"), json.Address("http_mp3_128_url"), json.Address("preview_mp3_128_url"))
            : null;
    }

    /// <summary>Where the original lies, for minutes and without our token; <c>null</c> if it is not there or may not be had.</summary>
    public async Task<Uri?> DownloadAsync(SoundCloudTrack track, CancellationToken cancel)
    {
        try
        {
            var answer = await http.FindAsync("/tracks/{urn}/download", $"tracks/{Uri.EscapeDataString(track.Urn)}/download{Token(track.SecretToken)}", cancel);
            return answer is null ? null : answer.Location ?? throw answer.Unreadable("leads to no file");
        }
        catch (ProviderException no) when (no.Kind == ProviderFailure.Forbidden)
        {
            return null;
        }
    }

    /// <summary>Uploads that fit, in SoundCloud's order, those that cannot be heard whole among them.</summary>
    /// <param name="limit">At most 200.</param>
    public async Task<IReadOnlyList<SoundCloudTrack>> SearchAsync(string query, int limit, CancellationToken cancel)
    {
        var answer = await http.GetAsync("/tracks", $"tracks?q={Uri.EscapeDataString(query)}&{AllAccess}&limit={Math.Clamp(limit, 1, PageSize)}&linked_partitioning=true", cancel);
        return [.. Collection(answer, answer.ReadJson()).Select(SoundCloudTrack.Read).OfType<SoundCloudTrack>()];
    }

    /// <summary>What is behind a link to soundcloud.com or on.soundcloud.com, or <c>null</c> if nothing is.</summary>
    /// <exception cref="ProviderException">SoundCloud sent us to another host than its API; nothing was sent there.</exception>
    public async Task<SoundCloudFound?> ResolveAsync(Uri link, CancellationToken cancel)
    {
        var answer = await http.FindAsync("/resolve", $"resolve?url={Uri.EscapeDataString(link.AbsoluteUri)}", cancel);
        if (answer is { Status: >= 300, Location: { } location })
        {
            answer = await http.FindAsync("/resolve → {location}", location.AbsoluteUri, cancel);
        }

        return answer is null ? null : Found(answer);
    }

    static SoundCloudFound Found(ProviderAnswer answer)
    {
        var json = answer.ReadJson();
        var kind = json.Text("kind");
        var found = new SoundCloudFound(
            kind == "track" ? SoundCloudTrack.Read(json) : null,
            kind == "playlist" ? SoundCloudPlaylist.Read(json) : null,
            kind == "user" ? SoundCloudUser.Read(json) : null);
        return found is { Track: null, Playlist: null, User: null } ? throw answer.Unreadable("is neither track, set nor user") : found;
    }

    async IAsyncEnumerable<T> WalkAsync<T>(string route, string path, Func<JsonElement, T?> read, [EnumeratorCancellation] CancellationToken cancel)
        where T : class
    {
        string? next = $"{path}&limit={PageSize}&linked_partitioning=true";
        var seen = new HashSet<string>();

        // A cursor that comes again would come for ever.
        while (next is not null && seen.Add(next))
        {
            var answer = await http.GetAsync(route, next, cancel);
            var page = answer.ReadJson();
            foreach (var item in Collection(answer, page).Select(read).OfType<T>())
            {
                yield return item;
            }

            next = page.Text("next_href");
        }
    }

    static IEnumerable<JsonElement> Collection(ProviderAnswer answer, JsonElement page) =>
        page.List("collection") ?? throw answer.Unreadable("has no collection");

    static string Token(string? secret) => secret is null ? "" : $"?secret_token={Uri.EscapeDataString(secret)}";
}
