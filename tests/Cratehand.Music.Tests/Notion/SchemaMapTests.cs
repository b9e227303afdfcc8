using Cratehand.Music.Notion;
using static Cratehand.Music.Notion.FieldFit;

namespace Cratehand.Music.Tests.Notion;

public class SchemaMapTests
{
    static readonly DataSource Source = new("ds", "My crate", [
        new("title", "Song", "title", []), new("a", "BPM", "number", []), new("b", "tempo ", "rich_text", []), new("c", "spotify-id", "rich_text", []),
        new("d", "Key", "select", ["Am"]), new("e", "Downloaded", "rich_text", []), new("f", "Playlists", "people", []),
    ]);

    [Fact]
    public void EachFieldIsFoundOrSaidWhyNot()
    {
        var map = SchemaMap.Of(Source, [
            new("Title", "title") { IsEssential = true },
            new("BPM", "number"),
            new("Spotify ID", "rich_text"),
            new("Key", "rich_text") { AdaptsFrom = ["select", "formula"] },
            new("Downloaded", "checkbox"),
            new("Playlists", "relation", "multi_select") { IsEssential = true },
            new("Label", "rich_text"),
            new("ISRC", "rich_text") { IsEssential = true },
        ]);

        Assert.Equal([Alias, Found, Alias, Adapted, WrongType, WrongType, MissingOptional, MissingEssential], map.Fields.Select(f => f.Fit));
        Assert.Equal("Song", map["Title"]?.Name);
        Assert.Null(map["Downloaded"]);
        Assert.False(map.IsUsable);
        Assert.Equal("“Playlists” is people and must be relation or multi_select. Change its type in Notion, or rename it.", map.Fields[5].Reason);
        Assert.Equal("“My crate” has no column ISRC. Add one of type rich_text.", map.Fields[7].Reason);
    }

    [Fact]
    public void TheRightTypeUnderAnAliasWinsOverTheWrongOneUnderTheName()
    {
        var map = SchemaMap.Of(Source, [new("Tempo", "number") { Aliases = ["BPM"], AdaptsFrom = ["rich_text"] }]);
        Assert.Equal((Alias, "BPM"), (map.Fields[0].Fit, map["Tempo"]?.Name));
    }

    [Fact]
    public void AnExactNameWinsOverOneThatOnlyReadsTheSame()
    {
        var source = new DataSource("ds", "Two", [new("a", "isrc", "rich_text", []), new("b", "ISRC", "rich_text", [])]);
        Assert.Equal("b", SchemaMap.Of(source, [new("ISRC", "rich_text")])["ISRC"]?.Id);
    }

    [Fact]
    public void WithAllThatIsEssentialItIsUsable() =>
        Assert.True(SchemaMap.Of(Source, [new("Title", "title") { IsEssential = true }, new("Label", "rich_text")]).IsUsable);
}
