using System.Globalization;
using System.Text.Json;

namespace Cratehand.EndToEnd.Support;

/// <summary>What other people's programs say of a file.</summary>
sealed record Witness(string Codec, int SampleRate, int Bits, double Seconds, bool HasPicture, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>By ffprobe.</summary>
    public static async Task<Witness> OfAsync(string path)
    {
        var root = JsonDocument.Parse(await Shell.OutputAsync("ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", path)).RootElement;
        var streams = root.GetProperty("streams").EnumerateArray().ToList();
        var audio = streams.First(stream => Text(stream, "codec_type") == "audio");
        var raw = Text(audio, "bits_per_raw_sample") is { Length: > 0 } bits && bits != "0" ? bits : audio.GetProperty("bits_per_sample").ToString();
        return new(
            Text(audio, "codec_name")!, int.Parse(Text(audio, "sample_rate")!), int.Parse(raw), double.Parse(Text(root.GetProperty("format"), "duration")!, CultureInfo.InvariantCulture),
            streams.Exists(stream => Text(stream, "codec_type") == "video"), TagsOf(root, audio));
    }

    /// <summary>By mediainfo: one field of the whole.</summary>
    public static async Task<string> MediaInfoAsync(string path, string field) =>
        (await Shell.OutputAsync("mediainfo", $"--Inform=General;%{field}%", path)).Trim();

    /// <summary>By kid3-cli: one frame.</summary>
    public static async Task<string> Kid3Async(string path, string frame) => (await Shell.OutputAsync("kid3-cli", "-c", $"get \"{frame}\"", path)).TrimEnd('\n');

    /// <summary>The hash of the sound itself, whatever stands around it.</summary>
    public static Task<string> SoundAsync(string path) => Shell.OutputAsync("ffmpeg", "-nostdin", "-v", "error", "-i", path, "-map", "0:a", "-f", "md5", "-");

    /// <summary>The hash of the encoded stream: unchanged if nothing was encoded anew.</summary>
    public static Task<string> StreamAsync(string path) => Shell.OutputAsync("ffmpeg", "-nostdin", "-v", "error", "-i", path, "-map", "0:a", "-c", "copy", "-f", "md5", "-");

    static Dictionary<string, string> TagsOf(JsonElement root, JsonElement audio)
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var holder in (JsonElement[])[root.GetProperty("format"), audio])
        {
            if (holder.TryGetProperty("tags", out var found))
            {
                found.EnumerateObject().ToList().ForEach(tag => tags.TryAdd(tag.Name, tag.Value.ToString()));
            }
        }

        return tags;
    }

    static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : null;
}
