namespace Cratehand.Music.Tracks.Matching;

/// <summary>Finds the phrases of a list in a row of words. The longest phrase goes first.</summary>
/// <param name="meanings">What is meant, and the phrases that say it, parted by commas.</param>
sealed class Phrases(IEnumerable<(string Meaning, string Said)> meanings)
{
    readonly Dictionary<string, List<(string[] Words, string Meaning)>> _byFirst = Index(meanings);

    /// <summary>The phrase at a place, or null.</summary>
    public (int Length, string Meaning)? At(IReadOnlyList<string> words, int place) =>
        !_byFirst.TryGetValue(words[place], out var known) ? null
        : known.Find(phrase => IsAt(phrase.Words, words, place)) is { Words: { } found, Meaning: var meaning } ? (found.Length, meaning)
        : null;

    static bool IsAt(string[] phrase, IReadOnlyList<string> words, int place) =>
        place + phrase.Length <= words.Count && Enumerable.Range(0, phrase.Length).All(i => words[place + i] == phrase[i]);

    static Dictionary<string, List<(string[] Words, string Meaning)>> Index(IEnumerable<(string Meaning, string Said)> meanings) =>
        meanings
            .SelectMany(m => m.Said.Split(',').Select(phrase => (Words: TextFold.Words(phrase).ToArray(), m.Meaning)))
            .OrderByDescending(phrase => phrase.Words.Length)
            .GroupBy(phrase => phrase.Words[0], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
}
