using Cratehand.Music.Libraries.Fingerprints;
using Cratehand.Music.Tests.Support;
using Cratehand.Sandbox.Media;

namespace Cratehand.Music.Tests.Libraries.Fingerprints;

public sealed class FingerprintIndexTests(ITestOutputHelper output)
{
    [Fact]
    [Scenario("S16")]
    public async Task ReEncodesOfRealAudioAreFoundAmongThousandsAndNothingElseIs()
    {
        using var folder = new TempFolder();
        await using var shelf = await Shelf.CreateAsync();
        await FillAsync(shelf, 1500);
        var pieces = Enumerable.Range(0, 6).Select(n => Prints.Piece(folder, new Piece(96 + (n * 11), n * 2, n % 2 == 0, 24) { Seed = n + 1 })).ToList();
        var entries = new List<Guid>();
        foreach (var piece in pieces)
        {
            entries.Add((await shelf.FileAsync($"Piece {entries.Count}", $"Piece {entries.Count}", Some.Recording("Piece", seconds: 24, fingerprint: Prints.Hear(piece, folder)))).Entry);
        }

        Assert.Equal(6, entries.Distinct().Count()); // no piece was taken for another
        foreach (var (piece, entry) in pieces.Zip(entries))
        {
            foreach (var (ending, options) in ((string, string[])[])[(".mp3", ["-b:a", "128k"]), (".opus", ["-b:a", "64k"]), (".mp3", ["-b:a", "64k", "-ar", "22050"]), (".flac", ["-ss", "1.3"])])
            {
                var heard = Some.Recording("Another Name", seconds: 24, fingerprint: Prints.Hear(Prints.Encoded(folder, piece, ending, options), folder));
                var found = await shelf.Library.FindAsync(heard, default);
                output.WriteLine($"{ending} {string.Join(' ', options)}: {found?.Reason}");
                Assert.Equal(entry, found?.Entry.Id);
                Assert.Matches(@"^fingerprint agrees \d\.\d\d at offset -?\d+$", found!.Reason);
            }
        }
    }

    [Fact]
    public async Task AnEntryFiledBeforeThereWasAnIndexIsFoundOnceItIsFilled()
    {
        await using var shelf = await Shelf.CreateAsync();
        var filed = await shelf.FileAsync("Old", "Old", Some.Recording("Old", fingerprint: Prints.Of(1)));
        await shelf.ExecuteAsync("DELETE FROM fingerprint_item");
        await shelf.ExecuteAsync("UPDATE fingerprint_entry SET is_indexed = 0"); // as the migration leaves it
        var again = Some.Recording("Old", fingerprint: Prints.Worn(Prints.Of(1), 0.02));
        Assert.Null(await shelf.Library.FindAsync(again, default));

        await shelf.Library.IndexAsync(default);

        Assert.Equal(filed.Entry, (await shelf.Library.FindAsync(again, default))?.Entry.Id);
        Assert.Equal(0, await shelf.CountAsync("fingerprint_entry WHERE is_indexed = 0"));
    }

    [Fact]
    public async Task AnItemThatEverybodyHasDoesNotHideTheOthers()
    {
        await using var shelf = await Shelf.CreateAsync();
        uint[] common = [.. Enumerable.Range(0, 60).Select(i => (uint)i)];
        for (var n = 0; n < 260; n++)
        {
            await shelf.ClaimAsync(await shelf.JobAsync(), $"T{n}", Some.Recording($"T{n}", seconds: 300 + (n * 40), fingerprint: [.. common, .. Prints.Of(n, 300)]));
        }

        await using var connection = await shelf.Database.Source.OpenConnectionAsync();
        var proposed = await FingerprintIndex.ProposeAsync(connection, null, (uint[])[.. common, .. Prints.Of(77, 300)], default);

        Assert.Equal(await shelf.EntryAsync("T77"), proposed[0]);
        Assert.InRange(proposed.Count, 1, 16);
    }

    static async Task FillAsync(Shelf shelf, int entries)
    {
        await using var connection = await shelf.Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        for (var n = 0; n < entries; n++)
        {
            await shelf.AddAsync(transaction, $"Mass {n}", Some.Recording($"Mass {n}", seconds: 24, fingerprint: Prints.Of(1000 + n, 180)));
        }

        await transaction.CommitAsync();
    }
}
