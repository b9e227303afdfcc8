using System.Globalization;
using System.Text.RegularExpressions;

namespace Cratehand.Sandbox.Songs;

/// <summary>One recording of a song: the original or a decoy that a search also finds.</summary>
public sealed partial record Recording(Song Song, Variant Variant)
{
    /// <summary>Everything a search for a song may find, the right one first.</summary>
    public static IReadOnlyList<Variant> Variants { get; } = Enum.GetValues<Variant>();

    public static Recording Original(int index) => new(SongBook.At(index), Variant.Original);

    /// <summary>As an uploader writes it.</summary>
    public string Title => Variant switch
    {
        Variant.Live => $"{Song.Artist} - {Song.Title} (Live at Harbour Hall)",
        Variant.Cover => $"{Song.Title} ({Song.Artist} Cover)",
        Variant.SpedUp => $"{Song.Title} - {Song.Artist} (sped up)",
        Variant.Karaoke => $"{Song.Title} (Karaoke Version) [in the style of {Song.Artist}]",
        Variant.Teaser => $"{Song.Artist} - {Song.Title} (out now, preview)",
        Variant.HourMix => $"{Song.Title} 1 HOUR MIX | {Song.Artist} & friends",
        _ => Song.Title,
    };

    /// <summary>Who put it up.</summary>
    public string Uploader => Variant switch
    {
        Variant.Cover => "Maddie at Home",
        Variant.SpedUp => "sped up sounds",
        Variant.Karaoke => "Sing Kings",
        Variant.HourMix => "Focus Radio",
        _ => Song.Artist,
    };

    /// <summary>How long its audio really is.</summary>
    public TimeSpan Duration => Variant switch
    {
        Variant.Live => Song.Duration + TimeSpan.FromSeconds(41),
        Variant.Cover => Song.Duration + TimeSpan.FromSeconds(9),
        Variant.SpedUp => TimeSpan.FromSeconds(Math.Round(Song.Duration.TotalSeconds * 0.8)),
        Variant.Karaoke => Song.Duration + TimeSpan.FromSeconds(3),
        Variant.Teaser => TimeSpan.FromSeconds(30),
        Variant.HourMix => TimeSpan.FromHours(1),
        _ => Song.Duration,
    };

    public double Bpm => Variant switch
    {
        Variant.SpedUp => Song.Bpm * 1.25,
        Variant.Live => Song.Bpm + 4,
        Variant.Cover => Song.Bpm - 6,
        _ => Song.Bpm,
    };

    /// <summary>A decoy by other hands sounds in another key, so that an ear can tell it apart.</summary>
    public int Tonic => Variant is Variant.Cover ? (Song.Key.Tonic + 2) % 12 : Song.Key.Tonic;

    /// <summary>Its name on the media host, without extension, e.g. <c>amber-river-17</c> or <c>amber-river-17-live</c>.</summary>
    public string Name =>
        $"{Slug(Song.Title)}-{Song.Index.ToString(CultureInfo.InvariantCulture)}{(Variant == Variant.Original ? "" : $"-{Word(Variant)}")}";

    /// <summary>The recording behind a name, or null if there is none.</summary>
    public static Recording? Parse(string name)
    {
        var match = NamePattern().Match(name);
        if (!match.Success || !int.TryParse(match.Groups["index"].Value, CultureInfo.InvariantCulture, out var index) || index >= SongBook.Count)
        {
            return null;
        }

        var word = match.Groups["variant"];
        var variant = word.Success ? Variants.First(v => Word(v) == word.Value) : Variant.Original;
        var recording = new Recording(SongBook.At(index), variant);
        return recording.Name == name ? recording : null;
    }

    /// <summary>Lower case, letters and digits joined by hyphens: what services make of a title in a link.</summary>
    public static string Slug(string text) => NotInSlug().Replace(text.ToLowerInvariant(), "-").Trim('-');

    static string Word(Variant variant) => variant switch
    {
        Variant.SpedUp => "sped-up",
        Variant.HourMix => "hour-mix",
        _ => variant.ToString().ToLowerInvariant(),
    };

    [GeneratedRegex("-(?<index>[0-9]{1,6})(-(?<variant>live|cover|sped-up|karaoke|hour-mix|teaser))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex NotInSlug();
}
