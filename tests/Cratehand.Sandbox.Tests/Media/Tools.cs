using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Cratehand.Sandbox.Media;

namespace Cratehand.Sandbox.Tests.Media;

/// <summary>What other people's programs say of a sound.</summary>
static partial class Tools
{
    public static async Task<double> BpmAsync(Sound sound)
    {
        var (output, _) = await RunAsync("bpm", ["-m", "70", "-x", "190"], sound.ToMono());
        return double.Parse(output, CultureInfo.InvariantCulture);
    }

    public static async Task<double> LoudnessAsync(Sound sound)
    {
        var (_, said) = await RunAsync("ffmpeg", [.. Input(sound), "-af", "ebur128=framelog=verbose", "-f", "null", "-"], sound);
        return double.Parse(Integrated().Match(said).Groups["figure"].Value, CultureInfo.InvariantCulture);
    }

    public static async Task<uint[]> FingerprintAsync(Sound sound)
    {
        var (output, _) = await RunAsync("ffmpeg", [.. Input(sound), "-f", "chromaprint", "-fp_format", "raw", "-"], sound);
        return MemoryMarshal.Cast<byte, uint>(Latin1.GetBytes(output)).ToArray();
    }

    /// <summary>Decodes a file of ours with ffmpeg, to floats.</summary>
    public static async Task<float[]> DecodeAsync(string path)
    {
        var (output, _) = await RunAsync("ffmpeg", ["-hide_banner", "-i", path, "-f", "f32le", "-c:a", "pcm_f32le", "-"], input: null);
        return MemoryMarshal.Cast<byte, float>(Latin1.GetBytes(output)).ToArray();
    }

    static System.Text.Encoding Latin1 => System.Text.Encoding.Latin1;

    static string[] Input(Sound sound) => ["-hide_banner", "-f", "f32le", "-ar", $"{sound.SampleRate}", "-ac", $"{sound.Channels}", "-i", "-"];

    static async Task<(string Output, string Said)> RunAsync(string program, string[] arguments, Sound? input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // One character a byte: what is not text passes unharmed.
            StandardOutputEncoding = Latin1,
        })!;
        var (output, said) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await using (var stdin = process.StandardInput.BaseStream)
        {
            await stdin.WriteAsync(MemoryMarshal.AsBytes((input?.Samples ?? []).AsSpan()).ToArray());
        }

        return (await output, await said);
    }

    [GeneratedRegex(@"I: +(?<figure>-?[0-9.]+) LUFS\s+Threshold", RegexOptions.None, 1_000)]
    private static partial Regex Integrated();
}
