using Cratehand.Music.Syncing.Finding;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Wanting;

/// <summary>Where a track may be bought: a link, made and not asked.</summary>
public sealed record ShopLink(string Shop, string Link);

/// <summary>The shops the owner buys at: name and search address, <c>{artist}</c> and <c>{title}</c> in it. Pure; no request is sent.</summary>
/// <param name="shops">Each <c>Name=https://…{artist}…{title}</c>.</param>
public sealed class ShopLinks(IReadOnlyList<string> shops)
{
    public IReadOnlyList<ShopLink> For(TrackDescription wanted)
    {
        var artist = Uri.EscapeDataString(SearchWords.ArtistsOf(wanted).FirstOrDefault() ?? "");
        var title = Uri.EscapeDataString(SearchWords.TitleOf(wanted));
        return
        [
            .. from shop in shops
               let end = shop.IndexOf('=', StringComparison.Ordinal)
               let template = artist.Length > 0 ? shop[(end + 1)..] : WithoutArtist(shop[(end + 1)..])
               select new ShopLink(
                   shop[..end],
                   template.Replace("{artist}", artist, StringComparison.Ordinal).Replace("{title}", title, StringComparison.Ordinal)),
        ];
    }

    // With what divides it from the title: a search for " Title" finds other things.
    static string WithoutArtist(string template) =>
        new[] { "%20", "+", " ", "" }.Aggregate(template, (text, space) => text.Replace("{artist}" + space, "", StringComparison.Ordinal));
}
