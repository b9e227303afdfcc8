using System.Text.Json.Nodes;
using Cratehand.Sandbox;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;
using Cratehand.Sandbox.SoundCloud;

namespace Cratehand.EndToEnd.Support;

/// <summary>The real program and the real yt-dlp, for which YouTube and SoundCloud are the sandbox.</summary>
sealed class SiteRig : IAsyncDisposable
{
    readonly SandboxHost _sandbox;
    readonly HttpClient _http = new();

    SiteRig(SandboxHost sandbox)
    {
        _sandbox = sandbox;
        Rig.Environment["CRATEHAND__ACQUIRE__YTDLP"] = "true";
        Rig.Environment["CRATEHAND__ACQUIRE__HOSTS"] = $"youtube.com,soundcloud.com,{Authority}";
        Rig.Environment["CRATEHAND__SOUNDCLOUD__SHORTADDRESS"] = Media + "/on.soundcloud.com";
        Rig.Environment["CRATEHAND__TOOLS__YTDLP"] = Rig.Script("yt-dlp", $"""
            export PYTHONPATH='{Path.Combine(Repository(), "conformance")}' PYTHONDONTWRITEBYTECODE=1 CRATEHAND_SANDBOX_MEDIA={Media}
            echo "$@" >> '{Path.Combine(Rig.Folder, "yt-dlp.calls")}'
            exec yt-dlp "$@"
            """);
    }

    public Rig Rig { get; } = new();

    public SandboxHost Sandbox => _sandbox;

    public string Media => _sandbox.Address("media")!;

    public string Authority => new Uri(Media).Authority;

    /// <summary>How often yt-dlp was started.</summary>
    public int Calls => File.Exists(Path.Combine(Rig.Folder, "yt-dlp.calls")) ? File.ReadAllLines(Path.Combine(Rig.Folder, "yt-dlp.calls")).Length : 0;

    public static async Task<SiteRig> StartAsync() => new(await SandboxHost.StartAsync(new SandboxOptions(), TasteStandIns.Make));

    /// <summary>A page on the sandbox's own video site.</summary>
    /// <param name="more">E.g. <c>&amp;trouble=geo</c>.</param>
    public string Page(int song, string more = "") => $"{Media}/watch?v={VideoId(song)}{more}";

    public static string VideoId(int song) => Ids.YouTube(Recording.Original(song));

    public SoundCloudTrack SoundCloud(int song) => new SoundCloudState(_sandbox.World).Of(Recording.Original(song));

    /// <summary>What the host gave of a file of music: requests, whole answers, parts, bytes.</summary>
    public async Task<(int Requests, int Complete, int Partial, long Bytes)> ServedAsync(int song)
    {
        var state = await _http.GetStringAsync(new Uri(_sandbox.Control, "_sandbox/state"));
        var downloads = JsonNode.Parse(state)!["media"]!["downloads"]!.AsArray()
            .Where(d => Path.GetFileName((string)d!["path"]!).StartsWith(Recording.Original(song).Name + ".", StringComparison.Ordinal)).ToList();
        return (downloads.Sum(d => (int)d!["requests"]!), downloads.Sum(d => (int)d!["complete"]!), downloads.Sum(d => (int)d!["partial"]!), downloads.Sum(d => (long)d!["bytesSent"]!));
    }

    public async Task SwitchOffAsync(string rule)
    {
        using var answer = await _http.PostAsync(new Uri(_sandbox.Control, "_sandbox/rules"), new StringContent($$"""{"off":["{{rule}}"]}"""));
        answer.EnsureSuccessStatusCode(); // a rule that does not exist would stay on unnoticed
    }

    /// <summary>Whether a text stands in any file of the data folder, or in what was said.</summary>
    public bool IsWrittenSomewhere(string text, Ran ran) =>
        ran.All.Contains(text, StringComparison.Ordinal)
        || Directory.EnumerateFiles(Path.Combine(Rig.Data, "logs")).Any(file => File.ReadAllText(file).Contains(text, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _sandbox.DisposeAsync();
        _http.Dispose();
        Rig.Dispose();
    }

    static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Cratehand.slnx")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd('/'))!;
        }

        return folder;
    }
}
