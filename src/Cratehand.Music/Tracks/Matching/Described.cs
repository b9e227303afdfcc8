namespace Cratehand.Music.Tracks.Matching;

/// <summary>A description, read once.</summary>
sealed class Described
{
    // More are no credit but a nuisance.
    const int MostArtists = 20;

    /// <param name="known">Artists by which guests are told from versions; without them the track's own.</param>
    public Described(TrackDescription track, Names? known = null)
    {
        Track = track with { Title = TextFold.Cut(track.Title), Artists = WholeNames.Join([.. track.Artists.Take(MostArtists).Select(TextFold.Cut)]) };
        Names = new Names(Track.Artists);
        Reading = TitleReader.Read(Track.Title, known ?? Names);
        Kinds = [.. Reading.Kinds.Concat(KindsOf(Track.Artists).Except(Reading.Kinds)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Texts of any length cut to what a title or a name may have, so that the time to compare is bounded.</summary>
    public TrackDescription Track { get; }

    public TitleReading Reading { get; }

    public Names Names { get; }

    /// <summary>The title's, and those that an uploader's name gives away: <c>Sing King Karaoke</c>.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <summary>Whether both say the same version, and alike where that is in doubt.</summary>
    public bool IsVersionOf(Described other) =>
        Kinds.SequenceEqual(other.Kinds, StringComparer.Ordinal) && Reading.Doubtful.SequenceEqual(other.Reading.Doubtful, StringComparer.Ordinal);

    /// <summary>Whether both may be the same version, as what is in doubt may be meant or not.</summary>
    public bool MayBeVersionOf(Described other) => Versions.Any(one => other.Versions.Any(another => one.SequenceEqual(another, StringComparer.Ordinal)));

    /// <summary>The artists as text.</summary>
    public string Artists => Track.Artists.Count == 0 ? "nobody" : string.Join(", ", Track.Artists);

    /// <summary>The version in words.</summary>
    public string Version => (Reading with { Kinds = Kinds }).Version;

    IEnumerable<string>[] Versions => [Kinds, Kinds.Concat(Reading.Doubtful).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    // An artist may be called Reverb; these words no artist has, only a channel.
    static IEnumerable<string> KindsOf(IEnumerable<string> artists) =>
        from artist in artists
        let words = TextFold.Words(artist)
        from place in Enumerable.Range(0, words.Count)
        let kind = VersionWords.Strong.At(words, place)?.Meaning
        where kind is "karaoke" or "sped up" or "slowed" or "cover" or "instrumental" or "acapella"
        select kind;
}
