using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Libraries.Fingerprints;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Libraries;

/// <summary>An entry that is the recording asked for.</summary>
/// <param name="Reason">In words for the owner.</param>
/// <param name="Shelved">Where its files should be, if that was read along.</param>
internal sealed record Proven(Guid Entry, string Reason, Shelved? Shelved = null);

/// <summary>Where an entry's files should be.</summary>
/// <param name="IsMarked">Whether it is marked as shelved.</param>
internal sealed record Shelved(bool IsMarked, List<(string Path, long Bytes)> Files);

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
            foreach (var proven in await ByEvidenceAsync(connection, within, link, cancel))
            {
                yield return proven;
            }
        }

        foreach (var proven in await ByIsrcAsync(connection, within, wanted, cancel))
        {
            yield return proven;
        }

        foreach (var bytes in wanted.Evidence.Where(x => x.IsHash))
        {
            foreach (var proven in await ByEvidenceAsync(connection, within, bytes, cancel))
            {
                yield return proven;
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

    /// <summary>Where the files of an entry should be that was found by its sound.</summary>
    public static async Task<Shelved> ShelvedAsync(DbConnection connection, Guid entry, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync($"SELECT {Files} WHERE e.id = @id", row => FileOf(row, 0), null, cancel, ("id", entry));
        return Together(rows);
    }

    /// <summary>An entry as the ladder compares it, without its links and bytes.</summary>
    public static async Task<Recording?> ReadAsync(DbConnection connection, DbTransaction? within, Guid entry, CancellationToken cancel)
    {
        var found = await connection.QueryAsync($"{Columns} WHERE id = @id", Read, within, cancel, ("id", entry));
        return found is [var (_, recording)] ? recording : null;
    }

    internal static string Columns => $"{ColumnsWith("e.fingerprint")} FROM entry e";

    static string ColumnsWith(string fingerprint) => $"SELECT e.id, e.title, e.artists, e.version, e.isrc, e.duration_seconds, {fingerprint}";

    // The last of what is selected, and from where: asked along with the proof, they cost next to nothing.
    const string Files = "e.is_shelved, f.path, f.bytes FROM entry e LEFT JOIN entry_file f ON f.entry_id = e.id";

    internal static (Guid Id, Recording Recording) Read(DbDataReader row) =>
        (row.GetGuid(0),
         new Recording(
             new Track(row.GetString(1), JobJson.Read<List<string>>(row.GetString(2)) ?? []) { Version = row.TextOrNull(3), Isrc = row.TextOrNull(4) },
             row.GetDouble(5) is > 0 and var seconds ? seconds : null,
             row.IsDBNull(6) ? ReadOnlyMemory<uint>.Empty : FingerprintIndex.Items((byte[])row.GetValue(6)).ToArray()));

    // An original's bytes may be those of a file on the shelf as well: "OriginalHash" stands behind "FileHash", and is asked first.
    static async Task<IEnumerable<Proven>> ByEvidenceAsync(DbConnection connection, DbTransaction? within, Evidence evidence, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync(
            $"SELECT x.entry_id, x.kind, {Files} JOIN entry_evidence x ON x.entry_id = e.id WHERE x.kind IN (@kind, @shelved) AND x.value = @value",
            row => (Entry: row.GetGuid(0), Kind: row.GetString(1), File: FileOf(row, 2)), within, cancel,
            ("kind", evidence.Kind.ToString()), ("value", evidence.Value),
            ("shelved", (evidence.Kind == EvidenceKind.OriginalHash ? EvidenceKind.FileHash : evidence.Kind).ToString()));
        return rows.OrderByDescending(row => row.Kind, StringComparer.Ordinal).GroupBy(row => row.Entry, row => row.File, (entry, files) => new Proven(entry, evidence.Reason, Together(files)));
    }

    static async Task<IEnumerable<Proven>> ByIsrcAsync(DbConnection connection, DbTransaction? within, Recording wanted, CancellationToken cancel)
    {
        if (wanted.Track.Isrc is not { } isrc)
        {
            return [];
        }

        // Without the fingerprint, which is most of a row: the length and the version words decide here.
        var rows = await connection.QueryAsync(
            $"{ColumnsWith("NULL")}, {Files} WHERE e.isrc = @isrc", row => (Known: Read(row), File: FileOf(row, 7)), within, cancel, ("isrc", isrc));
        return rows.GroupBy(row => row.Known.Id).Select(entry => EvidenceLadder.SameIsrc(wanted, entry.First().Known.Recording) is { } judgement
            ? new Proven(entry.Key, judgement.Reason, Together(entry.Select(row => row.File)))
            : null).OfType<Proven>();
    }

    // Each file in a row of its own; none is a row without a path.
    static (bool IsMarked, string? Path, long Bytes) FileOf(DbDataReader row, int column) =>
        (row.GetBoolean(column), row.TextOrNull(column + 1), row.LongOrNull(column + 2) ?? 0);

    static Shelved Together(IEnumerable<(bool IsMarked, string? Path, long Bytes)> rows)
    {
        var files = rows.ToList();
        return new(files is [{ IsMarked: true }, ..], [.. from file in files where file.Path is not null select (file.Path, file.Bytes)]);
    }
}
