using System.Text.RegularExpressions;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Libraries;

/// <summary>
/// The words by which a track says that it is another one than its namesake: remix, live, edit, sped up, instrumental,
/// karaoke. Pure. What only says "the usual one" (original mix, official audio, remastered) is no such word.
/// </summary>
internal static partial class VersionWords
{
    /// <summary>The words, lower case, sorted; empty for the plain track. Two tracks of unequal words are two recordings.</summary>
    public static IReadOnlyList<string> Of(Track track)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        var title = track.Title;
        foreach (var part in Parts().Matches(title).Select(match => match.Value).Append(track.Version ?? ""))
        {
            if (Telling().IsMatch(part))
            {
                words.UnionWith(Words(part));
            }
        }

        words.UnionWith(Alone().Matches(Parts().Replace(title, " ")).SelectMany(match => Words(match.Value)));
        return [.. words];
    }

    /// <summary>The same recording may not bear different ones.</summary>
    public static bool AreEqual(Track a, Track b) => Of(a).SequenceEqual(Of(b), StringComparer.Ordinal);

    static IEnumerable<string> Words(string part) =>
        Word().Matches(part.ToLowerInvariant()).Select(match => match.Value).Where(word => !Filler().IsMatch(word));

    // What stands in brackets, or behind a dash at the end: "Song (A Remix)", "Song [live]", "Song - Radio Edit".
    [GeneratedRegex(@"\([^()]*\)|\[[^\[\]]*\]|\s[-\u2013]\s[^-\u2013]*$", RegexOptions.None, 1000)]
    private static partial Regex Parts();

    [GeneratedRegex(
        @"\b(?:re-?mix|rmx|re-?fix|flip|re-?work|bootleg|vip|mash-?up|live|unplugged|session|re-?edit|edit|radio|extended|club|short|sped|speed|nightcore|slowed|reverb|instrumental|karaoke|acapella|a\s?cappella|acoustic|demo|cover|dub|clean|explicit|8d|piano|orchestral|mix|version|ver\.)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Telling();

    // Where no bracket says that it is a version, only words that are hardly ever part of a title count.
    [GeneratedRegex(@"\b(?:remix|rmx|bootleg|nightcore|sped[\s-]up|slowed|instrumental|karaoke|acapella|a\s?cappella)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alone();

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:the|a|an|original|mix|version|ver|official|audio|video|lyrics?|music|hd|hq|remaster(?:ed)?|stereo|album|single|full|\d{4})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Filler();
}
