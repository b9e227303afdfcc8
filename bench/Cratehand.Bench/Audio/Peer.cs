using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Cratehand.Bench.Audio;

/// <summary>The programs that samples come from and go to.</summary>
static class Peer
{
    public const int Rate = 44_100;

    /// <summary>A file in stereo.</summary>
    public static float[] Decode(string path)
    {
        using var ffmpeg = Start("ffmpeg", ["-nostdin", "-v", "error", "-i", path, "-map", "0:a:0", "-ac", "2", "-ar", $"{Rate}", "-f", "f32le", "-"]);
        using var bytes = new MemoryStream();
        ffmpeg.StandardOutput.BaseStream.CopyTo(bytes);
        return MemoryMarshal.Cast<byte, float>(bytes.ToArray()).ToArray();
    }

    public static float[] Mono(float[] stereo)
    {
        var mono = new float[stereo.Length / 2];
        for (var i = 0; i < mono.Length; i++)
        {
            mono[i] = (stereo[2 * i] + stereo[(2 * i) + 1]) / 2;
        }

        return mono;
    }

    /// <summary>What bpm-tools says, fed as by the program, and the processor time it took. Only the shell that waited for it knows that.</summary>
    public static (double? Bpm, double Seconds) Bpm(float[] mono)
    {
        using var tool = Start("bash", ["-c", "TIMEFORMAT='%U %S'; { time bpm -m 140 -x 380; } 2>&1"]);
        tool.StandardInput.BaseStream.Write(MemoryMarshal.AsBytes<float>(Mono(mono)));
        tool.StandardInput.Close();
        var said = tool.StandardOutput.ReadToEnd().Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToList();
        return (said.Count > 2 && double.IsFinite(said[0]) ? said[0] / 2 : null, said[^1] + said[^2]);
    }

    static Process Start(string program, IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true })!;
}
