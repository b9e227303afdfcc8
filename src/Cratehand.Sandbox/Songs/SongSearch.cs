namespace Cratehand.Sandbox.Songs;

/// <summary>Finds songs as a video or upload site does: by the words of their titles, the artist's words deciding the order.</summary>
public static class SongSearch
{
    // As many as a seed of ordinary size holds.
    const int Searched = 400;

    /// <summary>The songs whose whole title stands in the text, the best first; none when there is no such song.</summary>
    public static IReadOnlyList<Song> Find(string text)
    {
        var words = Words(text).ToHashSet();
        return
        [
            .. Enumerable.Range(0, Searched).Select(SongBook.At)
                .Where(song => Words(song.Title).All(words.Contains))
                .OrderByDescending(song => Words(string.Join(' ', song.Artists)).Count(words.Contains))
                .Take(3),
        ];
    }

    /// <summary>
    /// What a site offers for a text: decoys and, where it is there at all, the right recording, which never comes first.
    /// </summary>
    /// <param name="text">As typed.</param>
    /// <param name="has">Whether the site has the original of a song.</param>
    public static IReadOnlyList<Recording> Offer(string text, Func<Song, bool> has) =>
    [
        .. from song in Find(text)
           from variant in Shuffled(song)
           where variant != Variant.Original || has(song)
           select new Recording(song, variant),
    ];

    // Another order for every song, with the original between the second and the fourth place.
    static List<Variant> Shuffled(Song song)
    {
        var decoys = Recording.Variants.Where(v => v != Variant.Original).ToList();
        var turned = decoys.Skip(song.Index % decoys.Count).Concat(decoys.Take(song.Index % decoys.Count)).ToList();
        turned.Insert(1 + (song.Index % 3), Variant.Original);
        return turned;
    }

    static string[] Words(string text) =>
        Recording.Slug(text).Split('-', StringSplitOptions.RemoveEmptyEntries);
}
