using System.Globalization;
using System.Text;

namespace Cratehand.Music.Tracks.Matching;

/// <summary>Text as it is compared: what spelling, keyboard or shop add to a word is gone, what tells two words apart stays.</summary>
static class TextFold
{
    const int Most = 300;

    static readonly Dictionary<char, string> Letters = new()
    {
        ['ı'] = "i", ['ł'] = "l", ['ø'] = "o", ['đ'] = "d", ['ð'] = "d", ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['þ'] = "th", ['ς'] = "σ",
        // Arabic letters that are written one for the other.
        ['ٱ'] = "ا", ['ى'] = "ي", ['ی'] = "ي", ['ک'] = "ك", ['ة'] = "ه", ['ـ'] = "",
        // Marks within a word that many leave out.
        ['\''] = "", ['’'] = "", ['‘'] = "", ['ʼ'] = "", ['ʻ'] = "", ['`'] = "", ['´'] = "", ['\u200d'] = "", ['\ufe0f'] = "", ['\u200e'] = "", ['\u200f'] = "",
    };

    /// <summary>The beginning of a text: no title is longer, and the time to compare stays bounded.</summary>
    public static string Cut(string text) => text.Length <= Most ? text : text[..Most];

    /// <summary>Compatibility forms made one, lower case, without diacritics and vowel points; katakana becomes hiragana.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder();
        // One sign may stand for a whole sentence: the text is cut once more when it is spelled out, and no sign in two.
        var spelled = Wellformed(Cut(Wellformed(text).Normalize(NormalizationForm.FormKC)));
        var parts = spelled.ToLowerInvariant().Normalize(NormalizationForm.FormD);
        for (var i = 0; i < parts.Length; i++)
        {
            Append(folded, parts, i);
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The words of a text, folded. Where the script changes, a new word begins: Japanese puts no spaces.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var script = Script.None;
        foreach (var letter in Fold(text))
        {
            var next = Scripts.Of(letter);
            if (word.Length > 0 && (next == Script.None || (script != next && next != Script.Digit && script != Script.Digit)))
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (next != Script.None)
            {
                word.Append(letter);
                script = next;
            }
        }

        return word.Length > 0 ? [.. words, word.ToString()] : words;
    }

    static void Append(StringBuilder folded, string text, int i)
    {
        var letter = text[i];
        if (Scripts.IsMark(letter))
        {
            return;
        }

        _ = Letters.TryGetValue(letter, out var written) ? folded.Append(written)
            : letter == '$' && HasLetterBeside(text, i) ? folded.Append('s')
            : letter == '!' && IsWithinWord(text, i) ? folded.Append('i')
            : letter is >= '\u30a1' and <= '\u30f6' ? folded.Append((char)(letter - 0x60))
            : char.IsDigit(letter) ? folded.Append((int)CharUnicodeInfo.GetNumericValue(letter))
            : folded.Append(letter);
    }

    static bool IsWithinWord(string text, int i) => i > 0 && i + 1 < text.Length && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]);

    static bool HasLetterBeside(string text, int i) => (i > 0 && char.IsLetter(text[i - 1])) || (i + 1 < text.Length && char.IsLetter(text[i + 1]));

    // Half a pair of surrogates and what stands for no character cannot be normalised.
    static string Wellformed(string text)
    {
        var whole = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune == Rune.ReplacementChar || rune.Value is 0xFFFE or 0xFFFF ? new Rune(' ') : rune);
        }

        return whole.ToString();
    }
}
