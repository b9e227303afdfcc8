using Cratehand.Music.Syncing.Finding;
using Cratehand.Music.Syncing.Wanting;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Tests.Syncing.Finding;

public class SearchWordsTests
{
    [Theory]
    [InlineData("Strobe", "deadmau5", "deadmau5 Strobe")]
    [InlineData("Titanium (feat. Sia)", "David Guetta;Sia", "David Guetta Sia Titanium")]
    [InlineData("Song [ft. Someone Else] (Extended Mix)", "A;B;C", "A B Song (Extended Mix)")]
    [InlineData("Summer | Official", "Various Artists", "Summer Official")]
    [InlineData("Yesterday, Today", "Tyler, The Creator", "Tyler, The Creator Yesterday, Today")]
    [InlineData("夜に駆ける", "YOASOBI", "YOASOBI 夜に駆ける")]
    [InlineData("🔥🔥", "", "🔥🔥")]
    [InlineData("\"Heroes\"", "VA", "Heroes")]
    public void WhatIsTypedIsArtistsAndTitle(string title, string artists, string words) =>
        Assert.Equal(words, SearchWords.Of(Wanted(title, artists)));

    [Fact]
    public void AShopsLinkIsMadeOfItsTemplateAndEscaped()
    {
        var links = new ShopLinks(["Shop=https://shop.example/search?q={artist}+{title}&t=1", "Other=https://other.example/{title}"]);

        Assert.Equal(
            [new ShopLink("Shop", "https://shop.example/search?q=Simon%20%26%20Co+100%25%20%23Love&t=1"), new ShopLink("Other", "https://other.example/100%25%20%23Love")],
            links.For(Wanted("100% #Love (feat. X)", "Simon & Co;X")));
    }

    [Fact]
    public void ATemplateWithoutAnArtistToPutInHasNone() =>
        Assert.Equal("https://shop.example/?q=Hit", new ShopLinks(["S=https://shop.example/?q={artist}+{title}"]).For(Wanted("Hit", "Various Artists"))[0].Link);

    static TrackDescription Wanted(string title, string artists) => new(title, artists.Split(';', StringSplitOptions.RemoveEmptyEntries));
}
