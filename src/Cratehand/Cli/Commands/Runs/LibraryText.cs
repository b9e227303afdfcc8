using Cratehand.Jobs;
using Cratehand.Music.Libraries.Scanning;
using Cratehand.Music.Libraries.Undoing;
using Cratehand.Music.Syncing.Unliking;

namespace Cratehand.Cli.Commands.Runs;

/// <summary>Runs that are about the library rather than a track, in one line.</summary>
internal static class LibraryText
{
    /// <summary>What was to be done.</summary>
    public static string InputOf(Job job) =>
        job.Kind == ScanLibrary.Kind ? "the library"
        : job.Kind == UndoRun.Kind && job.ArgsAs<UndoRun>() is { } undo ? $"run {RunView.Short(undo.Run)}"
        : job.Kind == UnlikeTrack.Kind && job.ArgsAs<UnlikeTrack>() is { } unlike ? $"like taken back: {unlike.Noticed.Wanted.Title}"
        : "";

    /// <summary>What came of it; <c>null</c> if it is not over, or about something else.</summary>
    public static string? ReasonOf(Job job) =>
        job.Kind == ScanLibrary.Kind ? job.ResultAs<ScanReport>() is { } report ? Summary(report) : null
        : job.Kind == UndoRun.Kind ? job.ResultAs<Undone>()?.Reason
        : job.Kind == UnlikeTrack.Kind ? job.ResultAs<Unliked>()?.Reason
        : null;

    public static string Summary(ScanReport report) =>
        $"{Counted(report.Files)}: {report.Unchanged} as filed, {report.Moved.Count} moved, {report.Changed.Count} changed, {report.Missing.Count} missing, "
        + $"{report.Untracked.Count} untracked";

    public static string Counted(int files) => files == 1 ? "1 file" : $"{files} files";
}
