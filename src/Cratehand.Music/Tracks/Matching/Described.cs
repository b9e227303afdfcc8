namespace Cratehand.Music.Tracks.Matching;

/// <summary>A description, read once.</summary>
sealed class Described
{
    public Described(TrackDescription track)
    {
        Track = track;
        Reading = TitleReader.Read(track.Title);
        Names = new Names(track.Artists);
        Kinds = [.. Reading.Kinds.Concat(KindsOf(track.Artists).Except(Reading.Kinds)).Order(StringComparer.Ordinal)];
    }

    public TrackDescription Track { get; }

    public TitleReading Reading { get; }

    public Names Names { get; }

    /// <summary>The title's, and those that an uploader's name gives away: <c>Sing King Karaoke</c>.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <summary>The artists as text.</summary>
    public string Artists => Track.Artists.Count == 0 ? "nobody" : string.Join(", ", Track.Artists);

    /// <summary>The version in words.</summary>
    public string Version => (Reading with { Kinds = Kinds }).Version;

    // An artist may be called Reverb; these words no artist has, only a channel.
    static IEnumerable<string> KindsOf(IEnumerable<string> artists) =>
        from artist in artists
        let words = TextFold.Words(artist)
        from place in Enumerable.Range(0, words.Count)
        let kind = VersionWords.Strong.At(words, place)?.Meaning
        where kind is "karaoke" or "sped up" or "slowed" or "cover" or "instrumental" or "acapella"
        select kind;
}
