using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cratehand.Sandbox;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;
using Cratehand.Sandbox.SoundCloud;
using Microsoft.Data.Sqlite;

namespace Cratehand.EndToEnd.Support;

/// <summary>The program with the sandbox's Spotify and SoundCloud for its providers, as an owner who set it up by environment has it.</summary>
sealed class TasteRig : IAsyncDisposable
{
    readonly HttpClient _hand = new();

    TasteRig(SandboxHost sandbox)
    {
        Sandbox = sandbox;
        Set("CRATEHAND__SPOTIFY__BASEADDRESS", sandbox.Address("spotify")!);
        Set("CRATEHAND__SPOTIFY__ACCOUNTSADDRESS", sandbox.Address("spotifyAccounts")!);
        Set("CRATEHAND__SPOTIFY__ACCESSTOKEN", sandbox.World.Options.SpotifyToken);
        Set("CRATEHAND__SOUNDCLOUD__BASEADDRESS", sandbox.Address("soundcloud")!);
        Set("CRATEHAND__SOUNDCLOUD__AUTHADDRESS", sandbox.Address("soundcloudAuth")!);
        Set("CRATEHAND__SOUNDCLOUD__ACCESSTOKEN", sandbox.World.Options.SoundCloudToken);
        Set("CRATEHAND__DETECTING__DROP_FOLDER__SETTLESECONDS", "0");
        Directory.CreateDirectory(Drop);
    }

    public SandboxHost Sandbox { get; }

    public Rig Rig { get; } = new();

    public string Drop => Path.Combine(Rig.Folder, "drop");

    /// <summary>The number of the last call so far.</summary>
    public long Now => Sandbox.World.Calls.Count;

    public static async Task<TasteRig> StartAsync() => new(await SandboxHost.StartAsync(new SandboxOptions(), StandIns.All));

    public void Set(string name, string value) => Rig.Environment[name] = value;

    public IReadOnlyList<Call> Calls(string provider, long after = 0) => Sandbox.World.Calls.Since(after, provider);

    public void Fail(Fault fault) => Sandbox.World.Faults.Add(fault);

    public Task SeedAsync(string provider, string json) => PostAsync("seed", new JsonObject { [provider] = JsonNode.Parse(json) });

    /// <summary>The owner likes a track.</summary>
    /// <param name="id">Its number there; <c>null</c>: any.</param>
    /// <returns>Its title.</returns>
    public async Task<string> LikeAsync(string source, string? id = null) =>
        (string)(await PostAsync("like", new JsonObject { ["source"] = source, ["id"] = id }))["title"]!;

    /// <summary>The owner likes a song on SoundCloud: of 100 to 199 those that end in 5 may be downloaded, in 3 are previews, in 7 blocked.</summary>
    public Task<string> LikeOnSoundCloudAsync(int song) => LikeAsync("soundcloud", SoundCloud(song).Urn);

    /// <summary>A song as SoundCloud has it.</summary>
    public SoundCloudTrack SoundCloud(int song) => new SoundCloudState(Sandbox.World).Of(Recording.Original(song));

    /// <summary>The owner allows downloads that uploaders offer, and this machine's host for them.</summary>
    public void AllowDownloads()
    {
        Set("CRATEHAND__ACQUIRE__SOUNDCLOUDDOWNLOADS", "true");
        Set("CRATEHAND__ACQUIRE__HOSTS", new Uri(Sandbox.Address("media")!).Authority);
    }

    /// <summary>Likes songs that may be downloaded, and has them filed.</summary>
    /// <returns>What is on the shelf then, with its hashes.</returns>
    public async Task<IReadOnlyDictionary<string, string>> FiledLikesAsync(params int[] songs)
    {
        Set("CRATEHAND__DETECTING__CHAIN", "soundcloud-likes");
        AllowDownloads();
        await RunAsync("sync");
        foreach (var song in songs)
        {
            await LikeOnSoundCloudAsync(song);
        }

        await RunAsync("sync");
        var files = Rig.Shelf.Hashes();
        Assert.Equal(songs.Length, files.Count);
        return files;
    }

    /// <summary>The owner takes back all likes since the beginning, and so much time goes by that the next sync sees it.</summary>
    public async Task TakeLikesBackAsync()
    {
        await SeedAsync("soundcloud", """{"likes":40}""");
        Records.Execute(Path.Combine(Rig.Data, "cratehand.db"), "UPDATE source_state SET last_whole = 1");
    }

    /// <summary>Puts a file into the drop folder.</summary>
    public string DropFile(string from, string name)
    {
        var path = Path.Combine(Drop, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(from, path);
        return path;
    }

    /// <summary>Runs a command that must end well, and reads its JSON.</summary>
    public async Task<JsonElement> RunAsync(params string[] arguments)
    {
        var ran = await Rig.RunAsync([.. arguments, "--json"]);
        Assert.True(ran.ExitCode == 0, ran.All);
        return JsonDocument.Parse(ran.Output).RootElement;
    }

    /// <summary>Rows of the database, one text each, columns divided by a bar.</summary>
    public List<string> Rows(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Rig.Data, "cratehand.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetValue(i).ToString())));
        }

        return rows;
    }

    public static JsonElement Level(JsonElement answer, string source) =>
        answer.GetProperty("levels").EnumerateArray().Single(level => level.GetProperty("source").GetString() == source);

    public static string Text(JsonElement element, string name) => element.GetProperty(name).ToString();

    public async ValueTask DisposeAsync()
    {
        _hand.Dispose();
        await Sandbox.DisposeAsync();
        Rig.Dispose();
    }

    async Task<JsonNode> PostAsync(string what, JsonObject body)
    {
        using var answer = await _hand.PostAsJsonAsync(new Uri(Sandbox.Control, "/_sandbox/" + what), body);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, said);
        return JsonNode.Parse(said)!;
    }
}
