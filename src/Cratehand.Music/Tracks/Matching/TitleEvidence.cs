namespace Cratehand.Music.Tracks.Matching;

/// <summary>Whether the offered artist is the wanted one.</summary>
enum ArtistEvidence
{
    /// <summary>One side names no artist at all.</summary>
    None,
    Other,

    /// <summary>In scripts that cannot be compared.</summary>
    Unreadable,

    /// <summary>One name on one side is part of one on the other, which may be a list.</summary>
    Perhaps,

    /// <summary>In the title only, as on another person's channel.</summary>
    Named,
    Credited,
}

/// <summary>What titles and artists say.</summary>
/// <param name="IsEqual">Every word on both sides is accounted for.</param>
/// <param name="IsBySound">Equal in another script's letters.</param>
/// <param name="IsGloss">Equal, but for a translation beside it.</param>
/// <param name="Overlap">The share of words that both have, 0 to 1.</param>
/// <param name="Unexplained">Which words only one side has, in words.</param>
sealed record TitleEvidence(bool IsEqual, bool IsBySound, bool IsGloss, double Overlap, string Unexplained, ArtistEvidence Artist)
{
    public bool IsSameCode { get; init; }

    /// <summary>A guest is named on the offered side whom the wanted side does not know.</summary>
    public bool HasOtherGuests { get; init; }

    public bool IsUnreadable { get; init; }

    public IEnumerable<string> Reasons =>
    [
        .. IsEqual ? [IsBySound ? "the titles sound the same" : "the titles are the same"] : Array.Empty<string>(),
        .. Artist == ArtistEvidence.Credited ? ["the artist is the same"] : Array.Empty<string>(),
    ];

    public static TitleEvidence Of(Described wanted, Described offered)
    {
        var names = new Names([.. wanted.Track.Artists, .. offered.Track.Artists]).Perhaps();
        var mine = TitleForms.Of(wanted.Reading, names);
        var theirs = TitleForms.Of(offered.Reading, names);
        var isEqual = mine.Exists(a => theirs.Exists(b => AreEqual(wanted, a, offered, b)));
        var isBySound = !isEqual && mine.Exists(a => theirs.Exists(b => SoundEqual(wanted, a, offered, b)));
        var isGloss = !isEqual && !isBySound && HasEqualVersion(wanted, offered)
            && mine.Exists(a => TitleForms.WithoutGloss(offered.Reading, names).Any(b => Key(a) == Key(b)));
        var code = TrackName.NormalIsrc(wanted.Track.Isrc);
        var (overlap, unexplained) = Compare([.. mine[^1], .. wanted.Reading.Names], [.. theirs[^1], .. offered.Reading.Names]);
        var isAlike = isEqual || isBySound || isGloss;
        var aside = isAlike ? Contradiction(wanted.Reading, offered.Reading, names) : null;
        return new TitleEvidence(isAlike && aside is null, isBySound, isGloss, isAlike ? 1 : overlap, aside ?? unexplained, ArtistOf(wanted, offered))
        {
            IsSameCode = code is not null && code == TrackName.NormalIsrc(offered.Track.Isrc),
            HasOtherGuests = HasOther(wanted, offered),
            IsUnreadable = Romanised.AreIncomparable(Key(mine[^1]), Key(theirs[^1])),
        };
    }

    static bool AreEqual(Described wanted, List<string> a, Described offered, List<string> b) =>
        (a.Count > 0 && Key(a) == Key(b) && HasEqualVersion(wanted, offered))
        || (wanted.Kinds.Count > 0 && a.Count > 0 && Key(a.Concat(wanted.Reading.Names).Order(StringComparer.Ordinal)) == Key(b.Concat(offered.Reading.Names).Order(StringComparer.Ordinal)));

    static bool SoundEqual(Described wanted, List<string> a, Described offered, List<string> b) =>
        Romanised.AreAlike(Key(a), Key(b)) && HasEqualVersion(wanted, offered);

    static bool HasEqualVersion(Described wanted, Described offered) => NamesOf(wanted) == NamesOf(offered);

    static string NamesOf(Described track) => Key(track.Reading.Names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    static string Key(IEnumerable<string> words) => string.Concat(words);

    static (double Overlap, string Unexplained) Compare(List<string> wanted, List<string> offered)
    {
        var (lacking, extra) = (wanted.Except(offered).ToList(), offered.Except(wanted).ToList());
        var shared = wanted.Intersect(offered).Count();
        var all = shared + lacking.Count + extra.Count;
        var text = string.Join(", ", new[] { Said("is not offered", lacking), Said("is not wanted", extra) }.Where(said => said.Length > 0));
        return (all == 0 ? 0 : (double)shared / all, text.Length > 0 ? text : "the words stand in another order");
    }

    // Both say what it is from, and not the same. What one says beyond the other is none: the label beside the film.
    static string? Contradiction(TitleReading wanted, TitleReading offered, Names names)
    {
        var (lacking, extra) = (Beyond(wanted, offered), Beyond(offered, wanted));
        return Both(lacking, extra) ?? Both([.. wanted.Roles.Except(offered.Roles)], [.. offered.Roles.Except(wanted.Roles)]);

        static string? Both(List<string> lacking, List<string> extra) =>
            lacking.Count > 0 && extra.Count > 0 ? $"{Said("is not offered", lacking)}, {Said("is not wanted", extra)}" : null;

        List<string> Beyond(TitleReading one, TitleReading other) =>
            [.. one.Asides.Where(aside => !names.AreAll(aside) && !other.Asides.Any(x => Key(x) == Key(aside))).SelectMany(aside => aside)];
    }

    static string Said(string how, List<string> words) => words.Count == 0 ? "" : $"\"{string.Join(' ', words)}\" {how}";

    static ArtistEvidence ArtistOf(Described wanted, Described offered)
    {
        if (wanted.Names.IsEmpty && offered.Names.IsEmpty)
        {
            return ArtistEvidence.None;
        }

        return !wanted.Names.IsEmpty && wanted.Names.Meet(offered.Names) ? ArtistEvidence.Credited
            : IsNamedIn(offered, wanted.Names) || (wanted.Names.IsEmpty && IsNamedIn(wanted, offered.Names)) ? ArtistEvidence.Named
            : !wanted.Names.IsEmpty && (wanted.Names.Perhaps().Meet(offered.Names.Perhaps()) || IsNamedIn(offered, wanted.Names.Perhaps())) ? ArtistEvidence.Perhaps
            : wanted.Names.IsEmpty || offered.Names.IsEmpty ? ArtistEvidence.None
            : wanted.Names.AreIncomparable(offered.Names) ? ArtistEvidence.Unreadable
            : ArtistEvidence.Other;
    }

    // A title that is nothing but a name, as of a band's song called like the band, names nobody.
    static bool IsNamedIn(Described track, Names names) =>
        track.Reading.Content.Any(part => names.Without(part.Words).Any() || (track.Reading.Content.Count > 1 && names.AreAll(part.Words)));

    static bool HasOther(Described wanted, Described offered)
    {
        var known = wanted.Track.Artists.Append(wanted.Track.Title).SelectMany(TextFold.Words).ToHashSet(StringComparer.Ordinal);
        return offered.Reading.Featured.Any(word => !known.Contains(word))
            || (offered.Track.Artists.Count > 1 && offered.Track.Artists.Any(artist => !new Names([artist]).Meet(wanted.Names)));
    }
}
