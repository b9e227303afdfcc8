using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cratehand.Music.Audio.Tools;

/// <summary>
/// Reads and writes tags by kid3-cli's JSON requests: its own command language breaks on quotes and newlines, and its exit
/// code is 0 even for a file that is not there. So a second process reads back, and that decides.
/// </summary>
public sealed class Kid3(ToolRunner runner, ToolOptions options)
{
    /// <summary>Tag 2 of Kid3: ID3v2 in AIFF, WAV and MP3, Vorbis comments, MP4 atoms.</summary>
    const int MainTag = 2;

    /// <summary>Tag 3 of Kid3: RIFF INFO in WAV.</summary>
    const int InfoTag = 3;

    /// <summary>What RIFF INFO has standard names for.</summary>
    static readonly HashSet<string> InfoFields = ["Title", "Artist", "Album", "Date", "Genre", "Comment"];

    static readonly ExternalTool Named = new("kid3-cli", "kid3-cli", "CRATEHAND__TOOLS__KID3");

    static readonly Dictionary<string, string> Environment = new()
    {
        ["QT_QPA_PLATFORM"] = "offscreen", // no display needed
        ["KID3_CONFIG_FILE"] = Path.Combine(AppContext.BaseDirectory, "Audio", "Tools", "kid3.conf"), // ours: the owner's own settings for Kid3 would change what it does
    };

    /// <summary>Writes the same tags into every file of a track, one process for all; other tags stay. Safe to repeat.</summary>
    public Task<IReadOnlyList<FileTags>> WriteAsync(IReadOnlyList<string> files, TagSet tags, string workId, CancellationToken cancel) =>
        WriteAsync([.. files.Select(file => KeyValuePair.Create(file, tags))], workId, cancel);

    /// <summary>
    /// Writes each file of a track its tags, one process for all; other tags stay. A file whose container has no place for tags stays as it is.
    /// Safe to repeat.
    /// </summary>
    /// <returns>What a fresh process then read from each file.</returns>
    /// <exception cref="TagMismatchException">A tag, or the cover, is not in the file as wanted.</exception>
    /// <exception cref="ToolFailedException">A file could not be opened.</exception>
    public async Task<IReadOnlyList<FileTags>> WriteAsync(
        IReadOnlyList<KeyValuePair<string, TagSet>> files, string workId, CancellationToken cancel)
    {
        var places = files.Where(file => TagPlace.Is(file.Key)).ToList();
        await AskAsync(places.SelectMany(file => WriteRequests(file.Key, file.Value)), workId, cancel);
        var covers = places.Where(file => Cover(file.Key, file.Value) is not null).ToDictionary(file => file.Key, file => file.Key + ".cover");
        var found = (await ReadAsync([.. places.Select(file => file.Key)], workId, cancel, covers)).ToDictionary(file => file.Path);
        return [.. files.Select(file => found.TryGetValue(file.Key, out var tags) ? Compared(tags, file.Value) : Untagged(file.Key, file.Value))];
    }

    /// <summary>The tags of each file, in order.</summary>
    /// <param name="covers">Where each file's picture is to be saved.</param>
    /// <exception cref="ToolFailedException">A file could not be opened.</exception>
    public async Task<IReadOnlyList<FileTags>> ReadAsync(
        IReadOnlyList<string> files, string workId, CancellationToken cancel, IReadOnlyDictionary<string, string>? covers = null)
    {
        foreach (var cover in covers?.Values ?? [])
        {
            File.Delete(cover); // of an earlier try
        }

        var answers = await AskAsync(files.SelectMany(file => ReadRequests(file, covers?.GetValueOrDefault(file))), workId, cancel);
        return [.. files.Zip(answers.Where(a => Id(a) == "get"), (file, answer) => new FileTags(file, Frames(file, answer, "tag2")) { Info = Frames(file, answer, "tag3"), Cover = Saved(covers?.GetValueOrDefault(file)) })];
    }

    static IEnumerable<JsonObject> WriteRequests(string file, TagSet tags) =>
    [
        // "save" saves only in the folder that is open, and says nothing of other files
        Request("cd", "cd", Path.GetDirectoryName(Path.GetFullPath(file))!),
        .. Select(file),
        .. TagPlace.Fitting(file, tags.Frames.Concat(tags.ExtraFrames)).SelectMany(f => Set(file, f)),
        .. Info(file, tags).Select(f => Request("info", "set", f.Key, f.Value, Tags(InfoTag))),
        .. Cover(file, tags) is { } cover ? [Request("cover", "set", "picture:" + Path.GetFullPath(cover), "Cover", Tags())] : (JsonObject[])[],
        Request("save", "save"),
    ];

    static IEnumerable<KeyValuePair<string, string>> Info(string file, TagSet tags) =>
        tags.AlsoInfo && HasEnding(file, ".wav") ? tags.Frames.Where(f => InfoFields.Contains(f.Key)) : [];

    // Several values of one name: Vorbis comments are one each, elsewhere Kid3 parts one text at |.
    static IEnumerable<JsonObject> Set(string file, KeyValuePair<string, string> frame) =>
        TagPlace.Repeats(file)
            ? frame.Value.Split('|').Select((value, i) => Request("set", "set", i == 0 ? frame.Key : $"{frame.Key}[{i}]", value, Tags()))
            : [Request("set", "set", frame.Key, frame.Value, Tags())];

    static IEnumerable<JsonObject> ReadRequests(string file, string? cover) =>
    [
        .. Select(file),
        .. cover is null ? [] : (JsonObject[])[Request("cover", "get", "picture:" + Path.GetFullPath(cover), Tags())],
        Request("get", "get", "all", HasEnding(file, ".wav") ? new JsonArray(MainTag, InfoTag) : Tags()),
    ];

    static string? Saved(string? cover) => cover is not null && new FileInfo(cover) is { Exists: true, Length: > 0 } ? cover : null;

    static IEnumerable<JsonObject> Select(string file) =>
        [Request("none", "select", "none"), Request("select", "select", Path.GetFullPath(file))];

    internal static bool HasEnding(string file, string ending) => Path.GetExtension(file).Equals(ending, StringComparison.OrdinalIgnoreCase);

    static JsonArray Tags(int tag = MainTag) => new((JsonNode)tag);

    static JsonObject Request(string id, string method, params JsonNode[] parameters) =>
        new() { ["id"] = id, ["method"] = method, ["params"] = new JsonArray(parameters) };

    async Task<IReadOnlyList<JsonNode>> AskAsync(IEnumerable<JsonObject> requests, string workId, CancellationToken cancel)
    {
        var asked = requests.ToList();
        if (asked.Count == 0)
        {
            return []; // without a request it would ask for one
        }

        var call = new ToolCall(
            Named with { Command = options.Kid3 },
            [.. asked.SelectMany(r => (string[])["-c", r.ToJsonString()])])
        {
            WorkId = workId,
            Timeout = options.QuickTimeout,
            Environment = Environment,
        };
        var (result, output) = await runner.RunTextAsync(call, cancel);
        var answers = Answers(output);
        var error = answers.Select(a => a["error"]?["message"]?.GetValue<string>()).FirstOrDefault(e => e is not null);
        return error is null && answers.Count == asked.Count
            ? answers
            : throw new ToolFailedException(Named.Command, result with { ErrorTail = error ?? result.ErrorTail });
    }

    static List<JsonNode> Answers(string output) =>
        [.. output.Split('\n').Where(l => l.StartsWith('{')).Select(l => JsonNode.Parse(l)!)];

    static string? Id(JsonNode answer) => answer["id"]?.GetValue<string>();

    static Dictionary<string, string> Frames(string file, JsonNode answer, string tag)
    {
        var frames = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var frame in answer["result"]?["taggedFile"]?[tag]?["frames"]?.AsArray() ?? [])
        {
            if (frame?["name"]?.GetValue<string>() is { } name && frame["value"] is { } value && value.GetValueKind() == JsonValueKind.String)
            {
                Add(frames, name, value.GetValue<string>(), TagPlace.Repeats(file));
            }
        }

        return frames;
    }

    // Joined as Kid3 joins those of one frame. A bar in a Vorbis comment is one that was meant.
    static void Add(Dictionary<string, string> frames, string name, string value, bool isOne)
    {
        var text = isOne && !TagSet.Own.Contains(name) ? value.Replace('|', '¦') : value;
        if (!frames.TryAdd(name, text) && TagSet.HoldsSeveral(name) && !frames[name].Split('|').Contains(text))
        {
            frames[name] += "|" + text;
        }
    }

    static FileTags Compared(FileTags file, TagSet wanted)
    {
        if (TagPlace.Fitting(file.Path, wanted.Frames).Where(f => file[f.Key] != f.Value).Cast<KeyValuePair<string, string>?>().FirstOrDefault() is { } missed)
        {
            throw new TagMismatchException(file.Path, missed.Key, missed.Value, file[missed.Key]);
        }

        foreach (var (field, value) in Info(file.Path, wanted).Where(f => file.Info.GetValueOrDefault(f.Key) != f.Value))
        {
            throw new TagMismatchException(file.Path, $"{field} (RIFF INFO)", value, file.Info.GetValueOrDefault(field));
        }

        if (Cover(file.Path, wanted) is { } cover && (file.Cover is not { } found || !File.ReadAllBytes(cover).AsSpan().SequenceEqual(File.ReadAllBytes(found))))
        {
            throw new TagMismatchException(file.Path, "Picture", "the source's cover", file.Cover is null ? null : "another picture");
        }

        var held = TagPlace.Fitting(file.Path, wanted.Frames.Concat(wanted.ExtraFrames)).Where(f => file[f.Key] == f.Value).Select(f => f.Key);
        var picture = wanted.Cover is not null && Cover(file.Path, wanted) is null ? ["Picture"] : Array.Empty<string>();
        return file with { LeftOut = [.. wanted.Frames.Concat(wanted.ExtraFrames).Select(f => f.Key).Except(held), .. picture] };
    }

    static string? Cover(string file, TagSet tags) => tags.Cover is { } cover && TagPlace.TakesPicture(file, new FileInfo(cover).Length) ? cover : null;

    static FileTags Untagged(string file, TagSet wanted) =>
        new(file, new Dictionary<string, string>()) { LeftOut = [.. wanted.Frames.Concat(wanted.ExtraFrames).Select(f => f.Key).Distinct()] };
}
