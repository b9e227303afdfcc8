using System.Globalization;

namespace Cratehand.Music.Audio.Tools;

/// <summary>The arguments of the one ffmpeg run (ffmpeg 5.1). Pure.</summary>
static class FfmpegArguments
{
    /// <summary>Long enough to tell tracks apart, and what AcoustID compares.</summary>
    const int FingerprintSeconds = 120;

    public static IReadOnlyList<string> For(RenderPlan plan) =>
    [
        .. Input(plan),
        "-filter_complex", Split(plan.Outputs.Count + 2),
        .. plan.Outputs.SelectMany((output, i) => Output(plan, output, Part(i))),
        .. Part(plan.Outputs.Count), "-t", Text(FingerprintSeconds), "-ac", Text(plan.PcmChannels), // chromaprint takes two channels at most
        "-f", "chromaprint", "-fp_format", "raw", "file:" + plan.FingerprintPath,
        .. Part(plan.Outputs.Count + 1), "-c:a", "pcm_f32le", "-ac", Text(plan.PcmChannels), "-flush_packets", "0", "-f", "f32le", "pipe:1",
    ];

    /// <summary>The packets of the audio as they are, hashed.</summary>
    public static IReadOnlyList<string> ForHash(string path) =>
        ["-hide_banner", "-nostdin", "-v", "error", .. File(path), .. Audio, "-c", "copy", "-f", "md5", "pipe:1"];

    static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    // The first audio stream alone: covers and data streams are not part of a rendition.
    static readonly string[] Audio = ["-map", "0:a:0"];

    // Once for all outputs, in large pieces: each piece costs ffmpeg the same on its way through, and a codec's are small (Vorbis: from 64 samples).
    static string Split(int parts) =>
        $"[0:a:0]asetnsamples=n=16384:p=0,asplit={parts}{string.Concat(Enumerable.Range(0, parts).Select(i => $"[{i}]"))}";

    static string[] Part(int number) => ["-map", $"[{number}]"];

    // Frame checksums are checked for lossless codecs only: lossy files with wrong ones are common and play well.
    static IEnumerable<string> Input(RenderPlan plan) =>
    [
        "-hide_banner", "-nostdin", "-y", "-v", "error",
        .. plan.Audio.IsLossless ? (string[])["-err_detect", "crccheck"] : [],
        .. File(plan.Source),
    ];

    static string[] File(string path) => ["-protocol_whitelist", "file", "-format_whitelist", Ffprobe.Containers, "-i", "file:" + path];

    // Ogg and Opus keep their tags on the stream; the other formats want them on the file. bitexact: no encoder's name in
    // the file, so that the same input gives the same bytes.
    static IEnumerable<string> Output(RenderPlan plan, RenderOutput output, IEnumerable<string> part) =>
    [
        .. part,
        "-map_metadata", Metadata(plan, output),
        .. output.Format == AudioFormat.Flac ? (string[])["-metadata", "comment="] : [], // it would write a description, beside the comment that Kid3 writes
        "-fflags", "+bitexact", "-flags:a", "+bitexact",
        .. Encoder(output),
        "file:" + output.Path,
    ];

    // Where tags are ID3, Kid3 alone writes them. ffmpeg makes free fields of what Vorbis comments call ISRC, BPM or REMIXER; Kid3 would fill in those, and players look
    // for TSRC, TBPM and TPE4. And a WAV's stand behind its audio that way: before it, each change of a tag would move the whole file.
    static string Metadata(RenderPlan plan, RenderOutput output) =>
        output.Format is AudioFormat.Wav or AudioFormat.Aiff ? "-1"
        : string.Equals(plan.Audio.Container, "ogg", StringComparison.Ordinal) ? "0:s:a:0"
        : "0";

    static string[] Encoder(RenderOutput output) => (output.Format, output.Bits > 16) switch
    {
        (AudioFormat.Aiff, false) => ["-c:a", "pcm_s16be", "-write_id3v2", "1", "-f", "aiff"],
        (AudioFormat.Aiff, true) => ["-c:a", "pcm_s24be", "-write_id3v2", "1", "-f", "aiff"],
        (AudioFormat.Wav, false) => ["-c:a", "pcm_s16le", "-rf64", "auto", "-f", "wav"],
        (AudioFormat.Wav, true) => ["-c:a", "pcm_s24le", "-rf64", "auto", "-f", "wav"],
        (AudioFormat.Flac, false) => ["-c:a", "flac", "-sample_fmt", "s16", "-f", "flac"],
        (AudioFormat.Flac, true) => ["-c:a", "flac", "-sample_fmt", "s32", "-bits_per_raw_sample", "24", "-f", "flac"],
        (_, false) => ["-c:a", "alac", "-sample_fmt", "s16p", "-f", "ipod"],
        (_, true) => ["-c:a", "alac", "-sample_fmt", "s32p", "-bits_per_raw_sample", "24", "-f", "ipod"],
    };
}
