using System.Globalization;
using System.Text.Json;
using Cratehand.Music.Audio.Containers;

namespace Cratehand.Music.Audio.Tools;

/// <summary>Asks ffprobe what a file is. It opens audio containers only: a playlist in disguise cannot make it read other files.</summary>
public sealed class Ffprobe(ToolRunner runner, ToolOptions options)
{
    static readonly ExternalTool Named = new("ffprobe", "ffmpeg", "CRATEHAND__TOOLS__FFPROBE");

    /// <summary>The demuxers that may be opened, by ffmpeg and ffprobe alike.</summary>
    internal const string Containers = "aac,aiff,ape,asf,caf,dsf,flac,matroska,mov,mp3,ogg,tta,w64,wav,wv";

    /// <summary>Looks at the beginning (and, for Ogg, the end); decodes nothing.</summary>
    /// <exception cref="MissingToolException">ffprobe is not installed.</exception>
    /// <exception cref="ToolTimedOutException">The file keeps it busy for longer than the quick time-out.</exception>
    public async Task<ProbeResult> ProbeAsync(string path, string workId, CancellationToken cancel)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return ProbeResult.NotAudio($"{path} is not there: it was moved or deleted.");
        }

        if (file.Length == 0)
        {
            return ProbeResult.NotAudio($"{file.Name} is empty (0 bytes): get it again.");
        }

        var (result, json) = await runner.RunTextAsync(Call(file.FullName, workId, "-of", "json", "-show_format", "-show_streams"), cancel);
        return result.ExitCode == 0
            ? Describe(file, json, result.ErrorTail)
            : ProbeResult.NotAudio($"{file.Name} is no audio file that can be read, or it is damaged at its beginning: {Cause(result, file)}.");
    }

    /// <summary>Adds up the packets of the first audio stream, where no header tells the length; null if they do not tell either.</summary>
    /// <exception cref="MissingToolException">ffprobe is not installed.</exception>
    /// <exception cref="ToolTimedOutException">The file keeps it busy for longer than the quick time-out.</exception>
    public async Task<double?> CountSecondsAsync(string path, string workId, CancellationToken cancel)
    {
        string[] packets = ["-of", "csv=p=0", "-select_streams", "a:0", "-show_entries", "packet=duration_time"];
        var (result, text) = await runner.RunTextAsync(Call(Path.GetFullPath(path), workId, packets), cancel);
        var seconds = text.Split('\n').Sum(line => double.TryParse(line.Trim(','), CultureInfo.InvariantCulture, out var one) ? one : 0);
        return result.ExitCode == 0 && seconds > 0 ? seconds : null;
    }

    ToolCall Call(string path, string workId, params string[] asked) =>
        new(Named with { Command = options.Ffprobe },
            ["-hide_banner", "-v", "warning", "-protocol_whitelist", "file", "-format_whitelist", Containers, .. asked, "file:" + path])
        {
            WorkId = workId,
            Timeout = options.QuickTimeout,
        };

    static ProbeResult Describe(FileInfo file, string json, string warnings)
    {
        if (JsonSerializer.Deserialize<FfprobeJson>(json)?.ToProbe() is not { } probe)
        {
            return ProbeResult.NotAudio($"{file.Name} holds no audio.");
        }

        using var bytes = file.OpenRead();
        var inHeader = WavHeader.DeclaredSeconds(bytes);
        return new ProbeResult(
            probe with
            {
                // ffprobe takes a WAV's length from what is there; only the header tells what should be there.
                Seconds = inHeader ?? probe.Seconds,
                SecondsAreEstimated = inHeader is null && warnings.Contains("Estimating duration from bitrate", StringComparison.Ordinal),
                IsCutOff = OggEnd.IsMissing(bytes),
            },
            "");
    }

    static string Cause(ToolResult result, FileInfo file) =>
        (result.ErrorLines.LastOrDefault() ?? "no reason given").Replace("file:" + file.FullName + ": ", "", StringComparison.Ordinal);
}
