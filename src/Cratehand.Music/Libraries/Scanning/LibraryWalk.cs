using System.IO.Enumeration;
using Cratehand.Music.Sources.DropFolder;
using Cratehand.Music.Store.Disk;

namespace Cratehand.Music.Libraries.Scanning;

/// <summary>The audio files of a folder, by their names and dates alone: no file is opened, no link followed, nothing hidden looked into.</summary>
internal static class LibraryWalk
{
    static readonly EnumerationOptions Deep = new()
    {
        // A folder that may not be read ends the scan: taken for empty, everything in it would be missing.
        RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint, IgnoreInaccessible = false,
    };

    /// <summary>The files, in the order of their paths.</summary>
    /// <param name="tracked">Paths on record: what has the ending of one may be a track, too.</param>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static List<FileSight> Files(string root, IEnumerable<string> tracked)
    {
        var also = tracked.Select(path => Path.GetExtension(path)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var files = new FileSystemEnumerable<FileSight>(root, Sight, Deep) { ShouldIncludePredicate = IsAudio, ShouldRecursePredicate = IsOwners }.ToList();
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;

        bool IsAudio(ref FileSystemEntry entry) =>
            !entry.IsDirectory && Path.GetExtension(entry.FileName).ToString() is var ending && (AudioNames.IsAudio(ending) || also.Contains(ending));

        static bool IsOwners(ref FileSystemEntry entry) => !SystemFolders.Contains(entry.ToFullPath());

        FileSight Sight(ref FileSystemEntry entry) =>
            new(Path.GetRelativePath(root, entry.ToFullPath()), entry.Length, entry.LastWriteTimeUtc.Ticks);
    }
}
