namespace Cratehand.Music.Tracks.Matching;

/// <summary>The names of artists or of an uploader, in each form in which they may stand in a title.</summary>
sealed class Names
{
    const int LongestName = 7;

    static readonly string[] Endings = ["topic", "vevo", "officialchannel", "official", "music", "tv", "channel"];

    static readonly HashSet<string> Joints = ["and", "x", "vs", "with", "feat", "ft", "featuring", "the", "y", "e", "et", "und", "и", "та", "by"];

    readonly List<(string Key, Script Script)> _keys = [];

    // Of "Skrillex X Diplo", which may be two or one.
    readonly List<List<string>> _parts = [];

    /// <param name="artists">As credited; one text may hold several names.</param>
    public Names(IEnumerable<string> artists)
    {
        foreach (var artist in artists)
        {
            Add(TextFold.Words(artist));
            TitleParts.Of(artist).ForEach(part => Add(part.Words));
            foreach (var name in TrackName.SplitArtists(artist).SelectMany(name => WholeNames.Split(name, '&')))
            {
                Add(TextFold.Words(name));
                if (TrackName.SplitAtCapital(name.Trim()) is { Count: > 1 } parts)
                {
                    _parts.Add([.. parts]);
                }
            }
        }
    }

    public bool IsEmpty => _keys.Count == 0;

    /// <summary>Whether one of the names is one of the others, in letters or by sound.</summary>
    public bool Meet(Names others) => _keys.Exists(own => others.Has(own.Key)) || Lists(others) || others.Lists(this);

    /// <summary>The names, and those that are names only if a capital X stands between two.</summary>
    public Names Perhaps() => _parts.Count == 0 ? this : With(_parts.SelectMany(parts => parts));

    /// <summary>Whether the two cannot be compared because of their scripts.</summary>
    public bool AreIncomparable(Names others) => _keys.Exists(key => others._keys.Exists(other => Romanised.AreIncomparable(key.Key, other.Key)));

    /// <summary>Whether words are names and nothing else, as in <c>A feat. B &amp; C</c>.</summary>
    public bool AreAll(IReadOnlyList<string> words)
    {
        var named = false;
        for (var i = 0; i < words.Count;)
        {
            var length = LengthAt(words, i);
            named |= length > 0;
            if (length == 0 && !Joints.Contains(words[i]))
            {
                return false;
            }

            i += Math.Max(1, length);
        }

        return named;
    }

    /// <summary>The words without a name at their beginning or end; each way there is.</summary>
    public IEnumerable<List<string>> Without(List<string> words)
    {
        var leading = LengthAt(words, 0);
        if (leading > 0 && leading < words.Count)
        {
            yield return words[leading..];
        }

        for (var i = Math.Max(1, words.Count - LongestName); i < words.Count; i++)
        {
            if (LengthAt(words, i) == words.Count - i)
            {
                var end = i > 1 && words[i - 1] is "by" or "von" or "par" or "de" ? i - 1 : i;
                yield return words[..end];
                yield break;
            }
        }
    }

    // The longest name that stands there, in words.
    int LengthAt(IReadOnlyList<string> words, int place)
    {
        for (var length = Math.Min(LongestName, words.Count - place); length > 0; length--)
        {
            if (Has(Key(words.Skip(place).Take(length))))
            {
                return length;
            }
        }

        return 0;
    }

    // A name that may be two is two where all of them are others.
    bool Lists(Names others) => _parts.Exists(parts => parts.TrueForAll(part => others.Has(Key(TextFold.Words(part)))));

    Names With(IEnumerable<string> more)
    {
        var all = new Names(more);
        all._keys.AddRange(_keys);
        return all;
    }

    bool Has(string key)
    {
        var script = Scripts.Of(key);
        return key.Length > 0 && _keys.Exists(own => own.Key == key || (own.Script != script && Romanised.AreAlike(own.Key, key)));
    }

    void Add(List<string> words)
    {
        var key = Key(words);
        var bare = Endings.Aggregate(key, (name, ending) => name.Length > ending.Length + 1 && name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : name);
        foreach (var form in (string[])[key, bare])
        {
            if (form.Length > 0 && !_keys.Exists(own => own.Key == form))
            {
                _keys.Add((form, Scripts.Of(form)));
            }
        }
    }

    static string Key(IEnumerable<string> words) => string.Concat(words.Where(word => word is not ("the" or "and")));
}
