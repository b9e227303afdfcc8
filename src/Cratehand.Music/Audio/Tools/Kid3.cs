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

    static readonly ExternalTool Named = new("kid3-cli", "kid3-cli", "CRATEHAND__TOOLS__KID3");

    static readonly Dictionary<string, string> Environment = new()
    {
        ["QT_QPA_PLATFORM"] = "offscreen", // no display needed
        ["KID3_CONFIG_FILE"] = Path.Combine(AppContext.BaseDirectory, "Audio", "Tools", "kid3.conf"), // ours: the owner's own settings for Kid3 would change what it does
    };

    /// <summary>Writes the same tags into every file of a track, one process for all; other tags stay. Safe to repeat.</summary>
    /// <returns>What a fresh process then read from each file.</returns>
    /// <exception cref="TagMismatchException">A tag is not in the file as wanted.</exception>
    /// <exception cref="ToolFailedException">A file could not be opened.</exception>
    public async Task<IReadOnlyList<FileTags>> WriteAsync(IReadOnlyList<string> files, TagSet tags, string workId, CancellationToken cancel)
    {
        var frames = tags.Frames;
        await AskAsync(files.SelectMany(file => WriteRequests(file, frames)), workId, cancel);
        var found = await ReadAsync(files, workId, cancel);
        foreach (var file in found)
        {
            Compare(file, frames);
        }

        return found;
    }

    /// <summary>The tags of each file, in order.</summary>
    /// <exception cref="ToolFailedException">A file could not be opened.</exception>
    public async Task<IReadOnlyList<FileTags>> ReadAsync(IReadOnlyList<string> files, string workId, CancellationToken cancel)
    {
        var answers = await AskAsync(files.SelectMany(ReadRequests), workId, cancel);
        return [.. files.Zip(answers.Where(a => Id(a) == "get"), Parse)];
    }

    static IEnumerable<JsonObject> WriteRequests(string file, IEnumerable<KeyValuePair<string, string>> frames) =>
    [
        // "save" saves only in the folder that is open, and says nothing of other files
        Request("cd", "cd", Path.GetDirectoryName(Path.GetFullPath(file))!),
        .. Select(file),
        .. frames.Select(f => Request("set", "set", f.Key, f.Value, Tags())),
        Request("save", "save"),
    ];

    static IEnumerable<JsonObject> ReadRequests(string file) => [.. Select(file), Request("get", "get", "all", Tags())];

    static IEnumerable<JsonObject> Select(string file) =>
        [Request("none", "select", "none"), Request("select", "select", Path.GetFullPath(file))];

    static JsonArray Tags() => new((JsonNode)MainTag);

    static JsonObject Request(string id, string method, params JsonNode[] parameters) =>
        new() { ["id"] = id, ["method"] = method, ["params"] = new JsonArray(parameters) };

    async Task<IReadOnlyList<JsonNode>> AskAsync(IEnumerable<JsonObject> requests, string workId, CancellationToken cancel)
    {
        var asked = requests.ToList();
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

    static FileTags Parse(string file, JsonNode answer)
    {
        var frames = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var frame in answer["result"]?["taggedFile"]?["tag2"]?["frames"]?.AsArray() ?? [])
        {
            if (frame?["name"]?.GetValue<string>() is { } name && frame["value"] is { } value && value.GetValueKind() == JsonValueKind.String)
            {
                frames.TryAdd(name, value.GetValue<string>());
            }
        }

        return new FileTags(file, frames);
    }

    static void Compare(FileTags file, IEnumerable<KeyValuePair<string, string>> wanted)
    {
        foreach (var (name, value) in wanted)
        {
            if (!string.Equals(file[name], value, StringComparison.Ordinal))
            {
                throw new TagMismatchException(file.Path, name, value, file[name]);
            }
        }
    }
}
