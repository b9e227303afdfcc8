using System.Runtime.InteropServices;
using Cratehand.Music.Store.Disk;

namespace Cratehand.Music.Audio.Tools;

/// <summary>Decodes a file once and makes of it, in that one pass: every rendition, the fingerprint, the PCM to measure.</summary>
public sealed class Ffmpeg(ToolRunner runner, ToolOptions options)
{
    static readonly ExternalTool Named = new("ffmpeg", "ffmpeg", "CRATEHAND__TOOLS__FFMPEG");

    /// <summary>
    /// Renders. Sample rate and level stay as they are. Outputs are there only if <see cref="Decoded.Completed"/>;
    /// whether they may be filed is <see cref="Verification"/>'s to say.
    /// </summary>
    /// <param name="pcm">Gets interleaved samples of <see cref="RenderPlan.PcmChannels"/>, in order, whole frames, on one thread at a time.</param>
    /// <exception cref="DiskException">No space for the outputs; they are deleted.</exception>
    /// <exception cref="ToolFailedException">ffmpeg was ended from outside; they are deleted.</exception>
    public async Task<Decoded> RenderAsync(RenderPlan plan, Action<ReadOnlySpan<float>> pcm, CancellationToken cancel)
    {
        var completed = false;
        try
        {
            var counter = new PcmCounter(plan.PcmChannels, pcm);
            var result = await runner.RunAsync(Call(plan, counter), cancel);
            ThrowIfNotTheFilesFault(plan, result);
            completed = result.ExitCode == 0 && counter.Frames > 0 && plan.Outputs.All(o => new FileInfo(o.Path) is { Exists: true, Length: > 0 });
            return Describe(plan, counter, result, completed);
        }
        finally
        {
            Delete(completed ? [plan.FingerprintPath] : [plan.FingerprintPath, .. plan.Outputs.Select(o => o.Path)]);
        }
    }

    /// <summary>The hash of the first audio stream's packets: the same as long as nothing but tags has changed. Decodes nothing.</summary>
    /// <exception cref="ToolFailedException">The packets cannot be read.</exception>
    public async Task<string> HashAudioAsync(string path, string workId, CancellationToken cancel)
    {
        var call = new ToolCall(Named with { Command = options.Ffmpeg }, FfmpegArguments.ForHash(path)) { WorkId = workId, Timeout = options.RenderTimeout };
        var (result, hash) = await runner.RunTextAsync(call, cancel);
        return result.ExitCode == 0 ? hash : throw new ToolFailedException(Named.Command, result);
    }

    ToolCall Call(RenderPlan plan, PcmCounter counter) =>
        new(Named with { Command = options.Ffmpeg }, FfmpegArguments.For(plan))
        {
            WorkId = plan.WorkId,
            Timeout = options.RenderTimeout,
            Output = counter.ReadAsync,
        };

    static void ThrowIfNotTheFilesFault(RenderPlan plan, ToolResult result)
    {
        var folder = plan.Outputs.Count > 0 ? plan.Outputs[0].Path : plan.FingerprintPath;
        if (result.ExitCode != 0 && result.ErrorTail.Contains("No space left on device", StringComparison.Ordinal))
        {
            throw DiskErrors.From(Libc.ENOSPC, folder);
        }

        if (result.ExitCode != 0 && result.ErrorTail.Contains("Read-only file system", StringComparison.Ordinal))
        {
            throw DiskErrors.From(Libc.EROFS, folder);
        }

        if (result.ExitCode >= 128)
        {
            throw new ToolFailedException(Named.Command, result);
        }
    }

    static Decoded Describe(RenderPlan plan, PcmCounter counter, ToolResult result, bool completed) => new()
    {
        Completed = completed,
        Frames = counter.Frames,
        SampleRate = plan.Audio.SampleRate,
        Channels = plan.PcmChannels,
        SamplePeak = counter.Peak,
        Overs = counter.Overs,
        Errors = [.. result.ErrorLines.Where(IsAboutAudio)],
        Fingerprint = completed ? ReadFingerprint(plan.FingerprintPath) : [],
    };

    // Covers are looked at while the file is opened; a bad one says nothing of the audio.
    static bool IsAboutAudio(string line) =>
        !(line.StartsWith("[mjpeg", StringComparison.Ordinal) || line.StartsWith("[png", StringComparison.Ordinal)
          || line.StartsWith("[bmp", StringComparison.Ordinal) || line.StartsWith("[gif", StringComparison.Ordinal)
          || line.StartsWith("[webp", StringComparison.Ordinal));

    static uint[] ReadFingerprint(string path) =>
        File.Exists(path) ? MemoryMarshal.Cast<byte, uint>(File.ReadAllBytes(path)).ToArray() : [];

    static void Delete(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            File.Delete(path);
        }
    }
}
