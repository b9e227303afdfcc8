namespace Cratehand.Music.Sources.DropFolder;

/// <summary>Which files of a folder are looked at, by their names. A file named by itself is tried whatever its ending.</summary>
public static class AudioNames
{
    static readonly HashSet<string> Endings = new(
        [
            ".aac", ".aif", ".aifc", ".aiff", ".alac", ".ape", ".caf", ".dsf", ".flac", ".m4a", ".m4b", ".mka", ".mp3", ".mp4", ".oga", ".ogg", ".opus", ".tta",
            ".w64", ".wav", ".wave", ".webm", ".wma", ".wv",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it is audio by its ending.</summary>
    public static bool IsAudio(string path) => Endings.Contains(Path.GetExtension(path));
}
