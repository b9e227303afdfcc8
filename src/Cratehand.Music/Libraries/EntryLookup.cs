using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Libraries.Fingerprints;
using Cratehand.Music.Store;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Libraries;

/// <summary>An entry that is the recording asked for.</summary>
/// <param name="Reason">In words for the owner.</param>
internal sealed record Proven(Guid Entry, string Reason);

/// <summary>Which entries are a recording, rung by rung: what is sure and quick first. Plain SQL, as every track asks it four times.</summary>
internal static class EntryLookup
{
    /// <summary>The entries, the surest proof first; one may come twice. Lower rungs are asked only if the caller goes on.</summary>
    /// <param name="within">The transaction to ask in, or <c>null</c>.</param>
    public static async IAsyncEnumerable<Proven> ProvenAsync(
        DbConnection connection, DbTransaction? within, Recording wanted, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var link in wanted.Evidence.Where(x => !x.IsHash))
        {
            foreach (var entry in await ByEvidenceAsync(connection, within, link, cancel))
            {
                yield return new(entry, link.Reason);
            }
        }

        foreach (var proven in await ByIsrcAsync(connection, within, wanted, cancel))
        {
            yield return proven;
        }

        foreach (var bytes in wanted.Evidence.Where(x => x.IsHash))
        {
            foreach (var entry in await ByEvidenceAsync(connection, within, bytes, cancel))
            {
                yield return new(entry, bytes.Reason);
            }
        }

        foreach (var entry in await FingerprintIndex.ProposeAsync(connection, within, wanted.Fingerprint, cancel))
        {
            if (await ReadAsync(connection, within, entry, cancel) is { } known && EvidenceLadder.SameSound(wanted, known) is { } judgement)
            {
                yield return new(entry, judgement.Reason);
            }
        }
    }

    /// <summary>Whether it is marked as shelved, and its files; none if there is no such entry.</summary>
    public static async Task<(bool IsShelved, List<(string Path, long Bytes)> Files)> ShelvedAsync(
        DbConnection connection, Guid entry, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync(
            "SELECT e.is_shelved, f.path, f.bytes FROM entry e JOIN entry_file f ON f.entry_id = e.id WHERE e.id = @id",
            row => (IsShelved: row.GetBoolean(0), File: (row.GetString(1), row.GetInt64(2))), null, cancel, ("id", entry));
        return (rows is [{ IsShelved: true }, ..], rows.ConvertAll(row => row.File));
    }

    /// <summary>An entry as the ladder compares it, without its links and bytes.</summary>
    public static async Task<Recording?> ReadAsync(DbConnection connection, DbTransaction? within, Guid entry, CancellationToken cancel)
    {
        var found = await connection.QueryAsync($"{Columns} WHERE id = @id", Read, within, cancel, ("id", entry));
        return found is [var (_, recording)] ? recording : null;
    }

    internal static string Columns => ColumnsWith("fingerprint");

    static string ColumnsWith(string fingerprint) => $"SELECT id, title, artists, version, isrc, duration_seconds, {fingerprint} FROM entry";

    internal static (Guid Id, Recording Recording) Read(DbDataReader row) =>
        (row.GetGuid(0),
         new Recording(
             new Track(row.GetString(1), JobJson.Read<List<string>>(row.GetString(2)) ?? []) { Version = row.TextOrNull(3), Isrc = row.TextOrNull(4) },
             row.GetDouble(5) is > 0 and var seconds ? seconds : null,
             row.IsDBNull(6) ? ReadOnlyMemory<uint>.Empty : FingerprintIndex.Items((byte[])row.GetValue(6)).ToArray()));

    // An original's bytes may be those of a file on the shelf as well: "OriginalHash" stands behind "FileHash", and is asked first.
    static Task<List<Guid>> ByEvidenceAsync(DbConnection connection, DbTransaction? within, Evidence evidence, CancellationToken cancel) =>
        connection.QueryAsync(
            "SELECT entry_id FROM entry_evidence WHERE kind IN (@kind, @shelved) AND value = @value ORDER BY kind DESC", row => row.GetGuid(0), within, cancel,
            ("kind", evidence.Kind.ToString()), ("value", evidence.Value),
            ("shelved", (evidence.Kind == EvidenceKind.OriginalHash ? EvidenceKind.FileHash : evidence.Kind).ToString()));

    static async Task<IEnumerable<Proven>> ByIsrcAsync(DbConnection connection, DbTransaction? within, Recording wanted, CancellationToken cancel)
    {
        if (wanted.Track.Isrc is not { } isrc)
        {
            return [];
        }

        // Without the fingerprint, which is most of a row: the length and the version words decide here.
        var bearing = await connection.QueryAsync($"{ColumnsWith("NULL")} WHERE isrc = @isrc", Read, within, cancel, ("isrc", isrc));
        return bearing.Select(x => EvidenceLadder.SameIsrc(wanted, x.Recording) is { } judgement ? new Proven(x.Id, judgement.Reason) : null).OfType<Proven>();
    }
}
