namespace Cratehand.Music.Tracks.Matching;

/// <summary>Reads one title, part by part.</summary>
sealed class TitleReader
{
    static readonly HashSet<string> Guests = ["feat", "ft", "featuring", "with", "prod", "при", "участии"];

    static readonly HashSet<string> Fillers =
        ["the", "a", "official", "version", "ver", "mix", "by", "full", "audio", "video", "hd", "hq", "and", "s", "dj", "free", "dl", "of", "edition", "digital", "anniversary", "с", "в", "на"];

    readonly List<TitlePart> _content = [];
    readonly List<string> _kinds = [];
    readonly List<string> _names = [];
    readonly List<string> _featured = [];
    readonly List<IReadOnlyList<string>> _asides = [];
    readonly HashSet<string> _roles = [];
    bool _isRemaster;

    public static TitleReading Read(string title)
    {
        var reader = new TitleReader();
        foreach (var part in TitleParts.Of(title))
        {
            reader.Read(part);
        }

        // A title that is called like something else, such as "Official Video", is what it is.
        if (reader._content.Count == 0 && reader._kinds.Count == 0)
        {
            reader._content.AddRange(TitleParts.Of(title).Take(1));
        }

        return new TitleReading(reader._content, [.. reader._kinds.Order(StringComparer.Ordinal)], reader._names, reader._featured, reader._isRemaster) { Asides = reader._asides, Roles = reader._roles };
    }

    void Read(TitlePart part)
    {
        var words = WithoutNoise(WithoutGuests(part));
        if (words.Count == 0 || (part.IsAside && (NoiseWords.IsAll(words) || NoiseWords.IsYear(words))) || (_content.Count > 0 && NoiseWords.IsAll(words)))
        {
            _roles.UnionWith(NoiseWords.Roles(words));
            if (words.Count > 0 && NoiseWords.Telling(words) is { Count: > 0 } telling)
            {
                _asides.Add(telling);
            }

            return;
        }

        var isMain = _content.TrueForAll(earlier => earlier.IsAside) && !part.IsAside;
        var (rest, kinds) = Split(words, part.IsAside ? Place.Aside : isMain ? Place.First : Place.Later);
        if (kinds.Count == 0 || (isMain && rest.Count == 0 && kinds.Exists(kind => kind == VersionWords.Version)))
        {
            _content.Add(part with { Words = words });
            return;
        }

        Note(kinds, isMain);
        if (isMain && rest.Count > 0)
        {
            _content.Add(part with { Words = rest });
        }
        else
        {
            _names.AddRange(rest.Where(word => !Fillers.Contains(word) && !(kinds.Contains(VersionWords.Remaster) && IsNumber(word))));
        }
    }

    void Note(List<string> kinds, bool isMain)
    {
        _isRemaster |= kinds.Contains(VersionWords.Remaster);
        var other = kinds.Where(kind => kind is not (VersionWords.Plain or VersionWords.Remaster)).Distinct(StringComparer.Ordinal).ToList();
        other = kinds.Distinct(StringComparer.Ordinal).Count() > 1 ? [.. other.Where(kind => kind != VersionWords.Version)] : other;
        _kinds.AddRange(isMain ? other : other.Where(kind => !_kinds.Contains(kind)));
    }

    // "T feat. B": what follows is a guest. At the beginning of a part in brackets it is all of it.
    List<string> WithoutGuests(TitlePart part)
    {
        var at = part.Words.FindIndex(word => Guests.Contains(word));
        if (at < 0 || (part.Words[at] == "with" && !(part.IsAside && at == 0)) || at == part.Words.Count - 1)
        {
            return part.Words;
        }

        _featured.AddRange(part.Words.Skip(at + 1).Where(word => !Guests.Contains(word) && word is not ("and" or "x")));
        return part.Words[..at];
    }

    static List<string> WithoutNoise(List<string> words)
    {
        var kept = words;
        while (kept.Count > 1)
        {
            var end = Enumerable.Range(1, kept.Count - 1).Where(place => NoiseWords.Anywhere.At(kept, place) is { } noise && place + noise.Length == kept.Count).DefaultIfEmpty(-1).First();
            var start = NoiseWords.Leading.At(kept, 0) is { } leading && leading.Length < kept.Count ? leading.Length : 0;
            if (end < 0 && start == 0)
            {
                return kept;
            }

            kept = end >= 0 ? kept[..end] : kept[start..];
        }

        return kept.Count == 1 && NoiseWords.Anywhere.At(kept, 0) is not null ? [] : kept;
    }

    static (List<string> Left, List<string> Kinds) Split(List<string> words, Place place)
    {
        var (rest, kinds) = (new List<string>(), new List<string>());
        for (var i = 0; i < words.Count;)
        {
            var found = VersionWords.Strong.At(words, i);
            found ??= VersionWords.Weak.At(words, i) is { } weak && IsVersionAt(words, i, weak.Length, place) ? weak : null;
            if (found is not { } phrase)
            {
                rest.AddRange(Japanese(words[i++], kinds));
                continue;
            }

            kinds.Add(phrase.Meaning);
            i += phrase.Length;
        }

        return (rest, kinds);
    }

    // Outside brackets, words that may belong to a title count at its end only, and in the first part never when nothing else is left.
    static bool IsVersionAt(List<string> words, int i, int length, Place place) =>
        place == Place.Aside || ((i > 0 || place == Place.Later) && words.Skip(i + length).All(IsNumber));

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

    static bool IsNumber(string word) => word.All(char.IsAsciiDigit);

    enum Place
    {
        First,
        Later,
        Aside,
    }
}
