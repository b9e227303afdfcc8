namespace Cratehand.Music.Audio;

/// <summary>The lossless formats that renditions are made in.</summary>
public enum AudioFormat
{
    Aiff,
    Wav,
    Flac,

    /// <summary>Apple Lossless in an .m4a file.</summary>
    Alac,
}

public static class AudioFormats
{
    /// <summary>With its dot, e.g. <c>.aiff</c>.</summary>
    public static string Extension(this AudioFormat format) => format switch
    {
        AudioFormat.Aiff => ".aiff",
        AudioFormat.Wav => ".wav",
        AudioFormat.Flac => ".flac",
        _ => ".m4a",
    };
}
