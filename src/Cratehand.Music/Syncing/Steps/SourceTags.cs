using System.Globalization;
using System.Text.RegularExpressions;
using Cratehand.Music.Audio.Tools;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>What a source's tags say that no measurement may replace, and what of them a rendition can carry on.</summary>
static partial class SourceTags
{
    /// <summary>Those that are written from the track itself.</summary>
    static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Title", "Artist", "Album", "Date", "Genre", "ISRC", "BPM", "Initial Key", "Comment",
        "Encoder", "Encoder Settings", "Length", "File Type", // of the source's file, not of the music
    };

    // What ffprobe calls them, and Kid3: of the rest ffprobe tells, most is of the file and not of the music.
    static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["composer"] = "Composer", ["publisher"] = "Publisher", ["album_artist"] = "Album Artist", ["track"] = "Track Number", ["disc"] = "Disc Number",
        ["copyright"] = "Copyright", ["conductor"] = "Conductor", ["lyricist"] = "Lyricist", ["lyrics"] = "Lyrics", ["remixer"] = "Remixer",
        ["encoded_by"] = "Encoded-by", ["grouping"] = "Grouping",
    };

    /// <summary>Where Kid3 shows nothing: what ffprobe does, by Kid3's names.</summary>
    public static IReadOnlyDictionary<string, string> Renamed(Probe audio) =>
        audio.Tags.Where(tag => Names.ContainsKey(tag.Key) && !string.IsNullOrWhiteSpace(tag.Value)).ToDictionary(tag => Names[tag.Key], tag => tag.Value);

    /// <summary>The tempo it is given, as it stands there; 0 is what programs write that know none.</summary>
    public static string? Bpm(SourceAudio source) =>
        Text(source, "BPM", "TBPM", "TEMPO", "tmpo") is { } text
            && !(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bpm) && bpm <= 0)
            ? text
            : null;

    /// <summary>The musical key it is given, in whatever notation.</summary>
    public static string? Key(SourceAudio source) => Text(source, "Initial Key", "INITIALKEY", "TKEY", "KEY");

    /// <summary>All else with a text, and the tempo it was given; frames that hold no text are named by ID3 in capitals, and pictures go another way.</summary>
    public static IReadOnlyDictionary<string, string> Others(SourceAudio source, string? bpm)
    {
        var silent = source.Elsewhere.Where(tag => !source.Tags.Keys.Contains(tag.Key, StringComparer.OrdinalIgnoreCase));
        var others = source.Tags.Concat(silent)
            .Where(tag => !Own.Contains(tag.Key) && !tag.Key.StartsWith("Picture", StringComparison.OrdinalIgnoreCase) && !Binary().IsMatch(tag.Key))
            .ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.OrdinalIgnoreCase);
        if (bpm is not null)
        {
            others["BPM"] = bpm;
        }

        return others;
    }

    /// <summary>The first that is there and not blank: as Kid3 names it, else as ffprobe does. Read back from a step, names have lost their indifference to case.</summary>
    public static string? Text(SourceAudio source, params ReadOnlySpan<string> names)
    {
        foreach (var tags in (IReadOnlyDictionary<string, string>[])[source.Tags, source.Audio.Tags])
        {
            foreach (var name in names)
            {
                var found = tags.FirstOrDefault(tag => tag.Key.Equals(name, StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(tag.Value));
                if (found.Value is { } value)
                {
                    return value.Trim();
                }
            }
        }

        return null;
    }

    [GeneratedRegex("^[A-Z0-9]{4} - ", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Binary();
}
