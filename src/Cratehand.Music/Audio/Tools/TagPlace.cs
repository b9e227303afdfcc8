using System.Globalization;
using System.Text.RegularExpressions;

namespace Cratehand.Music.Audio.Tools;

/// <summary>What the tags of a container can hold, by the file's ending, as Kid3 goes by it. Pure.</summary>
static partial class TagPlace
{
    static readonly HashSet<string> None = new(StringComparer.OrdinalIgnoreCase) { ".caf", ".mka", ".mkv", ".webm", ".w64" };

    static readonly HashSet<string> Repeating = new(StringComparer.OrdinalIgnoreCase) { ".flac", ".ogg", ".oga", ".opus", ".spx" };

    /// <summary>Those that Kid3 may give ID3v2.3, whose dates are a year or a full day.</summary>
    static readonly HashSet<string> PlainDates = new(StringComparer.OrdinalIgnoreCase) { ".wav", ".mp3", ".mp2", ".aac" };

    /// <summary>Whether Kid3 finds a place for tags there.</summary>
    public static bool Is(string file) => !None.Contains(Path.GetExtension(file));

    /// <summary>Whether a picture of that size fits there: of a block of FLAC's metadata the length has 24 bits, and some of it is the picture's name and form.</summary>
    public static bool TakesPicture(string file, long bytes) => !Kid3.HasEnding(file, ".flac") || bytes < (1 << 24) - 1024;

    /// <summary>Whether several values of one name are several comments there.</summary>
    public static bool Repeats(string file) => Repeating.Contains(Path.GetExtension(file));

    /// <summary>The frames as the container holds them; those of which it can hold nothing are not among them.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Fitting(string file, IEnumerable<KeyValuePair<string, string>> frames) =>
        frames.Select(frame => KeyValuePair.Create(frame.Key, Fit(file, frame))).Where(frame => frame.Value.Length > 0);

    // MP4's tempo is a whole number; given another, Kid3 writes 0.
    static string Fit(string file, KeyValuePair<string, string> frame) => frame.Key switch
    {
        "BPM" when Kid3.HasEnding(file, ".m4a")
            && double.TryParse(frame.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var bpm) =>
            Math.Round(bpm, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture),
        "Date" when PlainDates.Contains(Path.GetExtension(file)) => FullDay().Match(frame.Value) is { Success: true } day ? day.Value : Year().Match(frame.Value).Value,
        _ => frame.Value,
    };

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(?!\d)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex FullDay();

    [GeneratedRegex(@"(?<!\d)\d{4}(?!\d)|^\d{4}(?=\d{4}$)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Year();
}
