using Cratehand.Music.Tracks;

namespace Cratehand.Music.Sources.YouTube;

/// <summary>Lists what is behind the link of a playlist, without opening the entries: one request a page, none a track.</summary>
public delegate Task<FlatList> ListLink(string link, CancellationToken cancel);

/// <summary>What such a list shows.</summary>
/// <param name="IsCut">It may go on: no more of it is read.</param>
public sealed record FlatList(IReadOnlyList<FlatEntry> Entries, bool IsCut = false);

/// <summary>An entry of such a list.</summary>
/// <param name="Id">The site's own; <c>null</c> if it gives none.</param>
/// <param name="Title"><c>null</c> for what the list shows no title of.</param>
public sealed record FlatEntry(string? Id, string Link, string? Title, string? Uploader, TimeSpan? Duration)
{
    // What YouTube shows in place of a title when the video is gone.
    static readonly string[] GoneTitles = ["[Private video]", "[Deleted video]", "[Unavailable video]"];

    /// <param name="site">What the identity begins with.</param>
    internal Detection AsDetection(string site, Signal signal)
    {
        var link = TrackLink.Parse(Link);
        var isList = link?.Kind == LinkKind.List;
        var identity = Id is null || isList ? link?.Identity ?? Link
            : site == "soundcloud" && Id.All(char.IsAsciiDigit) ? $"soundcloud:tracks:{Id}"
            : $"{site}:{Id}";
        var artists = Title?.Contains(" - ", StringComparison.Ordinal) == true ? [] : Credits.Clean([Uploader]);
        return new(identity, Link, signal, new(Title ?? Link, artists, (long?)Duration?.TotalMilliseconds))
        {
            Unfit = isList ? "A set or playlist, no track."
                : Title is not null && GoneTitles.Contains(Title) ? "The video is private or gone."
                : null,
        };
    }
}
