using System.Globalization;
using Cratehand.Music.Audio;

namespace Cratehand.Cli.Syncing;

/// <summary>A receipt as a person reads it: what became of it, where it lies, what was measured.</summary>
public static class ReceiptText
{
    const string Indent = "               ";

    public static void Write(Output output, SyncItem item)
    {
        output.Line(ToneOf(item), $"{(item.Would is { } would ? $"would {would}" : item.Outcome ?? "cancelled"),-14}", NameOf(item));
        foreach (var file in item.Files)
        {
            output.Line(Indent + file.Path);
        }

        var facts = Facts(item);
        if (facts.Length > 0)
        {
            output.Line(Indent + facts);
        }

        output.Prose(Indent + (item.Cause is null ? item.Reason : $"{item.Cause}: {item.Reason}"));
    }

    /// <summary>The measurements on one line; what could not be measured is left out.</summary>
    public static string Facts(Measured? measured, double? seconds)
    {
        List<string?> facts =
        [
            seconds is { } length ? TimeSpan.FromSeconds(length).ToString(length < 3600 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture) : null,
            measured?.Bpm is { } bpm ? Invariant($"{bpm:0.0} BPM{OrElse(measured.BpmCandidates)}") : null,
            measured?.Key is { } key ? $"{key} ({measured.Camelot}, {measured.OpenKey})" : null,
            measured?.LoudnessLufs is { } loudness ? Invariant($"{loudness:0.0} LUFS") : null,
            measured?.TruePeakDbtp is { } peak ? Invariant($"{peak:0.0} dBTP") : null,
        ];
        return string.Join(" · ", facts.OfType<string>());
    }

    // An ambiguous tempo is shown as one.
    static string OrElse(IReadOnlyList<double>? candidates) =>
        candidates is { Count: > 0 } ? $" (or {string.Join(", ", candidates.Select(bpm => Invariant($"{bpm:0.0}")))}?)" : "";

    static string Facts(SyncItem item)
    {
        var facts = Facts(item.Measured, item.Track?.DurationSeconds);
        return item.ObtainedBy is null ? facts : $"{facts} · by {item.ObtainedBy}";
    }

    static string NameOf(SyncItem item) =>
        item.Track is { } track ? (track.Artists.Count > 0 ? $"{string.Join(", ", track.Artists)} - {track.Title}" : track.Title) : item.Input;

    static Tone ToneOf(SyncItem item) =>
        item.Outcome switch
        {
            "filed" or "already-owned" => Tone.Good,
            "failed" => Tone.Bad,
            null => Tone.Quiet,
            _ => Tone.Warning,
        };

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
