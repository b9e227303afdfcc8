using System.Text.Json;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Songs;

namespace Cratehand.EndToEnd.Support;

/// <summary>The real program, signed in at the sandbox's Spotify and SoundCloud; whether anything may be fetched is the test's to say.</summary>
sealed class WishRig : IAsyncDisposable
{
    readonly SiteRig _site;
    readonly HttpClient _http = new();

    WishRig(SiteRig site)
    {
        _site = site;
        var options = site.Sandbox.World.Options;
        Set("SPOTIFY__BASEADDRESS", site.Sandbox.Address("spotify")!);
        Set("SPOTIFY__ACCESSTOKEN", options.SpotifyToken);
        Set("SOUNDCLOUD__BASEADDRESS", site.Sandbox.Address("soundcloud")!);
        Set("SOUNDCLOUD__ACCESSTOKEN", options.SoundCloudToken);
        Directory.CreateDirectory(Drop);
    }

    public Rig Rig => _site.Rig;

    public string Drop => Path.Combine(Rig.Folder, "drop");

    /// <summary>yt-dlp and its hosts are switched on.</summary>
    public static async Task<WishRig> StartAsync() => new(await SiteRig.StartAsync());

    /// <summary>As it is shipped: nothing is switched on.</summary>
    public static async Task<WishRig> ShippedAsync()
    {
        var rig = await StartAsync();
        rig.Rig.Environment.Remove("CRATEHAND__ACQUIRE__YTDLP");
        rig.Rig.Environment.Remove("CRATEHAND__ACQUIRE__HOSTS");
        return rig;
    }

    public void Set(string name, string value) => Rig.Environment["CRATEHAND__" + name] = value;

    /// <summary>A track's page on Spotify.</summary>
    public static string Spotify(int song) => $"https://open.spotify.com/track/{Ids.Spotify("track", song)}";

    public static string Identity(int song) => $"spotify:track:{Ids.Spotify("track", song)}";

    /// <summary>A seller's file of a song: the right length, other names; another title sounds otherwise.</summary>
    public async Task<string> BuyAsync(Studio studio, int song, string name, string title)
    {
        var bought = SongBook.At(song);
        var piece = Studio.Brief with { Bpm = bought.Bpm, Tonic = title.Length % 12, Seconds = bought.Duration.TotalSeconds, Seed = 100 + title.Length };
        var file = await studio.AsAsync($"bought-{song}-{title.Length}.flac", piece, "-metadata", $"artist={bought.Artist}", "-metadata", $"title={title}");
        return Rig.Own(file, name);
    }

    /// <summary>A track's page on SoundCloud.</summary>
    public string SoundCloud(int song) => _site.SoundCloud(song).Permalink;

    /// <summary>What yt-dlp shall meet at a link, see Sandbox/Media/MediaHost.</summary>
    public Task TroubleAsync(string id, string trouble) => PostAsync("seed", new JsonObject { ["media"] = new JsonObject { ["troubles"] = new JsonObject { [id] = trouble } } });

    /// <summary>The owner likes a track.</summary>
    /// <param name="id">As the service calls it.</param>
    public Task LikeAsync(string source, string id) => PostAsync("like", new JsonObject { ["source"] = source, ["id"] = id });

    public async Task<JsonElement> AskAsync(params string[] arguments)
    {
        var ran = await Rig.RunAsync([.. arguments, "--json"]);
        Assert.True(ran.ExitCode == 0, ran.All);
        return JsonDocument.Parse(ran.Output).RootElement;
    }

    /// <summary>The Wanted list: identity and state.</summary>
    public async Task<Dictionary<string, string>> WishesAsync() =>
        (await AskAsync("wanted", "--all")).GetProperty("items").EnumerateArray()
            .ToDictionary(x => x.GetProperty("identity").GetString()!, x => x.GetProperty("state").GetString()!);

    public async Task<List<JsonElement>> ReviewsAsync() => [.. (await AskAsync("review")).GetProperty("items").EnumerateArray()];

    /// <summary>What the services were asked: provider and path.</summary>
    public async Task<List<string>> CallsAsync()
    {
        var calls = JsonNode.Parse(await _http.GetStringAsync(new Uri(_site.Sandbox.Control, "_sandbox/calls")))!["calls"]!.AsArray();
        return [.. calls.Select(call => $"{(string)call!["provider"]!} {(string)call["path"]!}")];
    }

    /// <summary>Names of the files that the media host gave out.</summary>
    public async Task<List<string>> ServedAsync()
    {
        var state = JsonNode.Parse(await _http.GetStringAsync(new Uri(_site.Sandbox.Control, "_sandbox/state")))!;
        return [.. state["media"]!["downloads"]!.AsArray().Select(d => Path.GetFileNameWithoutExtension((string)d!["path"]!))];
    }

    /// <summary>How yt-dlp was called: one line a start.</summary>
    public string[] SiteCalls => File.Exists(Path.Combine(Rig.Folder, "yt-dlp.calls")) ? File.ReadAllLines(Path.Combine(Rig.Folder, "yt-dlp.calls")) : [];

    async Task PostAsync(string what, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString());
        (await _http.PostAsync(new Uri(_site.Sandbox.Control, "_sandbox/" + what), content)).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _site.DisposeAsync();
    }
}
