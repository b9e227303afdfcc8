using System.Text.RegularExpressions;

namespace Cratehand.Music.Tracks.Matching;

/// <summary>A stretch of a title between brackets, dashes, bars or quotation marks.</summary>
/// <param name="IsAside">In brackets.</param>
record struct TitlePart(List<string> Words, bool IsAside);

/// <summary>Cuts a title where people who write titles put marks.</summary>
static partial class TitleParts
{
    const string Openings = "([{【〔〈《（［";
    const string Closings = ")]}】〕〉》）］";

    public static List<TitlePart> Of(string title)
    {
        var parts = new List<TitlePart>();
        var (from, depth) = (0, 0);
        for (var i = 0; i <= title.Length; i++)
        {
            var (opens, closes) = i == title.Length ? (false, false) : (Openings.Contains(title[i], StringComparison.Ordinal), Closings.Contains(title[i], StringComparison.Ordinal));
            if (i < title.Length && !opens && !closes)
            {
                continue;
            }

            Add(parts, title[from..i], depth > 0);
            depth = opens ? depth + 1 : closes && depth > 0 ? depth - 1 : depth;
            from = i + 1;
        }

        return parts;
    }

    static void Add(List<TitlePart> parts, string text, bool isAside)
    {
        foreach (var piece in Marks().Split(text))
        {
            if (TextFold.Words(piece) is { Count: > 0 } words)
            {
                parts.Add(new TitlePart(words, isAside));
            }
        }
    }

    // A hyphen within a word is none of them; "-Live Ver.-" is how Japanese releases write it.
    [GeneratedRegex(@"\s[-–—−~〜_]+|[-–—−~〜_]+\s|[-–—~〜]+$|[〜～|•→►‹›«»*\r\n「」『』""“”″]|\s?//\s?|\s[/@]\s|:\s|–|—", RegexOptions.NonBacktracking, 200)]
    private static partial Regex Marks();
}
