using Cratehand.Music.Tracks;
using Cratehand.Music.Tracks.Links;

namespace Cratehand.Music.Audio.Fetching;

/// <summary>Addresses as they may be shown and logged: who has a signed or secret link has the file.</summary>
public static class Redact
{
    /// <summary>Without user name, query and fragment; secret path parts such as SoundCloud's <c>s-AbC123</c> are blotted out, a video's id is not.</summary>
    public static string Address(Uri address) =>
        TrackLink.Parse(address.OriginalString) is { Site: not LinkSite.Direct } link ? link.Shown : LinkText.Masked(address, LinkSite.Direct);
}
