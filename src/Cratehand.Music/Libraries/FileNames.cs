using System.Globalization;
using System.Text;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Libraries;

/// <summary>
/// Where a track lies in the library: <c>Artist/Artist - Title (Version).ext</c>, names that Linux, Windows, macOS and a
/// USB stick all accept. Pure.
/// </summary>
public static class FileNames
{
    /// <summary>Bytes of UTF-8 that one name may have on the usual file systems.</summary>
    public const int LongestName = 255;

    static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(n => (string[])[$"COM{n}", $"LPT{n}"])],
        StringComparer.OrdinalIgnoreCase);

    static readonly int IdLength = " [12345678]".Length;

    /// <summary>The path relative to the library, with <c>/</c> between folder and file.</summary>
    /// <param name="extension">With its dot, e.g. <c>.aiff</c>.</param>
    /// <param name="id">Given only when the plain name is taken by another track: eight characters of its id are appended.</param>
    /// <param name="mark">Given only when another file of the same track has that name: what tells it apart, e.g. <c>original</c>.</param>
    public static string For(Track track, string extension, string? id = null, string? mark = null)
    {
        var artist = track.Artists.Count == 0 ? "" : string.Join(", ", track.Artists);
        var folder = Component(track.Artists.Count == 0 ? "" : track.Artists[0], "Unknown Artist", LongestName);
        var title = Clean(track.Title) is { Length: > 0 } clean ? clean : "Untitled";
        var version = Clean(track.Version ?? "");
        var name = $"{Component(artist, "Unknown Artist", LongestName)} - {title}{(version.Length > 0 ? $" ({version})" : "")}";
        var marked = mark is null ? "" : $" ({mark})";
        var room = LongestName - IdLength - Encoding.UTF8.GetByteCount(marked + extension);
        return $"{folder}/{Component(name, "Untitled", room)}{marked}{Suffix(id)}{extension}";
    }

    /// <summary>The same path under another id: for a name that was taken between the choice and the act.</summary>
    public static string WithId(string path, string id)
    {
        var extension = Path.GetExtension(path);
        var stem = path[..^extension.Length];
        var hasId = stem.EndsWith(']') && stem.Length > IdLength && stem[^IdLength..].StartsWith(" [", StringComparison.Ordinal);
        return (hasId ? stem[..^IdLength] : stem) + Suffix(id) + extension;
    }

    /// <summary>One name made harmless: no separator, nothing reserved, not longer than <paramref name="room"/> bytes of UTF-8.</summary>
    internal static string Component(string text, string ifEmpty, int room)
    {
        var name = Trimmed(Cut(Clean(text), room));
        name = name.Length == 0 ? ifEmpty : name;
        var stem = name.Split('.')[0].TrimEnd();
        return Devices.Contains(stem) ? Trimmed(Cut("_" + name, room)) : name;
    }

    static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // a lone half of a surrogate pair comes as U+FFFD
        {
            clean.Append(Harmless(rune));
        }

        var spaced = string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Trimmed(spaced.Normalize(NormalizationForm.FormC));
    }

    static string Harmless(Rune rune) => rune.Value switch
    {
        '/' or '\\' or '|' => "-",
        ':' => " -",
        '"' => "'",
        '<' => "(",
        '>' => ")",
        '?' or '*' => "",
        _ => Rune.IsWhiteSpace(rune) ? " " : IsInvisible(rune) ? "" : rune.ToString(),
    };

    // Controls, and the marks that turn the reading direction around: "exe.gnp" must not look like a picture. The joiner
    // and the variation selector inside emoji stay.
    static bool IsInvisible(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is 0x200B or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x2069) or 0xFEFF or 0xFFFD;

    // Windows drops dots and spaces at the end; at the beginning a dot hides the file, and ".." leaves the folder.
    static string Trimmed(string name) => name.Trim(' ', '.');

    static string Cut(string name, int room)
    {
        if (Encoding.UTF8.GetByteCount(name) <= room)
        {
            return name;
        }

        var kept = new StringBuilder();
        var used = 0;
        for (var graphemes = StringInfo.GetTextElementEnumerator(name); graphemes.MoveNext();)
        {
            var grapheme = graphemes.GetTextElement();
            used += Encoding.UTF8.GetByteCount(grapheme);
            if (used > room)
            {
                break;
            }

            kept.Append(grapheme);
        }

        return kept.ToString();
    }

    static string Suffix(string? id)
    {
        var harmless = id is null ? "" : new string([.. id.Where(char.IsAsciiLetterOrDigit).Take(8)]);
        return harmless.Length == 0 ? "" : $" [{harmless}]";
    }
}
