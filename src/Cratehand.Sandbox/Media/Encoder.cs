using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

// The sandbox may use no project of ours, hence starts its one program by itself.
#pragma warning disable RS0030

namespace Cratehand.Sandbox.Media;

/// <summary>Makes the other formats from a WAV file, by ffmpeg.</summary>
public sealed class Encoder(string ffmpeg)
{
    static readonly TimeSpan TimeOut = TimeSpan.FromMinutes(5);

    /// <summary>Extensions with their media types, WAV included.</summary>
    public static IReadOnlyDictionary<string, string> Types { get; } = new Dictionary<string, string>
    {
        ["wav"] = "audio/wav",
        ["flac"] = "audio/flac",
        ["mp3"] = "audio/mpeg",
        ["m4a"] = "audio/mp4",
        ["opus"] = "audio/ogg",
        ["aac"] = "audio/aac",
    };

    /// <summary>Writes a file in the format of its extension.</summary>
    /// <param name="source">A WAV file.</param>
    /// <param name="target">Is overwritten.</param>
    /// <param name="length">The source is repeated until this is reached, and cut there; null takes it as it is.</param>
    /// <exception cref="InvalidOperationException">The program is missing or failed; the message says what it said.</exception>
    public async Task EncodeAsync(string source, string target, TimeSpan? length)
    {
        string[] loop = length is null ? [] : ["-stream_loop", "-1"];
        string[] cut = length is { } l ? ["-t", l.TotalSeconds.ToString(CultureInfo.InvariantCulture)] : [];
        string[] arguments = ["-nostdin", "-v", "error", "-y", .. loop, "-i", source, .. cut, .. Thin(length), "-vn", .. Codec(Path.GetExtension(target)), target];

        using var process = Start(arguments);
        var said = await process.StandardError.ReadToEndAsync().WaitAsync(TimeOut, TimeProvider.System);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{ffmpeg} could not make {Path.GetFileName(target)}: {said}");
        }
    }

    Process Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(ffmpeg, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{ffmpeg} cannot be started ({e.Message}). Install ffmpeg, or ask for .wav, which needs none.", e);
        }
    }

    // An hour in full would be 635 MB, for a decoy that nobody should take.
    static string[] Thin(TimeSpan? length) => length >= TimeSpan.FromHours(1) ? ["-ar", "8000", "-ac", "1"] : [];

    static string[] Codec(string extension) => extension switch
    {
        ".mp3" => ["-c:a", "libmp3lame", "-b:a", "192k"],
        ".m4a" or ".aac" => ["-c:a", "aac", "-b:a", "192k"],
        ".opus" => ["-c:a", "libopus", "-b:a", "128k"],
        ".flac" => ["-c:a", "flac"],
        _ => ["-c:a", "pcm_s16le"],
    };
}
