using System.Runtime.InteropServices;
using Cratehand.Music.Libraries;
using Cratehand.Music.Libraries.Duplicates;
using Cratehand.Music.Libraries.Scanning;
using Cratehand.Music.Tests.Support;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Tests.Libraries.Duplicates;

[Scenario("S16")]
public sealed class DuplicateTests
{
    [Fact]
    public void OfAThousandNamesakesChainsAndRemixesOnlyTheProvenAreGrouped()
    {
        var held = new List<Held>();
        // A thousand of one title, each by another artist, each with a sound of its own.
        held.AddRange(Enumerable.Range(0, 1000).Select(n => Hold("Intro", $"Artist {n}", Prints.Of(n, 200))));
        // Chains: B is a quarter off A, C a quarter off B. Nobody is anybody.
        for (var n = 0; n < 20; n++)
        {
            var a = Prints.Of(5000 + n);
            var b = Prints.Worn(a, 0.25, n);
            held.AddRange([Hold($"Chain {n}", "A", a), Hold($"Chain {n}", "A", b), Hold($"Chain {n}", "A", Prints.Worn(b, 0.25, n + 100))]);
        }

        // A remix over the same first minutes, an instrumental, a live take.
        for (var n = 0; n < 20; n++)
        {
            var print = Prints.Of(6000 + n);
            held.AddRange([Hold($"Tune {n}", "B", print), Hold($"Tune {n} (Someone Remix)", "B", Prints.Worn(print, 0.02)), Hold($"Tune {n} (Instrumental)", "B", Prints.Worn(print, 0.05))]);
        }

        // And what is proven: re-encodes under other names.
        for (var n = 0; n < 20; n++)
        {
            var print = Prints.Of(7000 + n);
            held.AddRange([Hold($"Real {n}", "C", print), Hold($"Track {n:00}", "", Prints.Worn(print, 0.03)), Hold("Untitled", $"C{n}", Prints.Worn(print, 0.04, 9))]);
        }

        var report = DuplicateJudge.Judge(held, one => NearTo(one, held));

        Assert.Equal(20, report.Groups.Count);
        Assert.All(report.Groups, group => Assert.Equal([null, "fingerprint", "fingerprint"], group.Members.Select(member => member.Proof)));
        Assert.All(report.Groups, group => Assert.StartsWith("C - Real", group.Members[0].Name, StringComparison.Ordinal));
        Assert.All(report.LookAlikes, pair => Assert.Contains("Chain", pair.First.Name, StringComparison.Ordinal)); // same names: for a person to say
        Assert.Equal(60, report.LookAlikes.Count);
    }

    [Fact]
    public void WhatIsLikeTheFirstAndUnlikeTheSecondJoinsNeither()
    {
        var a = Prints.Of(1);
        var b = Prints.Worn(a, 0.08, 1);
        var c = Prints.Worn(b, 0.08, 2); // 0.92 to b, 0.85 to a
        List<Held> held = [Hold("A", "X", a), Hold("B", "X", b), Hold("C", "X", c)];

        var report = DuplicateJudge.Judge(held, _ => held);

        Assert.Equal(["X - A", "X - B"], Assert.Single(report.Groups).Members.Select(member => member.Name));
    }

    [Fact]
    public async Task TwoEntriesOfOneRecordingAndACopyInTheFolderAreReportedAndNothingIsChanged()
    {
        await using var shelf = await Shelf.CreateAsync();
        var first = await shelf.FileAsync("One", "One", Some.Recording("One"));
        await shelf.FileAsync("Two", "Two", Some.Recording("Two"));
        await shelf.FileAsync("Three", "Three", Some.Recording("Three", "GBAYE0000001"));
        await shelf.ExecuteAsync("UPDATE entry SET isrc = 'GBAYE0000001' WHERE title = 'Two'"); // as an older version filed them
        File.Copy(shelf.Library.Absolute(first.Files[0].Path), Path.Combine(shelf.Root, "copy.aiff"));
        await new LibraryScan(shelf.Database, shelf.Library, TimeProvider.System).RunAsync(await shelf.AnyJobAsync(), (_, _) => { }, default);

        var report = await new FindDuplicates(shelf.Database).RunAsync(default);

        Assert.Equal(3, report.Compared);
        Assert.Equal(["isrc", "content-hash"], report.Groups.Select(group => group.Members[1].Proof));
        Assert.Equal("copy.aiff", report.Groups[1].Members[1].Files[0]);
        Assert.True(File.Exists(Path.Combine(shelf.Root, "copy.aiff")));
        Assert.Equal(3, await shelf.CountAsync("entry"));
    }

    [Fact]
    public async Task AmongAThousandNamesakesInTheDatabaseOnlyTheProvenCopyIsGrouped()
    {
        await using var shelf = await Shelf.CreateAsync();
        await using (var connection = await shelf.Database.Source.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            for (var n = 0; n < 1000; n++)
            {
                await shelf.AddAsync(transaction, $"Artist {n}", Some.Recording($"Artist {n}", fingerprint: Prints.Of(n, 200)));
            }

            await transaction.CommitAsync();
        }

        await shelf.ExecuteAsync("UPDATE entry SET is_shelved = 1, artists = '[\"' || title || '\"]', title = 'Intro'");
        var without = await new FindDuplicates(shelf.Database).RunAsync(default);
        // As from before there was an index: filed today, it would be recognised.
        await shelf.FileAsync("Outro", "Outro", Some.Recording("Outro"));
        var print = Convert.ToHexString(MemoryMarshal.AsBytes(Prints.Worn(Prints.Of(500, 200), 0.03).AsSpan()));
        await shelf.ExecuteAsync($"UPDATE entry SET fingerprint = X'{print}' WHERE title = 'Outro'");
        var with = await new FindDuplicates(shelf.Database).RunAsync(default);

        Assert.Equal((1000, 0, 0), (without.Compared, without.Groups.Count, without.LookAlikes.Count));
        Assert.Equal((1001, 0), (with.Compared, with.LookAlikes.Count));
        Assert.Equal(["Artist 500 - Intro", "Artist - Outro"], Assert.Single(with.Groups).Members.Select(member => member.Name));
    }

    static int s_next;

    static Held Hold(string title, string artist, uint[] print) =>
        new(Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(s_next++)), new Recording(new Track(title, artist.Length > 0 ? [artist] : []), 200, print), [$"{title}.aiff"]);

    // All of the same name, and all neighbours in the list: what an index proposes, and more.
    static IEnumerable<Held> NearTo(Held one, List<Held> held)
    {
        var at = held.IndexOf(one);
        return held.Where((other, i) => Math.Abs(i - at) < 30 || other.Recording.Track.Title == one.Recording.Track.Title);
    }
}
