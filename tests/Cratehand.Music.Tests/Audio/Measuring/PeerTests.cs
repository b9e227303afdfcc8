using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Cratehand.Sandbox.Media;

namespace Cratehand.Music.Tests.Audio.Measuring;

/// <summary>Our meters beside ffmpeg's <c>ebur128</c>, on the same samples.</summary>
public partial class PeerTests
{
    public static readonly TheoryData<int, int, double, bool> Pieces = new()
    {
        { 1, 44_100, 0, true }, { 2, 44_100, 7, true }, { 3, 48_000, -20, false }, { 4, 96_000, 0, true }, { 5, 22_050, 0, true },
    };

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task WeMeasureWhatFfmpegMeasures(int seed, int sampleRate, double gain, bool drums)
    {
        var piece = new Piece(90 + (seed * 11), seed, seed % 2 == 0, 15) { Seed = seed, SampleRate = sampleRate, Drums = drums };
        var sound = MusicMaker.Make(piece).Amplify(gain);

        var peer = await Ffmpeg(sound);

        // ffmpeg prints one decimal.
        Assert.Equal(peer.Loudness, Measure.Loudness(sound)!.Value, 0.15);
        Assert.Equal(peer.TruePeak, Measure.Peaks(sound).TruePeak()!.Value, 0.3);
    }

    static async Task<(double Loudness, double TruePeak)> Ffmpeg(Sound sound)
    {
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg")
        {
            ArgumentList =
            {
                "-hide_banner", "-f", "f32le", "-ar", $"{sound.SampleRate}", "-ac", $"{sound.Channels}", "-i", "-", "-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-",
            },
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        var said = ffmpeg.StandardError.ReadToEndAsync();
        await using (var input = ffmpeg.StandardInput.BaseStream)
        {
            await input.WriteAsync(MemoryMarshal.AsBytes(sound.Samples.AsSpan()).ToArray());
        }

        var summary = await said;
        return (Figure(Integrated().Match(summary)), Figure(Peak().Match(summary)));
    }

    static double Figure(Match match) => double.Parse(match.Groups["figure"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"I: +(?<figure>-?[0-9.]+) LUFS\s+Threshold", RegexOptions.None, 1_000)]
    private static partial Regex Integrated();

    [GeneratedRegex("Peak: +(?<figure>-?[0-9.]+) dBFS", RegexOptions.None, 1_000)]
    private static partial Regex Peak();
}
