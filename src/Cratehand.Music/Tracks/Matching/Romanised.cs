using System.Text;
using AnyAscii;

namespace Cratehand.Music.Tracks.Matching;

/// <summary>Compares a text with its own spelling in Latin letters, as <c>Группа крови</c> with <c>Gruppa Krovi</c>.</summary>
static class Romanised
{
    const int Shortest = 3;
    const int Longest = 80;

    // What modern Greek says, which letter for letter would be another vowel.
    static readonly (string From, string To)[] Vowels = [("ου", "u"), ("ει", "i"), ("οι", "i"), ("υ", "i"), ("η", "i"), ("ω", "o")];

    // Ways to write one sound; the order matters.
    static readonly (string From, string To)[] Sounds =
    [
        ("shch", "s"), ("sch", "s"), ("kh", "h"), ("zh", "z"), ("ch", "c"), ("sh", "s"), ("ts", "c"), ("tz", "c"), ("ph", "f"), ("ck", "k"), ("x", "ks"),
        ("ou", "u"), ("ei", "i"), ("oi", "i"), ("wo", "o"), ("y", "i"), ("j", "i"), ("w", "v"), ("ii", "i"), ("ie", "e"), ("io", "e"),
    ];

    /// <summary>Whether one is the other by sound. Only asked of two scripts: within one, another letter is another word.</summary>
    /// <param name="one">Folded, without spaces.</param>
    /// <param name="other">As <paramref name="one"/>.</param>
    public static bool AreAlike(string one, string other)
    {
        if (one.Length > Longest || other.Length > Longest || !HaveComparableScripts(one, other) || !Digits(one).SequenceEqual(Digits(other)))
        {
            return false;
        }

        var (a, b) = (Sound(one), Sound(other));
        return a.Length >= Shortest && b.Length >= Shortest && Distance(a, b) <= Math.Min(a.Length, b.Length) / 7;
    }

    /// <summary>Whether the two are written in scripts that cannot be compared letter by letter: then nothing can be said.</summary>
    public static bool AreIncomparable(string one, string other) =>
        Scripts.Of(one) != Scripts.Of(other) && !HaveComparableScripts(one, other);

    static bool HaveComparableScripts(string one, string other)
    {
        var (a, b) = (Scripts.Of(one), Scripts.Of(other));
        return a != b && (a == Script.Latin || b == Script.Latin) && IsSpelled(one) && IsSpelled(other);
    }

    // Chinese characters have no one sound here, Arabic and Hebrew no vowels, Hangul too many spellings: two words would become one.
    static bool IsSpelled(string text) =>
        text.All(letter => Scripts.Of(letter) is Script.Latin or Script.Cyrillic or Script.Greek or Script.Digit || letter is >= '\u3041' and <= '\u30ff');

    static IEnumerable<char> Digits(string text) => text.Where(char.IsAsciiDigit);

    static string Sound(string text)
    {
        var plain = string.Concat(Heard(text, Vowels).Transliterate().ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        plain = Heard(plain, Sounds);
        var single = new StringBuilder();
        foreach (var letter in plain)
        {
            _ = single.Length > 0 && single[^1] == letter ? single : single.Append(letter);
        }

        return single.ToString();
    }

    static string Heard(string text, (string From, string To)[] sounds) =>
        sounds.Aggregate(text, (said, sound) => said.Replace(sound.From, sound.To, StringComparison.Ordinal));

    // Levenshtein's.
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
