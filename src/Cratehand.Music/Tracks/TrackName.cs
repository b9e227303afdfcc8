using System.Text.RegularExpressions;

namespace Cratehand.Music.Tracks;

/// <summary>Reads a track from tags or, where they are silent, from a file's name such as <c>01. Artist - Title (Extended Mix).flac</c>.</summary>
public static partial class TrackName
{
    /// <summary>The track by its tags; the file's name fills what they leave out.</summary>
    /// <param name="tag">Gives a tag by its name (<c>title, artist, album, date, genre, isrc</c>), or null.</param>
    public static Track FromTags(Func<string, string?> tag, string fileName)
    {
        var named = FromFileName(fileName);
        var title = Text(tag("title"));
        var artist = Text(tag("artist"));
        var track = title is null ? named : Split(title, artist is null ? named.Artists : []);
        return track with
        {
            Artists = artist is null ? track.Artists : SplitArtists(artist),
            Album = Text(tag("album")),
            Date = Text(tag("date")),
            Genre = Text(tag("genre"))?.Replace("|", ", ", StringComparison.Ordinal), // so Kid3 joins several
            Isrc = NormalIsrc(tag("isrc")),
        };
    }

    /// <summary>The track that a file's name tells of; without " - " all of it is the title.</summary>
    public static Track FromFileName(string fileName)
    {
        var name = Path.GetFileNameWithoutExtension(fileName);
        name = name.Contains(' ', StringComparison.Ordinal) ? name : name.Replace('_', ' ');
        name = Spaces().Replace(LeadingNumber().Replace(name.Replace('\u2013', '-').Trim(), ""), " ").Trim();
        var dash = name.IndexOf(" - ", StringComparison.Ordinal);
        return dash > 0 && dash + 3 < name.Length
            ? Split(name[(dash + 3)..].Trim(), SplitArtists(name[..dash]))
            : Split(name, []);
    }

    /// <summary>Artists written as one text: commas, semicolons, Kid3's |, slashes with spaces, "feat.", " x " and " × " part them; "&amp;" and a capital " X " may belong to a name, and so may what stands in <see cref="WholeNames"/>.</summary>
    public static IReadOnlyList<string> SplitArtists(string text) =>
        [.. WholeNames.Split(text, Separators()).Select(a => a.Trim()).Where(a => a.Length > 0)];

    /// <summary>The artists that a name holds if its capital " X " stands between two; one, if it has none.</summary>
    internal static IReadOnlyList<string> SplitAtCapital(string name) => WholeNames.Split(name, CapitalX());

    /// <summary>Twelve characters, upper case; null if it is no ISRC.</summary>
    public static string? NormalIsrc(string? text)
    {
        var isrc = text?.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
        return isrc is not null && Isrc().IsMatch(isrc) ? isrc : null;
    }

    static Track Split(string title, IReadOnlyList<string> artists)
    {
        var match = TrailingVersion().Match(title);
        return match.Success && Version().IsMatch(match.Groups["version"].Value)
            ? new Track(match.Groups["title"].Value.Trim(), artists) { Version = match.Groups["version"].Value.Trim() }
            : new Track(title, artists);
    }

    static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    // "01 ", "12. ", "1-03 ", "A1. ", "12 - A - T" as rippers and shops number them. "50 Cent - T" and "99 Problems" stay.
    [GeneratedRegex(@"^(?:\d{1,2}[-.](?=\d))?(?:(?:\d{1,2}|[A-D]\d)\s*[.)]\s*|0\d\s+(?:-\s+)?|(?:\d{2}|[A-D]\d)\s+-\s+(?=.*\s-\s))(?=\S)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();

    // An x that has no name beside it belongs to one: "Lil Nas x feat. A", "B & x ambassadors".
    const string BetweenNames = @"(?<!(?:[&+]|\b(?:and|with))\s+[^\s]\s)(?!\s*(?:(?:feat|ft|featuring|vs|and|with)\b|[&+,;|/]|(?-i:[x×])\s))";

    [GeneratedRegex(@"\sX\s" + BetweenNames, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CapitalX();

    [GeneratedRegex(@"\s*(?:[,;|]|\s/\s|\s(?:feat\.?|ft\.?|featuring|vs\.?)\s|\s(?-i:[x×])\s" + BetweenNames + @")\s*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(?<title>.*\S)\s*[\(\[](?<version>[^()\[\]]+)[\)\]]\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TrailingVersion();

    [GeneratedRegex(@"\b(?:mix|remix|edit|version|dub|rework|re-?edit|bootleg|vip|instrumental|acapella|a cappella|live|remaster(?:ed)?|mono|radio|extended|club|original|demo|acoustic|unplugged|flip|refix|rmx|cover)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();

    [GeneratedRegex("^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$", RegexOptions.None, 1000)]
    private static partial Regex Isrc();
}
