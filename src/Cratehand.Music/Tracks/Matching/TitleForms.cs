namespace Cratehand.Music.Tracks.Matching;

/// <summary>The forms a title may be meant in, once names are taken out of it.</summary>
static class TitleForms
{
    const int MostForms = 12;

    static readonly Dictionary<string, string> Numbers = new(StringComparer.Ordinal)
    {
        ["pt"] = "part", ["pts"] = "part", ["parts"] = "part", ["vol"] = "volume", ["no"] = "number", ["ii"] = "2", ["iii"] = "3", ["iv"] = "4", ["vi"] = "6", ["vii"] = "7", ["viii"] = "8", ["ix"] = "9",
    };

    static readonly Dictionary<string, string> AfterPart = new(StringComparer.Ordinal)
    {
        ["one"] = "1", ["two"] = "2", ["three"] = "3", ["four"] = "4", ["five"] = "5", ["six"] = "6", ["i"] = "1", ["v"] = "5", ["x"] = "10",
    };

    /// <summary>Each form as its words in order, the fullest first. There is always one, of no words if the title has none.</summary>
    public static List<List<string>> Of(TitleReading reading, Names names)
    {
        var parts = reading.Content.Where(part => !names.AreAll(part.Words)).ToList();
        parts = parts.Count == 0 ? [.. reading.Content.Skip(reading.Content.Count > 1 ? 1 : 0)] : parts;
        var forms = new List<List<string>> { Joined(reading.Content), Joined(parts) };
        for (var i = 0; i < parts.Count; i++)
        {
            forms.AddRange(names.Without(parts[i].Words).Select(bare => Joined([.. parts[..i], parts[i] with { Words = bare }, .. parts[(i + 1)..]])));
        }

        return [.. forms.Take(MostForms)];
    }

    /// <summary>A part alone, where all others are names or say it in another script, as in <c>GANGNAM STYLE(강남스타일)</c>.</summary>
    public static IEnumerable<List<string>> WithoutGloss(TitleReading reading, Names names)
    {
        var parts = reading.Content.Where(part => !names.AreAll(part.Words)).ToList();
        return parts.Where(part => parts.TrueForAll(other => other.Equals(part) || AreForeign(ScriptsOf(other), ScriptsOf(part)))).Select(part => Joined([part]))
            .Where(_ => parts.Count > 1);
    }

    // A number is in no script, so it says nothing over again: (2) is the second of that name.
    static bool AreForeign(Script one, Script other) => one != Script.None && other != Script.None && (one & other) == Script.None;

    static Script ScriptsOf(TitlePart part) => Scripts.Of(string.Concat(part.Words));

    static List<string> Joined(IReadOnlyList<TitlePart> parts)
    {
        var words = new List<string>();
        foreach (var word in parts.SelectMany(part => part.Words).Where(word => word is not ("and" or "n")))
        {
            var one = Numbers.GetValueOrDefault(word, word);
            words.Add(words.Count > 0 && words[^1] is "part" or "volume" or "number" ? AfterPart.GetValueOrDefault(one, one) : one);
        }

        return words;
    }
}
