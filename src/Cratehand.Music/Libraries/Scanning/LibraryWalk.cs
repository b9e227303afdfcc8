using System.IO.Enumeration;

namespace Cratehand.Music.Libraries.Scanning;

/// <summary>The audio files of a folder, by their names and dates alone: no file is opened, no link followed, nothing hidden looked into.</summary>
internal static class LibraryWalk
{
    /// <summary>Endings of files that may be a track.</summary>
    static readonly HashSet<string> Audio = new(
        [".aac", ".aif", ".aifc", ".aiff", ".alac", ".ape", ".flac", ".m4a", ".m4b", ".mka", ".mp3", ".mp4", ".oga", ".ogg", ".opus", ".wav", ".wave", ".webm", ".wv"],
        StringComparer.OrdinalIgnoreCase);

    static readonly EnumerationOptions Deep = new()
    {
        // A folder that may not be read ends the scan: taken for empty, everything in it would be missing.
        RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint, IgnoreInaccessible = false,
    };

    /// <summary>The files, in the order of their paths.</summary>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static List<FileSight> Files(string root)
    {
        var files = new FileSystemEnumerable<FileSight>(root, Sight, Deep) { ShouldIncludePredicate = IsAudio }.ToList();
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;

        FileSight Sight(ref FileSystemEntry entry) =>
            new(Path.GetRelativePath(root, entry.ToFullPath()), entry.Length, entry.LastWriteTimeUtc.Ticks);
    }

    static bool IsAudio(ref FileSystemEntry entry) => !entry.IsDirectory && Audio.Contains(Path.GetExtension(entry.FileName).ToString());
}
