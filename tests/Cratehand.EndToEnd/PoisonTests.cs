using System.Text;
using System.Text.Json;
using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Songs;

namespace Cratehand.EndToEnd;

/// <summary>What spoils other people's music syncs: each by the way of a like or a list, each with its right end and reason. Odd entries of playlists: <see cref="DetectionTests"/>.</summary>
public sealed class PoisonTests(Studio studio, ITestOutputHelper output)
{
    /// <summary>Artist and title as services and shops write them, and what a file of it is called that the owner buys.</summary>
    static readonly (string Artist, string Title, string Bought)[] Odd =
    [
        ("Various Artists", "Palomita Calling", "Palomita Calling (Original Mix)"),
        ("Pipe | Dream", "Left | Right", "Left | Right"),
        ("Tyler, the Comma", "One, Two, Three", "One, Two, Three"),
        ("Mira Solace", "Glass Tide (feat. Joana Ruas)", "Glass Tide"),
        ("宇多田ヒカル", "光あれ", "光あれ"),
        ("Земфира", "Прогулка по набережной", "Прогулка по набережной"),
        ("فيروز", "نسم علينا الهوا", "نسم علينا الهوا"),
        ("Björn Älv", "Ångström 🌊🌊", "Ångström 🌊🌊"),
    ];

    [Fact]
    [Scenario("S14")]
    public async Task WhatASiteDoesNotGiveHasItsCauseInTheReceiptTheRunAndTheStory()
    {
        await using var world = await WishRig.StartAsync();
        world.Set("DETECTING__CHAIN", "soundcloud-likes");
        world.Set("ACQUIRE__SEARCH", "drop-folder"); // nobody else has it
        await world.AskAsync("sync");
        (int Song, string? Trouble, string Cause, string Words)[] table =
        [
            (143, null, "preview", "only a preview"), (147, null, "geo", "your country"), (148, "drm", "drm", "DRM"), (149, "removed", "gone", "no longer has this"),
            (151, "geo", "geo", "your country"), (152, "login", "blocked", "signed in"),
        ];
        foreach (var (song, trouble, _, _) in table)
        {
            var number = Ids.SoundCloud(Recording.Original(song)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            await world.LikeAsync("soundcloud", number);
            await (trouble is null ? Task.CompletedTask : world.TroubleAsync(number, trouble));
        }

        await world.Rig.RunAsync("sync"); // 4: not all could be had

        foreach (var (song, _, cause, words) in table)
        {
            var title = SongBook.At(song).Title;
            var run = Assert.Single((await world.AskAsync("why", title)).GetProperty("runs").EnumerateArray());
            Assert.Equal(("unavailable", true), (Text(run, "outcome"), Text(run, "reason").Contains(words, StringComparison.Ordinal)));
            var shown = await world.AskAsync("runs", "show", Text(run, "id"));
            Assert.Equal(cause, Text(shown.GetProperty("receipt"), "cause"));
            var story = (await world.Rig.RunAsync("why", title)).Output;
            Assert.Contains(words, story, StringComparison.Ordinal);
            Assert.Equal("open", (await world.WishesAsync()).Single(wish => story.Contains(title, StringComparison.Ordinal) && wish.Key.EndsWith(Recording.Original(song).Name, StringComparison.Ordinal)).Value);
        }

        Assert.Empty(await world.Rig.TracksAsync());
    }

    [Fact]
    [Scenario("S13")]
    public async Task AnHourLongMixThatHoldsTheTrackIsAnotherRecordingAndTheStorySaysWhy()
    {
        await using var world = await WishRig.StartAsync();
        (await world.Rig.SyncAsync(WishRig.Spotify(34))).Ends(3, "needs-review");

        var search = (await world.AskAsync("why", WishRig.Spotify(34))).GetProperty("searches")[0];
        var mixes = search.GetProperty("candidates").EnumerateArray().Where(x => Text(x, "title").Contains("1 HOUR MIX", StringComparison.Ordinal)).ToList();
        output.WriteLine(string.Join('\n', mixes));
        Assert.All(mixes, mix => Assert.Equal("different", Text(mix, "standing")));
        Assert.All(mixes, mix => Assert.Contains("long mix", Text(mix, "reasons"), StringComparison.Ordinal));
        Assert.NotEmpty(mixes);
    }

    [Fact]
    public async Task OddTitlesAreWantedAsTheyAreWrittenAndTheRightFileClosesEachThatSaysWhoItIs()
    {
        await using var rig = await TasteRig.StartAsync();
        rig.Set("CRATEHAND__DETECTING__CHAIN", "drop-folder");
        await File.WriteAllTextAsync(Path.Combine(rig.Drop, "odd.csv"), Exportify());

        var wished = await rig.RunAsync("sync");

        Assert.All(wished.GetProperty("items").EnumerateArray(), item => Assert.Equal("to-buy", Text(item, "outcome")));
        var wishes = (await rig.RunAsync("wanted")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(Odd.Select(x => x.Title).Order(StringComparer.Ordinal), wishes.Select(wish => Text(wish, "title")).Order(StringComparer.Ordinal));
        foreach (var wish in wishes)
        {
            Assert.All(wish.GetProperty("shops").EnumerateArray(), shop => Assert.Contains(Uri.EscapeDataString(Text(wish, "title").Split(' ', ',')[0]), Text(shop, "link"), StringComparison.Ordinal));
            Assert.Contains("to-buy", (await rig.Rig.RunAsync("why", Text(wish, "title"))).Output, StringComparison.Ordinal);
        }

        foreach (var (odd, index) in Odd.Select((odd, index) => (odd, index)))
        {
            rig.DropFile(await BuyAsync(odd, index), $"{index:00}_web.flac");
        }

        var filed = await rig.RunAsync("sync");

        output.WriteLine(filed.ToString());
        Assert.All(filed.GetProperty("items").EnumerateArray(), item => Assert.Equal("filed", Text(item, "outcome")));
        Assert.Equal(Odd.Length, filed.GetProperty("items").GetArrayLength());
        // Who "Various Artists" are nobody knows, and a title alone proves nothing: that wish is the owner's to close.
        Assert.All((await rig.RunAsync("wanted", "--all")).GetProperty("items").EnumerateArray(), wish =>
            Assert.Equal((Text(wish, "artists") == "[]" ? "open" : "closed", Text(wish, "title")), (Text(wish, "state"), Text(wish, "title"))));
        Assert.Equal("Palomita Calling", Text(Assert.Single((await rig.RunAsync("wanted")).GetProperty("items").EnumerateArray()), "title"));
        var heard = new List<string>();
        foreach (var file in rig.Rig.Shelf.Hashes().Keys)
        {
            heard.Add((await Witness.OfAsync(rig.Rig.Shelf.Absolute(file))).Tags["title"]);
        }

        // A bar would part the title in two values (ADR 12).
        Assert.Equal(Odd.Select(x => x.Bought.Replace('|', '¦')).Order(StringComparer.Ordinal), heard.Order(StringComparer.Ordinal));
    }

    static string Exportify()
    {
        var csv = new StringBuilder("\"Track URI\",\"Track Name\",\"Artist Name(s)\",\"Track Duration (ms)\"\n");
        foreach (var (odd, index) in Odd.Select((odd, index) => (odd, index)))
        {
            csv.Append($"\"spotify:track:{Ids.Digest($"odd:{index}", 22)}\",\"{odd.Title}\",\"{odd.Artist};\",\"{1000 * (Studio.Brief.Seconds + index)}\"\n");
        }

        return csv.ToString();
    }

    async Task<string> BuyAsync((string Artist, string Title, string Bought) odd, int index)
    {
        var piece = Studio.Brief with { Tonic = index, Bpm = 100 + (7 * index), Seconds = Studio.Brief.Seconds + index, Seed = 300 + index };
        return await studio.AsAsync($"odd-{index}.flac", piece, "-metadata", $"artist={odd.Artist}", "-metadata", $"title={odd.Bought}");
    }

    static string Text(JsonElement element, string name) => element.GetProperty(name).ToString();
}
