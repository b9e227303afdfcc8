using Cratehand.Music.Sources.DropFolder;
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
    static readonly EnumerationOptions Deep = new()
    {
        RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System, IgnoreInaccessible = false,
    };

    /// <summary>One input for each track, in the order given, a folder's in the order of their names.</summary>
    /// <param name="workingFolder">What relative paths start from.</param>
    public static IEnumerable<SyncInput> Read(IEnumerable<string> typed, string workingFolder) => typed.SelectMany(text => Read(text, workingFolder));

    static IEnumerable<SyncInput> Read(string text, string workingFolder)
    {
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

    static IEnumerable<SyncInput> Folder(string path) =>
        Directory.EnumerateFiles(path, "*", Deep)
            .Where(AudioNames.IsAudio)
            .Order(StringComparer.Ordinal)
            .Select(file => new SyncInput(file, file));
}
