using System.Globalization;

namespace Cratehand.Music.Audio.Tools;

/// <summary>The tags that we write. Null or empty: not ours to say, what stands in the file stays.</summary>
public sealed record TagSet
{
    public string? Title { get; init; }

    /// <summary>Written as one value, joined by ", ": DJ programs show no more than that.</summary>
    public IReadOnlyList<string> Artists { get; init; } = [];

    public string? Album { get; init; }

    /// <summary>ISO 8601, a year alone or a whole date.</summary>
    public string? Date { get; init; }

    public string? Genre { get; init; }

    public string? Isrc { get; init; }

    /// <summary>Written as a whole number, as DJ programs expect it.</summary>
    public double? Bpm { get; init; }

    /// <summary>The musical key as DJ programs write it, e.g. <c>Am</c>, <c>F#m</c>, <c>Db</c>.</summary>
    public string? InitialKey { get; init; }

    public string? Comment { get; init; }

    /// <summary>Further frames by Kid3's unified names, e.g. <c>Publisher</c>, several values parted by |: a container that cannot take one goes without.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();

    /// <summary>A picture's file, for the front cover; <c>null</c>: what stands there stays.</summary>
    public string? Cover { get; init; }

    /// <summary>A WAV that is new gets the common ones as RIFF INFO too: some players read nothing else. In a given file, what stands there stays.</summary>
    public bool AlsoInfo { get; init; }

    /// <summary>What must be written, by Kid3's unified frame names; text as every tag format can hold it.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Frames => Written(All());

    /// <summary>What is written where the container takes it.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> ExtraFrames =>
        Written(Extra.Select(e => KeyValuePair.Create(e.Key, (string?)e.Value)), value => string.Join('|', value.Split('|').Select(Clean).Where(part => part.Length > 0)));

    /// <summary>The frames that have a property here.</summary>
    internal static HashSet<string> Own { get; } = new(StringComparer.OrdinalIgnoreCase) { "Title", "Artist", "Album", "Date", "Genre", "ISRC", "BPM", "Initial Key", "Comment" };

    /// <summary>Whether further values of a name say more: of a title or a date there is one, and what else stands as a comment is programs' own.</summary>
    internal static bool HoldsSeveral(string name) =>
        !Own.Contains(name) || name.Equals("Artist", StringComparison.OrdinalIgnoreCase) || name.Equals("Genre", StringComparison.OrdinalIgnoreCase);

    static List<KeyValuePair<string, string>> Written(IEnumerable<KeyValuePair<string, string?>> frames, Func<string, string>? clean = null) =>
        [.. frames.Where(f => !string.IsNullOrWhiteSpace(f.Value)).Select(f => KeyValuePair.Create(f.Key, (clean ?? Clean)(f.Value!)))];

    IEnumerable<KeyValuePair<string, string?>> All() =>
    [
        new("Title", Title),
        new("Artist", string.Join(", ", Artists)),
        new("Album", Album),
        new("Date", Date),
        new("Genre", Id3Genre.Named(Genre)),
        new("ISRC", Isrc),
        new("BPM", Bpm is { } bpm ? Math.Round(bpm, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture) : null),
        new("Initial Key", InitialKey),
        new("Comment", Comment),
    ];

    // NUL ends a string in ID3; a lone half of a surrogate pair cannot be written as UTF-8; at a | Kid3 parts ID3v2.4's values.
    static string Clean(string value) =>
        string.Concat(value.ReplaceLineEndings("\n").Replace('|', '¦').EnumerateRunes()
            .Where(r => r.Value == '\n' || r.Value == '\t' || !System.Text.Rune.IsControl(r))).Trim();
}

/// <summary>The tags found in a file: every frame by Kid3's unified name, several values joined by | where they say more.</summary>
public sealed record FileTags(string Path, IReadOnlyDictionary<string, string> Frames)
{
    /// <summary>RIFF INFO of a WAV: for players that read no ID3 there it is all there is.</summary>
    public IReadOnlyDictionary<string, string> Info { get; init; } = new Dictionary<string, string>();

    /// <summary>The picture's file, where one was asked for and is there.</summary>
    public string? Cover { get; init; }

    /// <summary>After a write: what the container did not take.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public string? this[string frame] => Frames.GetValueOrDefault(frame);
}

/// <summary>A tag did not arrive in the file as it was written.</summary>
public sealed class TagMismatchException(string file, string field, string wanted, string? got)
    : Exception($"The tag {field} should be \"{wanted}\" and reads \"{got ?? "nothing"}\": the file may be damaged.")
{
    /// <summary>Where the tag was written.</summary>
    public string File { get; } = file;

    public string Field { get; } = field;
}
