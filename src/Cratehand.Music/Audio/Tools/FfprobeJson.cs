using System.Globalization;
using System.Text.Json.Serialization;

namespace Cratehand.Music.Audio.Tools;

/// <summary>What <c>ffprobe -of json</c> prints; numbers come as strings.</summary>
sealed record FfprobeJson(
    [property: JsonPropertyName("streams")] IReadOnlyList<FfprobeJson.Stream>? Streams,
    [property: JsonPropertyName("format")] FfprobeJson.Container? Format)
{
    public sealed record Stream
    {
        [JsonPropertyName("codec_type")] public string? Type { get; init; }
        [JsonPropertyName("codec_name")] public string? Codec { get; init; }
        [JsonPropertyName("codec_long_name")] public string? CodecName { get; init; }
        [JsonPropertyName("sample_rate")] public string? SampleRate { get; init; }
        [JsonPropertyName("channels")] public int Channels { get; init; }
        [JsonPropertyName("bits_per_sample")] public int BitsPerSample { get; init; }
        [JsonPropertyName("bits_per_raw_sample")] public string? BitsPerRawSample { get; init; }
        [JsonPropertyName("sample_fmt")] public string? SampleFormat { get; init; }
        [JsonPropertyName("bit_rate")] public string? BitRate { get; init; }
        [JsonPropertyName("duration")] public string? Duration { get; init; }
        [JsonPropertyName("tags")] public IReadOnlyDictionary<string, string>? Tags { get; init; }
        [JsonPropertyName("disposition")] public IReadOnlyDictionary<string, int>? Disposition { get; init; }
    }

    public sealed record Container
    {
        [JsonPropertyName("format_name")] public string? Name { get; init; }
        [JsonPropertyName("duration")] public string? Duration { get; init; }
        [JsonPropertyName("bit_rate")] public string? BitRate { get; init; }
        [JsonPropertyName("tags")] public IReadOnlyDictionary<string, string>? Tags { get; init; }
    }

    public Stream? Audio => Streams?.FirstOrDefault(s => string.Equals(s.Type, "audio", StringComparison.Ordinal));

    /// <summary>The probe, or null without an audio stream that can be decoded.</summary>
    public Probe? ToProbe() =>
        Audio is { Codec: { } codec, Channels: > 0 } audio && Whole(audio.SampleRate) is > 0 and var rate
            ? new Probe
            {
                Container = Format?.Name ?? "",
                Codec = codec,
                CodecName = audio.CodecName ?? codec,
                SampleRate = rate,
                Bits = Bits(audio),
                Channels = audio.Channels,
                BitRate = Whole(audio.BitRate) ?? Whole(Format?.BitRate),
                Seconds = Seconds(audio.Duration) ?? Seconds(Format?.Duration),
                IsLossless = IsLossless(codec),
                HasCover = Streams!.Any(s => s.Disposition?.GetValueOrDefault("attached_pic") == 1),
                Tags = AllTags(audio),
            }
            : null;

    static bool IsLossless(string codec) =>
        (codec.StartsWith("pcm_", StringComparison.Ordinal) && codec is not ("pcm_alaw" or "pcm_mulaw"))
        || codec is "flac" or "alac" or "wavpack" or "ape" or "tta" or "tak" or "truehd" or "mlp" or "shorten" or "wmalossless";

    static int? Bits(Stream audio) =>
        Whole(audio.BitsPerRawSample) is > 0 and var raw ? raw
        : audio.BitsPerSample > 0 ? audio.BitsPerSample
        : IsLossless(audio.Codec ?? "") && audio.SampleFormat is "s32" or "s32p" ? 24 // its decoder tells only what it decodes to (Monkey's Audio)
        : null;

    Dictionary<string, string> AllTags(Stream audio)
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in (Format?.Tags ?? new Dictionary<string, string>()).Concat(audio.Tags ?? new Dictionary<string, string>()))
        {
            tags.TryAdd(name, value);
        }

        return tags;
    }

    static int? Whole(string? text) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    static double? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null;
}
