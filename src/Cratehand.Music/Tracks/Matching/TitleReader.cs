namespace Cratehand.Music.Tracks.Matching;

/// <summary>Reads one title, part by part.</summary>
/// <param name="known">Artists that are known: a word of a version in a guest's name that is one of them is none.</param>
sealed class TitleReader(Names known)
{
    static readonly HashSet<string> Guests = ["feat", "ft", "featuring", "with", "prod", "при", "участии"];

    static readonly HashSet<string> Fillers =
        ["the", "a", "official", "version", "ver", "mix", "by", "full", "audio", "video", "hd", "hq", "and", "s", "dj", "free", "dl", "of", "edition", "digital", "anniversary", "с", "в", "на"];

    readonly List<TitlePart> _content = [];
    readonly List<string> _kinds = [];
    readonly List<string> _doubtful = [];
    readonly List<string> _names = [];
    readonly List<string> _featured = [];
    readonly List<IReadOnlyList<string>> _asides = [];
    readonly HashSet<string> _roles = [];
    bool _isRemaster;

    public static TitleReading Read(string title, Names known)
    {
        var reader = new TitleReader(known);
        foreach (var part in TitleParts.Of(title))
        {
            reader.Read(part);
        }

        // A title that is called like something else, such as "Official Video", is what it is.
        if (reader._content.Count == 0 && reader._kinds.Count == 0)
        {
            reader._content.AddRange(TitleParts.Of(title).Take(1));
        }

        return new TitleReading(reader._content, [.. reader._kinds.Order(StringComparer.Ordinal)], reader._names, reader._featured, reader._isRemaster)
        {
            Doubtful = [.. reader._doubtful.Distinct(StringComparer.Ordinal).Except(reader._kinds).Order(StringComparer.Ordinal)],
            Asides = reader._asides,
            Roles = reader._roles,
        };
    }

    void Read(TitlePart part)
    {
        var (own, guests) = AtGuests(part);
        ReadOwn(part, WithoutNoise(own));
        ReadGuests(WithoutNoise(guests));
    }

    void ReadOwn(TitlePart part, List<string> words)
    {
        if (words.Count == 0 || (part.IsAside && (NoiseWords.IsAll(words) || NoiseWords.IsYear(words))) || (_content.Count > 0 && NoiseWords.IsAll(words)))
        {
            ReadNoise(words);
            return;
        }

        var isMain = _content.TrueForAll(earlier => earlier.IsAside) && !part.IsAside;
        var (rest, kinds, _) = VersionSplit.Of(words, part.IsAside ? Place.Aside : isMain ? Place.First : Place.Later);
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

    // "(Live Audio)" says which version; in "[Live Records]" and "(from Live 2003)" the word may be part of a name, and nothing here can tell.
    void ReadNoise(List<string> words)
    {
        var (rest, kinds, _) = VersionSplit.Of(words, Place.Aside);
        var isVersion = NoiseWords.IsVersion(words, rest);
        Note(isVersion ? kinds.FindAll(kind => kind != VersionWords.Version) : kinds, isVersion ? [] : kinds);
        _roles.UnionWith(NoiseWords.Roles(words));
        if (words.Count > 0 && !(isVersion && kinds.Count > 0) && NoiseWords.Telling(words) is { Count: > 0 } telling)
        {
            _asides.Add(telling);
        }
    }

    // What is said behind a guest is said of the song. A word that names have too is a question, unless known names leave it over:
    // behind "B and" stands another name.
    void ReadGuests(List<string> words)
    {
        var (rest, kinds, weak) = known.AreAll(words) ? new(words, [], []) : VersionSplit.Of(words, Place.Aside);
        Note(kinds, known.AreAll(rest) && !IsJoint(rest[^1]) ? [] : weak);
        _featured.AddRange(rest.Where(word => !IsJoint(word)));
    }

    void Note(List<string> kinds, List<string> doubtful)
    {
        Note(kinds.FindAll(kind => !doubtful.Contains(kind)), isMain: false);
        _doubtful.AddRange(doubtful.Where(VersionWords.IsOther));
    }

    void Note(List<string> kinds, bool isMain)
    {
        _isRemaster |= kinds.Contains(VersionWords.Remaster);
        var other = kinds.Where(VersionWords.IsOther).Distinct(StringComparer.Ordinal).ToList();
        other = kinds.Distinct(StringComparer.Ordinal).Count() > 1 ? [.. other.Where(kind => kind != VersionWords.Version)] : other;
        _kinds.AddRange(isMain ? other : other.Where(kind => !_kinds.Contains(kind)));
    }

    // "T feat. B": what follows is a guest. At the beginning of a part in brackets it is all of it.
    static (List<string> Own, List<string> Guests) AtGuests(TitlePart part)
    {
        var at = part.Words.FindIndex(Guests.Contains);
        return at < 0 || (part.Words[at] == "with" && !(part.IsAside && at == 0)) || at == part.Words.Count - 1
            ? (part.Words, [])
            : (part.Words[..at], part.Words[(at + 1)..].FindAll(word => !Guests.Contains(word)));
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

    static bool IsJoint(string word) => word is "and" or "x";

    static bool IsNumber(string word) => word.All(char.IsAsciiDigit);
}
