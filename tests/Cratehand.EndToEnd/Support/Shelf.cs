using System.Security.Cryptography;

namespace Cratehand.EndToEnd.Support;

/// <summary>The library as it lies on the disk.</summary>
sealed class Shelf(string root)
{
    /// <summary>Everything in there but folders, hidden things too; relative, sorted.</summary>
    public IReadOnlyList<string> Files =>
        !Directory.Exists(root) ? [] : [.. Directory.EnumerateFiles(root, "*", Deep).Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal)];

    /// <summary>Whatever a finished run must not leave: the work folder, in whole or part, and folders with nothing in them.</summary>
    public IReadOnlyList<string> Strays =>
        !Directory.Exists(root) ? [] : [.. Directory.EnumerateFileSystemEntries(root, "*", Deep).Where(IsStray)];

    /// <summary>Each file that bears a final name, with the hash of its bytes.</summary>
    public IReadOnlyDictionary<string, string> Hashes() =>
        Files.Where(file => !file.StartsWith(".cratehand", StringComparison.Ordinal)).ToDictionary(file => file, file => Hash(Path.Combine(root, file)));

    public static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    public string Absolute(string file) => Path.Combine(root, file);

    static EnumerationOptions Deep => new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    bool IsStray(string entry) =>
        Path.GetRelativePath(root, entry).StartsWith(".cratehand", StringComparison.Ordinal)
        || (Directory.Exists(entry) && !Directory.EnumerateFileSystemEntries(entry).Any());
}
