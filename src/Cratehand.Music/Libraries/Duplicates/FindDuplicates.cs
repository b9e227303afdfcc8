using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Libraries.Fingerprints;
using Cratehand.Music.Store;

namespace Cratehand.Music.Libraries.Duplicates;

/// <summary>Compares every entry with those that may be the same recording, and the folder's strangers with the entries' bytes.</summary>
public sealed class FindDuplicates(CrateDatabase database)
{
    public async Task<DuplicateReport> RunAsync(CancellationToken cancel)
    {
        await FingerprintIndex.FillAsync(database, cancel);
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var held = await HeldAsync(connection, cancel);
        var byId = held.ToDictionary(x => x.Id);
        var byIsrc = held.Where(x => x.Recording.Track.Isrc is not null).ToLookup(x => x.Recording.Track.Isrc!, StringComparer.Ordinal);
        var byName = held.ToLookup(x => EvidenceLadder.NameKey(x.Recording), StringComparer.Ordinal);
        var byBytes = held.SelectMany(x => x.Recording.Evidence, (x, proof) => (x, proof.Value)).ToLookup(x => x.Value, x => x.x, StringComparer.Ordinal);
        var bySound = new Dictionary<Guid, IEnumerable<Held>>();
        foreach (var one in held)
        {
            var proposed = await FingerprintIndex.ProposeAsync(connection, null, one.Recording.Fingerprint, cancel);
            bySound[one.Id] = proposed.Where(byId.ContainsKey).Select(id => byId[id]);
        }

        var report = DuplicateJudge.Judge(
            held,
            one => (one.Recording.Track.Isrc is { } isrc ? byIsrc[isrc] : [])
                .Concat(byName[EvidenceLadder.NameKey(one.Recording)])
                .Concat(one.Recording.Evidence.SelectMany(proof => byBytes[proof.Value]))
                .Concat(bySound[one.Id])
                .DistinctBy(other => other.Id));
        return report with { Groups = [.. report.Groups, .. await CopiesAsync(connection, cancel)] };
    }

    static async Task<List<Held>> HeldAsync(DbConnection connection, CancellationToken cancel)
    {
        var files = (await connection.QueryAsync(
            "SELECT entry_id, path, sha256 FROM entry_file ORDER BY path", row => (Entry: row.GetGuid(0), Path: row.GetString(1), Sha: row.GetString(2)), null, cancel))
            .ToLookup(file => file.Entry);
        var links = (await connection.QueryAsync(
            $"SELECT entry_id, kind, value FROM entry_evidence WHERE kind <> '{nameof(EvidenceKind.FileHash)}'",
            row => (Entry: row.GetGuid(0), Proof: new Evidence(Enum.Parse<EvidenceKind>(row.GetString(1)), row.GetString(2))), null, cancel))
            .ToLookup(x => x.Entry, x => x.Proof);
        var entries = await connection.QueryAsync($"{EntryLookup.Columns} WHERE is_shelved ORDER BY created, id", EntryLookup.Read, null, cancel);
        return entries.ConvertAll(x => new Held(
            x.Id,
            x.Recording with { Evidence = [.. links[x.Id], .. files[x.Id].Select(file => new Evidence(EvidenceKind.FileHash, file.Sha))] },
            [.. files[x.Id].Select(file => file.Path)]));
    }

    // Files that the last scan read and that belong to no entry, though their bytes are those of one that does.
    static async Task<IEnumerable<DuplicateGroup>> CopiesAsync(DbConnection connection, CancellationToken cancel)
    {
        var copies = await connection.QueryAsync(
            "SELECT f.entry_id, f.path, s.path FROM seen_file s JOIN entry_file f ON f.sha256 = s.sha256 "
                + "WHERE s.sha256 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entry_file o WHERE o.path = s.path) ORDER BY f.path, s.path",
            row => (Entry: row.GetGuid(0), Path: row.GetString(1), Copy: row.GetString(2)), null, cancel);
        return copies.GroupBy(x => (x.Entry, x.Path)).Select(group => new DuplicateGroup(
            [new(group.Key.Entry, group.Key.Path, [group.Key.Path], null, null),
             .. group.Select(x => new DuplicateMember(null, x.Copy, [x.Copy], "content-hash", "the same bytes"))]));
    }
}
