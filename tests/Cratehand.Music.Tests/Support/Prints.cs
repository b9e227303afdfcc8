using System.Runtime.InteropServices;
using Cratehand.Sandbox.Media;

namespace Cratehand.Music.Tests.Support;

/// <summary>Fingerprints: made up by a seed, or of real audio by ffmpeg.</summary>
internal static class Prints
{
    /// <summary>As varied as music is: items hold for a while, and one seldom comes twice.</summary>
    public static uint[] Of(int seed, int items = 400)
    {
        var random = new Random(seed);
        var print = new uint[items];
        var item = (uint)random.NextInt64(1L << 32);
        for (var i = 0; i < items; i++)
        {
            item = random.Next(3) == 0 ? item : (uint)random.NextInt64(1L << 32);
            print[i] = item;
        }

        return print;
    }

    /// <summary>The same with that share of its bits turned over.</summary>
    public static uint[] Worn(uint[] print, double share, int seed = 1)
    {
        var random = new Random(seed);
        return [.. print.Select(item =>
        {
            for (var bit = 0; bit < 32; bit++)
            {
                item ^= random.NextDouble() < share ? 1u << bit : 0;
            }

            return item;
        })];
    }

    /// <summary>By ffmpeg's own muxer, as the program takes it.</summary>
    public static uint[] Hear(string audio, TempFolder folder)
    {
        var path = folder.File(Guid.NewGuid() + ".fp");
        Shell.Run("ffmpeg", "-nostdin", "-v", "error", "-y", "-i", audio, "-map", "0:a:0", "-t", "120", "-ac", "2", "-f", "chromaprint", "-fp_format", "raw", path);
        return MemoryMarshal.Cast<byte, uint>(File.ReadAllBytes(path)).ToArray();
    }

    /// <summary>A piece on disk.</summary>
    public static string Piece(TempFolder folder, Piece piece)
    {
        var path = folder.File($"{piece.Bpm}-{piece.Tonic}-{piece.Seed}.wav");
        WavFile.Write(path, MusicMaker.Make(piece), 16);
        return path;
    }

    /// <summary>The same audio by another encoder.</summary>
    public static string Encoded(TempFolder folder, string audio, string ending, params string[] options)
    {
        var path = folder.File($"{Path.GetFileNameWithoutExtension(audio)}-{string.Concat(options)}{ending}");
        Shell.Run("ffmpeg", ["-nostdin", "-v", "error", "-y", "-i", audio, .. options, path]);
        return path;
    }
}
