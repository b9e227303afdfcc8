using Cratehand.Music.Sources.DropFolder;
using Cratehand.Music.Store.Disk;
using Cratehand.Music.Tracks;

namespace Cratehand.Cli.Syncing;

/// <summary>What was typed, made into single tracks: a folder stands for the audio files in it.</summary>
/// <param name="Typed">As it was given, for messages.</param>
/// <param name="Input">An absolute path or a canonical link; <c>null</c> if it is neither.</param>
/// <param name="Problem">Why it is neither, with the way out.</param>
public sealed record SyncInput(string Typed, string? Input, string? Problem = null);

/// <summary>Reads the arguments of <c>sync</c>.</summary>
public static class InputList
{
    static readonly EnumerationOptions Flat = new() { AttributesToSkip = FileAttributes.Hidden | FileAttributes.System, IgnoreInaccessible = false };

    /// <summary>One input for each track, in the order given, a folder's in the order of their names.</summary>
    /// <param name="workingFolder">What relative paths start from.</param>
    public static IEnumerable<SyncInput> Read(IEnumerable<string> typed, string workingFolder) => typed.SelectMany(text => Read(text, workingFolder));

    static IEnumerable<SyncInput> Read(string text, string workingFolder)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [new SyncInput(text, null, "An empty argument names nothing: give a file, a folder (. for this one) or an http(s) link.")];
        }

        if (TrackLink.Parse(text) is { } link)
        {
            return [new SyncInput(text, link.Canonical)];
        }

        if (text.Contains("://", StringComparison.Ordinal))
        {
            return [new SyncInput(text, null, $"{text} is no link that can be fetched: only http and https are.")];
        }

        var path = Path.GetFullPath(text, workingFolder);
        return Directory.Exists(path) ? Folder(path)
            : File.Exists(path) ? [new SyncInput(text, path)]
            : [new SyncInput(text, null, $"{path} is not there: name a file, a folder or an http(s) link.")];
    }

    // Folders that are links are not gone into: they lead in circles. One that cannot be read hides no other.
    static IEnumerable<SyncInput> Folder(string root)
    {
        var inputs = new List<SyncInput>();
        var folders = new Stack<string>([root]);
        while (folders.TryPop(out var folder))
        {
            try
            {
                inputs.AddRange(Directory.EnumerateFiles(folder, "*", Flat).Where(AudioNames.IsAudio).Select(file => new SyncInput(file, file)).ToList());
                new DirectoryInfo(folder).EnumerateDirectories("*", Flat).Where(inner => inner.LinkTarget is null && !SystemFolders.Contains(inner.FullName)).ToList().ForEach(inner => folders.Push(inner.FullName));
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                inputs.Add(new SyncInput(folder, null, $"{folder} cannot be read: {trouble.Message}"));
            }
        }

        return inputs.OrderBy(input => input.Typed, StringComparer.Ordinal);
    }
}
