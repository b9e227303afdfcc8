using Cratehand.Music.Tracks.Links;

namespace Cratehand.Music.Tracks;

/// <summary>A link to a track or a list of tracks, in whichever spelling it came.</summary>
/// <param name="Identity">The same for every spelling of one thing, e.g. <c>spotify:track:ID</c>, and free of secrets; a plain link's is its canonical address.</param>
/// <param name="Canonical">The address to ask, without tracking, with what is needed to reach it: a secret token stays.</param>
public sealed record TrackLink(LinkSite Site, LinkKind Kind, string Identity, string Canonical)
{
    /// <summary>As it may be printed and logged: who has a secret or signed link has the file.</summary>
    public string Shown => LinkText.Masked(new Uri(Canonical), Site);

    /// <summary>A text as it may be printed and logged: a link without what is secret in it, anything else as it is.</summary>
    public static string Show(string text) => Parse(text)?.Shown ?? text;

    /// <summary>Likewise an identity, which of a plain link is its whole address.</summary>
    public static string ShowIdentity(string identity) => Parse(identity) is { Site: LinkSite.Direct } plain ? plain.Shown : identity;

    /// <summary>The link, or <c>null</c> if the text is none. A known site's needs no <c>https://</c>.</summary>
    public static TrackLink? Parse(string text) =>
        LinkText.Read(text) is not { } uri ? null
        : YouTubeLinks.Read(uri) ?? SoundCloudLinks.Read(uri) ?? SpotifyLinks.Read(uri) ?? Direct(uri.OriginalString);

    static TrackLink? Direct(string text) =>
        MediaLink.Parse(text) is { } link ? new(LinkSite.Direct, LinkKind.Track, link.Canonical, link.Canonical) : null;
}

/// <summary>Whose link it is.</summary>
public enum LinkSite
{
    /// <summary>An address of a file.</summary>
    Direct,
    YouTube,
    SoundCloud,
    Spotify,
}

/// <summary>What it leads to.</summary>
public enum LinkKind
{
    Track,

    /// <summary>A playlist, set or album.</summary>
    List,

    /// <summary>A short link: only a redirect tells what it leads to.</summary>
    Shortened,

    /// <summary>A person's page, or something that is no music.</summary>
    Other,
}
