using System.Data.Common;
using System.Runtime.InteropServices;
using Cratehand.Jobs;
using Cratehand.Music.Store;

namespace Cratehand.Music.Libraries.Fingerprints;

/// <summary>
/// Finds the entries that may sound like a fingerprint, in the database alone: nothing of it is resident, and what an entry
/// costs does not grow with the library. It proposes; <see cref="FingerprintMatch"/> decides. See ADR 13.
/// </summary>
internal static class FingerprintIndex
{
    /// <summary>An item that more entries have than that tells nothing: silence, a drum loop that everybody uses.</summary>
    const int TooCommon = 200;

    /// <summary>Entries that are proposed at most.</summary>
    const int Proposed = 16;

    /// <summary>Writes an entry's items, in the transaction that claims it.</summary>
    public static async Task AddAsync(DbTransaction within, Guid entry, ReadOnlyMemory<uint> fingerprint, CancellationToken cancel)
    {
        if (fingerprint.Length < FingerprintMatch.LeastOverlap)
        {
            return; // too short to be compared with anything
        }

        var numbers = await within.Connection!.QueryAsync(
            "INSERT INTO fingerprint_entry (entry_id, is_indexed) VALUES (@entry, 1) ON CONFLICT (entry_id) DO UPDATE SET is_indexed = 1 RETURNING number",
            row => row.GetInt64(0), within, cancel, ("entry", entry));
        await using var insert = within.Connection!.Command(
            "INSERT INTO fingerprint_item (item, number) VALUES (@item, @number) ON CONFLICT DO NOTHING", within, ("item", 0L), ("number", numbers[0]));
        foreach (var item in FingerprintSketch.Of(fingerprint.Span, FingerprintSketch.Stored))
        {
            insert.Parameters[0].Value = (long)item;
            await insert.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <summary>Takes an entry out again; its row need not be there any more.</summary>
    public static async Task RemoveAsync(DbTransaction within, Guid entry, byte[]? fingerprint, CancellationToken cancel)
    {
        var numbers = await within.Connection!.QueryAsync(
            "DELETE FROM fingerprint_entry WHERE entry_id = @entry RETURNING number", row => row.GetInt64(0), within, cancel, ("entry", entry));
        if (numbers is not [var number] || fingerprint is null)
        {
            return;
        }

        await using var delete = within.Connection!.Command(
            "DELETE FROM fingerprint_item WHERE item = @item AND number = @number", within, ("item", 0L), ("number", number));
        foreach (var item in FingerprintSketch.Of(Items(fingerprint), FingerprintSketch.Stored))
        {
            delete.Parameters[0].Value = (long)item;
            await delete.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <summary>Entries that share items with it, the likeliest first.</summary>
    public static async Task<IReadOnlyList<Guid>> ProposeAsync(
        DbConnection connection, DbTransaction? within, ReadOnlyMemory<uint> fingerprint, CancellationToken cancel)
    {
        if (fingerprint.Length < FingerprintMatch.LeastOverlap)
        {
            return [];
        }

        var entries = new List<Guid>();
        await using var name = connection.Command("SELECT entry_id FROM fingerprint_entry WHERE number = @number", within, ("number", 0L));
        foreach (var number in await LikeliestAsync(connection, within, fingerprint, cancel))
        {
            name.Parameters[0].Value = number;
            entries.AddRange(await name.RowsAsync(row => row.GetGuid(0), cancel));
        }

        return entries;
    }

    /// <summary>Writes the items of entries that were filed before there was an index, a few at a time; there are none as a rule.</summary>
    public static async Task FillAsync(CrateDatabase database, CancellationToken cancel)
    {
        while (await FillSomeAsync(database, cancel) > 0)
        {
            // each lot is a transaction of its own: who files meanwhile does not wait for all of it
        }
    }

    /// <summary>The items of a stored fingerprint.</summary>
    public static ReadOnlySpan<uint> Items(byte[] stored) => MemoryMarshal.Cast<byte, uint>(stored);

    static async Task<int> FillSomeAsync(CrateDatabase database, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var missing = await connection.QueryAsync(
            "SELECT e.id, e.fingerprint FROM fingerprint_entry f JOIN entry e ON e.id = f.entry_id WHERE f.is_indexed = 0 LIMIT 200",
            row => (Id: row.GetGuid(0), Fingerprint: row.IsDBNull(1) ? [] : (byte[])row.GetValue(1)), transaction, cancel);
        foreach (var (id, stored) in missing)
        {
            await connection.ExecuteAsync("UPDATE fingerprint_entry SET is_indexed = 1 WHERE entry_id = @entry", transaction, cancel, ("entry", id));
            await AddAsync(transaction, id, Items(stored).ToArray(), cancel);
        }

        await transaction.CommitAsync(cancel);
        return missing.Count;
    }

    // An item that few have says more than one that many have: it weighs one divided by how many.
    static async Task<IReadOnlyList<long>> LikeliestAsync(
        DbConnection connection, DbTransaction? within, ReadOnlyMemory<uint> fingerprint, CancellationToken cancel)
    {
        var weights = new Dictionary<long, double>();
        await using var select = connection.Command(
            "SELECT number FROM fingerprint_item WHERE item = @item LIMIT @most", within, ("item", 0L), ("most", TooCommon + 1));
        foreach (var item in FingerprintSketch.Of(fingerprint.Span, FingerprintSketch.Asked))
        {
            select.Parameters[0].Value = (long)item;
            var having = await select.RowsAsync(row => row.GetInt64(0), cancel);
            foreach (var number in having.Count > TooCommon ? [] : having)
            {
                weights[number] = weights.GetValueOrDefault(number) + (1.0 / having.Count);
            }
        }

        return [.. weights.OrderByDescending(x => x.Value).ThenBy(x => x.Key).Take(Proposed).Select(x => x.Key)];
    }
}
