namespace Cratehand.Music.Tracks.Matching;

/// <summary>What a letter is written in, as far as comparing needs it.</summary>
[Flags]
enum Script
{
    /// <summary>No letter: it parts words.</summary>
    None = 0,
    Digit = 1,
    Latin = 2,
    Cyrillic = 4,
    Greek = 8,
    Hebrew = 16,
    Arabic = 32,

    /// <summary>Hiragana, katakana and Chinese characters, which mix within a word.</summary>
    Japanese = 64,
    Hangul = 128,
    Other = 256,
}

/// <summary>Tells scripts apart.</summary>
static class Scripts
{
    public static Script Of(char letter) =>
        char.IsAsciiDigit(letter) ? Script.Digit
        : IsJapanese(letter) ? Script.Japanese
        : !char.IsLetterOrDigit(letter) && !char.IsSurrogate(letter) && !IsJoined(letter) ? Script.None
        : letter switch
        {
            < '\u0370' => Script.Latin,
            < '\u0400' => Script.Greek,
            < '\u0530' => Script.Cyrillic,
            >= '\u0590' and < '\u0600' => Script.Hebrew,
            >= '\u0600' and < '\u0780' => Script.Arabic,
            >= '\u1e00' and < '\u1f00' => Script.Latin,
            >= '\u1f00' and < '\u2000' => Script.Greek,
            >= '\uac00' and < '\ud7a4' => Script.Hangul,
            // Emoji and the like are drawn with surrogates: no letters.
            >= '\ud800' and < '\ue000' => Script.None,
            _ => Script.Other,
        };

    /// <summary>The scripts of a text, digits apart.</summary>
    public static Script Of(string folded) => folded.Aggregate(Script.None, (all, letter) => all | Of(letter)) & ~Script.Digit;

    /// <summary>Accents and vowel points of scripts in which they are often left out. The marks of kana make other sounds, and stay.</summary>
    public static bool IsMark(char letter) =>
        letter is >= '\u0300' and <= '\u036f' or >= '\u0591' and <= '\u05c7' or >= '\u0610' and <= '\u061a' or >= '\u064b' and <= '\u065f' or '\u0670';

    static bool IsJapanese(char letter) => letter is >= '\u3041' and <= '\u30ff' and not '\u30fb' or >= '\u3400' and < '\ua000' or '々';

    // Vowel signs of Indic scripts and Thai belong to their word.
    static bool IsJoined(char letter) =>
        char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
