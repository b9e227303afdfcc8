namespace Cratehand.Music.Tracks.Matching;

/// <summary>Where words stand in a title.</summary>
enum Place
{
    First,
    Later,

    /// <summary>In brackets, or behind a name: each word may be the version.</summary>
    Aside,
}

/// <summary>Takes the words of a version out of a row of words.</summary>
/// <param name="Left">The others, in order.</param>
/// <param name="Kinds">What the words taken out mean, in order.</param>
/// <param name="Weak">Those of them that a word means which may also belong to a title or a name.</param>
sealed record VersionSplit(List<string> Left, List<string> Kinds, List<string> Weak)
{
    public static VersionSplit Of(List<string> words, Place place)
    {
        var (rest, kinds, weak) = (new List<string>(), new List<string>(), new List<string>());
        for (var i = 0; i < words.Count;)
        {
            var strong = VersionWords.Strong.At(words, i);
            var found = strong ?? (VersionWords.Weak.At(words, i) is { } word && IsVersionAt(words, i, word.Length, place) ? word : null);
            if (found is not { } phrase)
            {
                rest.AddRange(Japanese(words[i++], kinds));
                continue;
            }

            (strong is null ? weak : []).Add(phrase.Meaning);
            kinds.Add(phrase.Meaning);
            i += phrase.Length;
        }

        return new VersionSplit(rest, kinds, weak);
    }

    // Outside brackets, words that may belong to a title count at its end only, and in the first part never when nothing else is left.
    static bool IsVersionAt(List<string> words, int i, int length, Place place) =>
        place == Place.Aside || ((i > 0 || place == Place.Later) && words.Skip(i + length).All(word => word.All(char.IsAsciiDigit)));

    static IEnumerable<string> Japanese(string word, List<string> kinds)
    {
        var rest = word;
        foreach (var (said, meaning) in VersionWords.Japanese)
        {
            var at = rest.IndexOf(said, StringComparison.Ordinal);
            // A drive (doraibu) is no live (raibu).
            if (at >= 0 && !(at > 0 && rest[at - 1] == 'ど'))
            {
                kinds.Add(meaning);
                rest = rest.Remove(at, said.Length);
            }
        }

        return rest.Length > 0 ? [rest] : [];
    }
}
