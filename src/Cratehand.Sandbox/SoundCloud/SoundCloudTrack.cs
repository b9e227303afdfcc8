using System.Text.RegularExpressions;
using Cratehand.Sandbox.Songs;

namespace Cratehand.Sandbox.SoundCloud;

/// <summary>An upload: a recording with what its uploader allows.</summary>
public sealed partial record SoundCloudTrack(Recording Recording, SoundCloudTraits Traits)
{
    public long Id => Ids.SoundCloud(Recording);

    public string Urn => $"soundcloud:tracks:{Id}";

    public string UserSlug => Recording.Slug(Recording.Uploader);

    /// <summary>The page's address; a secret track's ends in its token.</summary>
    public string Permalink => $"https://soundcloud.com/{UserSlug}/{Recording.Name}{(Traits.Secret is { } secret ? $"/{secret}" : "")}";

    /// <summary>The code of its short link, <c>https://on.soundcloud.com/{code}</c>.</summary>
    public string ShortCode => Ids.Digest($"short:{Id}", 9);

    public static long UserId(string slug) => 700_000_000 + (Convert.ToInt64(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(Ids.Digest(slug, 3))), 16) % 90_000_000);

    /// <summary>The name on the media host and, if there is one, the token in a soundcloud.com address; null for another address.</summary>
    public static (string Name, string? Secret)? ParseLink(string link)
    {
        var match = Page().Match(link);
        return match.Success ? (match.Groups["name"].Value, match.Groups["secret"] is { Success: true } s ? s.Value : null) : null;
    }

    /// <summary>The number of a URN, or of the number itself, which is deprecated and still taken.</summary>
    public static long? Number(string urn) => long.TryParse(urn.Split(':')[^1], out var id) ? id : null;

    [GeneratedRegex(@"^https?://((www|m)\.)?soundcloud\.com/[^/?#]+/(?<name>[^/?#]+)(/(?<secret>s-[A-Za-z0-9]+))?/?([?#].*)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Page();
}
