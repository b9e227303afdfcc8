using System.Text.RegularExpressions;

namespace Cratehand.Music.Tracks;

/// <summary>
/// Artists whose one name looks like a list: <c>Earth, Wind &amp; Fire</c>. No rule of form tells them from <c>Drake, The Weeknd</c>, so the well-known ones are listed.
/// </summary>
static class WholeNames
{
    // With commas: all that are well known, for there the folder's name depends on it. With "&" alone: where a part is a namesake's name or nobody's.
    // Not where a part is credited alone for the same recordings (Bob Marley & The Wailers, Macklemore & Ryan Lewis): that is a list.
    // With an x or X: all that are well known.
    const string Listed =
        """
        10,000 Maniacs|Beck, Bogert & Appice|Blood, Sweat & Tears|Crosby, Stills & Nash|Crosby, Stills, Nash & Young
        Dave Dee, Dozy, Beaky, Mick & Tich|Earth, Wind & Fire|Emerson, Lake & Palmer|Emerson, Lake & Powell
        Good, the Bad & the Queen|Grover Washington, Jr.|Hamilton, Joe Frank & Reynolds|Hank Williams, Jr.|Harry Connick, Jr.
        Lambert, Hendricks & Ross|Medeski, Martin & Wood|Nothing, Nowhere|Now, Now|Oh, Sleeper|Peter, Bjorn & John|Peter, Paul & Mary
        Ray Parker, Jr.|Sammy Davis, Jr.|Tyler, The Creator
        Above & Beyond|Adam & the Ants|Ashford & Simpson|Belle & Sebastian|Brooks & Dunn|C&C Music Factory|Camo & Krooked|Captain & Tennille
        Chase & Status|Coheed & Cambria|Derek & the Dominos|Earth & Fire|Echo & the Bunnymen|Gerry & the Pacemakers|Hall & Oates
        Hootie & the Blowfish|Iron & Wine|Jan & Dean|Katrina & the Waves|KC & the Sunshine Band|Kool & the Gang|Kruder & Dorfmeister
        Mamas & the Papas|Matt & Kim|Milk & Sugar|Mumford & Sons|Nico & Vinz|Noah & the Whale|Of Mice & Men|Peaches & Herb|Polo & Pan
        Rhythm & Sound|Sam & Dave|Seals & Crofts|She & Him|Simon & Garfunkel|Sly & the Family Stone|W&W|Womack & Womack|Years & Years|Zager & Evans
        Chloe x Halle|Lil Nas X|Tomorrow X Together
        """;

    const int MostParts = 6;

    // No name is longer, with its marks: a longer text need not be looked at.
    const int Longest = 60;

    const string Joints = "feat|ft|featuring|x|vs|and|with";

    static readonly Regex Known = new(
        $@"\b(?<=(?:^|[^\p{{L}}\p{{N}}\s'’]|\b(?:{Joints})\.?)\s?)(?:the\s)?(?:{string.Join('|', Listed.Split(['|', '\n']).OrderByDescending(name => name.Length).Select(Pattern))})"
        + $@"(?![\p{{L}}\p{{N}}'’])(?=\s?(?:$|[^\p{{L}}\p{{N}}\s]|(?:{Joints}|official|vevo|topic|music|channel|tv)\b))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>The parts of a text between marks, save for marks within a whole name.</summary>
    public static IReadOnlyList<string> Split(string text, Regex marks) => Split(text, marks.Matches(text).Select(mark => (mark.Index, mark.Length)));

    /// <inheritdoc cref="Split(string, Regex)"/>
    public static IReadOnlyList<string> Split(string text, char mark) => Split(text, Enumerable.Range(0, text.Length).Where(i => text[i] == mark).Select(i => (i, 1)));

    /// <summary>The artists, with a name made whole that somebody took for a list; only neighbours in the name's order are.</summary>
    public static IReadOnlyList<string> Join(IReadOnlyList<string> artists)
    {
        var joined = new List<string>();
        for (var i = 0; i < artists.Count;)
        {
            var count = Enumerable.Range(2, MostParts - 1).LastOrDefault(count => i + count <= artists.Count && WholeOf([.. artists.Skip(i).Take(count)]) is not null, 1);
            joined.Add(count == 1 ? artists[i] : WholeOf([.. artists.Skip(i).Take(count)])!);
            i += count;
        }

        return joined;
    }

    static string? WholeOf(string[] parts) => Array.Find([string.Join(", ", parts), string.Join(" & ", parts), string.Join(" x ", parts)], IsWhole);

    static bool IsWhole(string text) => text.Length <= Longest && Known.Match(text) is { Success: true } match && match.Length == text.Length;

    static List<string> Split(string text, IEnumerable<(int At, int Length)> marks)
    {
        var wholes = Known.Matches(text);
        var (parts, from) = (new List<string>(), 0);
        foreach (var (at, length) in marks.Where(mark => !wholes.Any(whole => mark.At < whole.Index + whole.Length && whole.Index < mark.At + mark.Length)))
        {
            parts.Add(text[from..at]);
            from = at + length;
        }

        return [.. parts, text[from..]];
    }

    static string Escaped(string word) => Regex.Escape(word).Replace(@"\.", @"\.?", StringComparison.Ordinal).Replace(@"\ x\ ", @"\s[x×]\s", StringComparison.OrdinalIgnoreCase);

    // "and" and "+" for "&", and after a comma earlier in the name a comma too; the commas may be left out.
    static string Pattern(string name)
    {
        var last = name.Contains(", ", StringComparison.Ordinal) ? @"\s?(?:,?\s?(?:&|\+|\band\b)|,)\s?" : @"\s?(?:&|\+|\band\b)\s?";
        return string.Join(@"\s?,?\s", name.Split(", ").Select(part => string.Join(last, part.Split('&', StringSplitOptions.TrimEntries).Select(Escaped))));
    }
}
