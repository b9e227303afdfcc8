using System.Text.Json;
using System.Text.Json.Nodes;
using Cratehand.Music.Notion;
using Cratehand.Music.Notion.Properties;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Notion.Properties;

/// <summary>Each type written by us, kept by the stand-in, and read back.</summary>
public sealed class PropertyFormsTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IDisposable
{
    readonly NotionDesk _desk = new(sandbox.Host);

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task WhatIsWrittenIsReadBack()
    {
        var notion = await _desk.ClientAsync();
        var when = NotionDate.Of(new DateTimeOffset(2026, 1, 10, 12, 30, 0, TimeSpan.Zero));
        var row = await notion.CreateAsync(
            new(NotionDesk.Tracks, new Dictionary<string, JsonObject>
            {
                ["Title"] = PropertyForms.Title.Write("Señorita 🎧"),
                ["Fingerprint"] = PropertyForms.RichText.Write(new string('f', 4500)),
                ["Tempo"] = PropertyForms.Number.Write(124.25),
                ["Downloaded"] = PropertyForms.Checkbox.Write(true),
                ["Spotify URL"] = PropertyForms.Url.Write("https://open.spotify.com/track/1"),
                ["Genre"] = PropertyForms.Select.Write("Garage"),
                ["Filed State"] = PropertyForms.Status.Write("Filed"),
                ["Audio Processing"] = PropertyForms.MultiSelect.Write(["Converted", "Tagged"]),
                ["Release Date"] = PropertyForms.Date.Write(NotionDate.Of(new DateOnly(2026, 1, 9))),
                ["Processing Timestamp"] = PropertyForms.Date.Write(when),
                ["Artwork"] = PropertyForms.Files.Write([new("cover.jpg", "https://sandbox.example/cover.jpg")]),
            }), default);

        Assert.Equal("Señorita 🎧", PropertyForms.Title.Read(row.Property("Title")));
        Assert.Equal(4500, PropertyForms.RichText.Read(row.Property("Fingerprint")).Length);
        Assert.Equal(124.25, PropertyForms.Number.Read(row.Property("Tempo")));
        Assert.True(PropertyForms.Checkbox.Read(row.Property("Downloaded")));
        Assert.Equal("https://open.spotify.com/track/1", PropertyForms.Url.Read(row.Property("Spotify URL")));
        Assert.Equal(("Garage", "Filed"), (PropertyForms.Select.Read(row.Property("Genre")), PropertyForms.Status.Read(row.Property("Filed State"))));
        Assert.Equal(["Converted", "Tagged"], PropertyForms.MultiSelect.Read(row.Property("Audio Processing")));
        Assert.Equal("2026-01-09", PropertyForms.Date.Read(row.Property("Release Date"))!.Start);
        Assert.Equal(when.StartsAt, PropertyForms.Date.Read(row.Property("Processing Timestamp"))!.StartsAt);
        Assert.Equal([new NotionFile("cover.jpg", "https://sandbox.example/cover.jpg")], PropertyForms.Files.Read(row.Property("Artwork")));
        Assert.Equal("Converted, Tagged", PropertyText.Of(row.Property("Audio Processing")));
    }

    [Fact]
    public async Task WhatNotionComputesIsReadAndCannotBeWritten()
    {
        var row = await LanternsAsync();

        Assert.Equal("Mira Vale - Paper Lanterns", PropertyForms.Formula.Read(row.Property("Display"))!.Text);
        Assert.True(PropertyForms.Formula.Read(row.Property("Has Key"))!.IsTrue);
        Assert.Equal(61, PropertyForms.Rollup.Read(row.Property("Artist Popularity"))!.Number);
        Assert.Equal("House, Disco", PropertyText.Of(row.Property("Artist Genres")));
        Assert.Equal(row.LastEdited, PropertyForms.LastEditedTime.Read(row.Property("Last Edited")));
        Assert.Equal(row.Created, PropertyForms.CreatedTime.Read(row.Property("Added At"))!.Value, TimeSpan.FromMinutes(1));
        Assert.NotNull(PropertyForms.CreatedBy.Read(row.Property("Added By")));
        Assert.Single(PropertyForms.People.Read(row.Property("Owner")));
        Assert.StartsWith("TRK-", PropertyForms.UniqueId.Read(row.Property("Number")), StringComparison.Ordinal);
        Assert.Single(PropertyForms.Relation.Read(row.Property("Artist")).Ids);
        Assert.Throws<NotSupportedException>(() => PropertyForms.UniqueId.Write("TRK-1"));
    }

    [Fact]
    public async Task WhatIsEmptyIsReadAsEmptyAndNullClears()
    {
        var notion = await _desk.ClientAsync();
        var row = await notion.CreateAsync(
            new(NotionDesk.Tracks, new Dictionary<string, JsonObject> { ["Tempo"] = PropertyForms.Number.Write(1), ["Genre"] = PropertyForms.Select.Write("House") }), default);

        var cleared = await notion.UpdateAsync(
            row.Id, new Dictionary<string, JsonObject> { ["Tempo"] = PropertyForms.Number.Write(null), ["Genre"] = PropertyForms.Select.Write(null) }, default);

        Assert.Null(PropertyForms.Number.Read(cleared.Property("Tempo")));
        Assert.Null(PropertyForms.Select.Read(cleared.Property("Genre")));
        Assert.Equal("", PropertyForms.RichText.Read(cleared.Property("Key")));
        Assert.Null(PropertyForms.Date.Read(cleared.Property("Release Date")));
        Assert.Empty(PropertyForms.MultiSelect.Read(cleared.Property("Audio Processing")));
        Assert.All(cleared.Properties.EnumerateObject().Where(p => p.Name is "Tempo" or "Genre" or "Key"), p => Assert.Null(PropertyText.Of(p.Value)));
        Assert.Equal("", PropertyForms.RichText.Read(cleared.Property("No such column")));
    }

    [Fact]
    public void AnotherTypeIsToldNotGuessed()
    {
        var number = JsonElement.Parse("""{"id":"a","type":"number","number":124}""");
        Assert.Throws<InvalidOperationException>(() => PropertyForms.RichText.Read(number));
        Assert.Equal("124", PropertyText.Of(number));
    }

    [Fact]
    public void ATypeOfTomorrowStaysAsItIs()
    {
        var odd = JsonElement.Parse("""{"id":"a","type":"hologram","hologram":{"depth":3}}""");
        Assert.Equal("""{"depth":3}""", PropertyText.Of(odd));
    }

    [Fact]
    public void MoreThanNotionTakesIsRefusedBeforeItIsSent()
    {
        Assert.Throws<ArgumentException>(() => PropertyForms.MultiSelect.Write([.. Enumerable.Range(0, 101).Select(i => $"{i}")]));
        Assert.Throws<ArgumentException>(() => PropertyForms.Relation.Write(new([.. Enumerable.Range(0, 101).Select(i => $"{i}")])));
        Assert.Throws<ArgumentException>(() => PropertyForms.Url.Write(new string('x', 2001)));
    }

    async Task<NotionPage> LanternsAsync()
    {
        var notion = await _desk.ClientAsync();
        var query = new NotionQuery { Filter = Filter.Where("ISRC", "rich_text", "equals", "QZSBX2600001") };
        return await notion.QueryAsync(NotionDesk.Tracks, query, default).FirstAsync();
    }
}
