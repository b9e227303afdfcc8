using Cratehand.Cli.Syncing;
using Cratehand.Jobs;
using Cratehand.Music.Audio;
using Cratehand.Music.Libraries;

namespace Cratehand.Cli.Commands.Tracks;

/// <summary>An entry of the library as lists and JSON show it.</summary>
/// <param name="FromLossy">Whether the source was lossy, whatever the format of the files.</param>
public sealed record TrackView(
    Guid Id, string Title, IReadOnlyList<string> Artists, string? Version, string? Album, string? Isrc, double DurationSeconds,
    string ObtainedBy, bool FromLossy, Guid Run, bool Shelved, Measured Measured, IReadOnlyList<TrackFileView> Files)
{
    public static TrackView Of(Entry entry, FolderLibrary library) =>
        new(
            entry.Id, entry.Title, JobJson.Read<List<string>>(entry.Artists) ?? [], entry.Version, entry.Album, entry.Isrc, entry.DurationSeconds,
            entry.ObtainedBy, entry.IsFromLossy, entry.RunId, entry.IsShelved, JobJson.Read<Measured>(entry.Measured)!,
            [.. entry.Files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => TrackFileView.Of(file, library))]);

    internal IReadOnlyList<string> Cells =>
    [
        string.Join(", ", Artists), Version is null ? Title : $"{Title} ({Version})", ReceiptText.Facts(Measured, DurationSeconds),
        string.Join(" ", Files.Select(file => file.Exists ? file.Path : $"{file.Path} (missing)")),
    ];
}

/// <param name="Path">Absolute.</param>
/// <param name="Exists">Whether it lies there now.</param>
public sealed record TrackFileView(string Path, string Format, string Sha256, bool Exists)
{
    internal static TrackFileView Of(EntryFile file, FolderLibrary library)
    {
        var path = library.Absolute(file.Path);
        return new TrackFileView(path, file.Format, file.Sha256, File.Exists(path));
    }
}
