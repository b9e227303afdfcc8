namespace Cratehand.Music.Tests.Support;

/// <summary>Audio made by ffmpeg itself: seeded pink noise, so that lossless files do not shrink to nothing.</summary>
static class Sound
{
    public static string Make(string path, double seconds = 4, int rate = 44100, int channels = 2, params string[] options)
    {
        Shell.Run("ffmpeg",
            ["-hide_banner", "-nostdin", "-v", "error", "-y", "-f", "lavfi",
             "-i", FormattableString.Invariant($"anoisesrc=d={seconds}:c=pink:r={rate}:a=0.3:seed=7,aformat=sample_fmts=s16:channel_layouts={(channels == 1 ? "mono" : channels == 2 ? "stereo" : "5.1")}"),
             .. options, path]);
        return path;
    }

    /// <summary>Clicks at a tempo: 40 ms bursts of 1 kHz.</summary>
    public static float[] Clicks(double bpm, int rate, double seconds)
    {
        var samples = new float[(int)(seconds * rate)];
        var beat = 60.0 / bpm * rate;
        for (var i = 0; i < samples.Length; i++)
        {
            var since = i % beat;
            samples[i] = since < rate * 0.04 ? (float)(0.8 * Math.Sin(2 * Math.PI * 1000 * since / rate) * Math.Exp(-since / (rate * 0.01))) : 0;
        }

        return samples;
    }

    /// <summary>The first part of a file, as a broken download leaves it.</summary>
    public static string Cut(string path, double part)
    {
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(int)(bytes.Length * part)]);
        return path;
    }

    /// <summary>Bytes in the middle turned over.</summary>
    public static string Damage(string path, int bytes = 200)
    {
        var content = File.ReadAllBytes(path);
        for (var i = content.Length / 2; i < (content.Length / 2) + bytes; i++)
        {
            content[i] ^= 0x5A;
        }

        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Foreign bytes around a file.</summary>
    public static string Wrap(string path, byte[] before, byte[] after)
    {
        File.WriteAllBytes(path, [.. before, .. File.ReadAllBytes(path), .. after]);
        return path;
    }
}
