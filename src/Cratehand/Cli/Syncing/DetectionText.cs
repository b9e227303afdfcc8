using System.Globalization;
using Cratehand.Music.Detecting;
using Cratehand.Music.Tracks;

namespace Cratehand.Cli.Syncing;

/// <summary>A detection as a person reads it: one line a level, one line a track.</summary>
public static class DetectionText
{
    /// <param name="indent">Before each line.</param>
    public static void Write(Output output, DetectionReport report, string indent = "")
    {
        if (report.IsSwitchedOff)
        {
            output.Prose($"{indent}The music sync is switched off (MUSIC_SYNC_ENABLED=false): nothing was looked at. `cratehand sync --force` looks all the same.");
        }

        foreach (var level in report.Levels)
        {
            var counts = level.Outcome is LevelOutcome.Off or LevelOutcome.Resting or LevelOutcome.NotReached ? "" : $"{level.Seen} seen, {level.New} new, {level.Taken} taken. ";
            output.Line(ToneOf(level), $"{indent}{level.Outcome,-11}", $"{level.Source,-20} {counts}{level.Reason}");
        }

        foreach (var queued in report.Queued)
        {
            output.Prose($"{indent}{queued.Signal,-11} {queued.Title}  ({Shown(queued.Input)})");
        }
    }

    /// <summary>A report without what must not be shown, for programs.</summary>
    public static DetectionReport Shown(DetectionReport report) =>
        report with { Queued = [.. report.Queued.Select(queued => queued with { Input = Shown(queued.Input) })] };

    /// <summary>What was there before its source was connected, so far as it was read, and how to take it.</summary>
    public static string Older(long count) =>
        $"{(count == 1 ? "1 track from before you connected is" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} tracks from before you connected are"))} on record. To take the newest N: cratehand sync --backlog N";

    /// <summary>An input without what must not be shown.</summary>
    internal static string Shown(string input) => TrackLink.Show(input);

    static Tone ToneOf(Level level) =>
        level.Outcome switch
        {
            LevelOutcome.Ok => Tone.Good,
            LevelOutcome.Error => Tone.Bad,
            LevelOutcome.Resting => Tone.Warning,
            _ => Tone.Quiet,
        };
}

/// <summary>A detection on record, as <c>why</c> shows it.</summary>
public sealed record DetectionView(
    string Identity, string Title, string Source, string Signal, string Input, string State, string Reason, DateTimeOffset Seen, DateTimeOffset? NotBefore,
    int Tries, DateTimeOffset? Unliked)
{
    public static DetectionView Of(DetectedTrack row) =>
        new(
            TrackLink.ShowIdentity(row.Identity), row.Title, row.Source, row.Signal, DetectionText.Shown(row.Input), row.State, row.Reason, At(row.Seen)!.Value,
            At(row.NotBefore > 0 ? row.NotBefore : null), row.Tries, At(row.Reason.EndsWith(DetectedTrack.ProviderLostIt, StringComparison.Ordinal) ? null : row.Unliked));

    internal void Write(Output output)
    {
        output.Prose($"{Title}  {Signal} at {Source}, noticed {Seen.ToLocalTime():yyyy-MM-dd HH:mm}");
        output.Prose($"  {State}: {Sentence(Reason)}{(NotBefore is { } then ? $" Not again before {then.ToLocalTime():yyyy-MM-dd HH:mm}." : "")}{(Unliked is null ? "" : " The like was taken back.")}");
        output.Line($"  {Input}");
    }

    // The receipt of a track is no sentence, and here others follow it.
    static string Sentence(string reason) => reason.EndsWith('.') || reason.EndsWith(".)", StringComparison.Ordinal) ? reason : reason + ".";

    static DateTimeOffset? At(long? moment) => moment is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}
