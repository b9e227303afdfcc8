using Cratehand.Jobs;
using Cratehand.Music.Sources;
using Cratehand.Music.Store;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Detecting;

/// <summary>Reads what is on record about detections; changes nothing.</summary>
public sealed class DetectionBook(CrateDatabase database)
{
    /// <summary>The sources by name, those that were ever looked at.</summary>
    public async Task<IReadOnlyDictionary<string, SourceState>> SourcesAsync(CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return (await DetectionRows.SourcesAsync(connection, null, "", cancel)).ToDictionary(x => x.Source);
    }

    /// <summary>What is on record of these identities.</summary>
    public async Task<IReadOnlyDictionary<string, KnownTrack>> KnownAsync(IReadOnlyCollection<string> identities, CancellationToken cancel)
    {
        var known = new Dictionary<string, KnownTrack>();
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        foreach (var part in identities.Distinct().Chunk(500)) // a statement takes only so many values, and a list may be of any length
        {
            var (names, values) = Sql.Among("id", part);
            var rows = await connection.QueryAsync(
                $"SELECT identity, source, state, unliked IS NOT NULL, input, rank FROM detection WHERE identity IN {names}",
                row => (Identity: row.GetString(0), Known: new KnownTrack(row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetString(4), row.GetInt64(5))),
                null, cancel, values);
            rows.ForEach(row => known.Add(row.Identity, row.Known));
        }

        return known;
    }

    /// <summary>Whether anything was noticed at a source.</summary>
    public async Task<bool> HasAnyAsync(string source, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync("SELECT 1 FROM detection WHERE source = @source LIMIT 1", _ => true, null, cancel, ("source", source))).Count > 0;
    }

    /// <summary>Tracks, by identity, that a source was the first to show, that were likes, and are so far as is known.</summary>
    public async Task<IReadOnlyList<string>> LikedAsync(string source, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return await connection.QueryAsync(
            $"SELECT identity FROM detection WHERE source = @source AND signal = @liked AND unliked IS NULL AND state <> '{DetectionState.Skipped}'", row => row.GetString(0), null, cancel,
            ("source", source), ("liked", Signal.Liked.ToText()));
    }

    /// <inheritdoc cref="DetectionRows.WaitingAsync"/>
    public async Task<IReadOnlyList<DetectedTrack>> WaitingAsync(IReadOnlyList<string> sources, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return await DetectionRows.WaitingAsync(connection, null, sources, now, cancel);
    }

    /// <summary>How many tracks were there before their source was connected, and are left alone until the owner asks for them.</summary>
    public async Task<long> KnownBeforeAsync(CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync($"SELECT COUNT(*) FROM detection WHERE state = '{DetectionState.KnownBefore}'", row => row.GetInt64(0), null, cancel))[0];
    }

    /// <inheritdoc cref="DetectionRows.BacklogAsync"/>
    public async Task<IReadOnlyList<DetectedTrack>> BacklogAsync(int limit, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return await DetectionRows.BacklogAsync(connection, null, limit, cancel);
    }

    /// <summary>The jobs of those that were taken up and not settled since.</summary>
    public async Task<IReadOnlyList<Guid>> TakenAsync(CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return await connection.QueryAsync(
            $"SELECT job FROM detection WHERE state = '{DetectionState.Taken}' AND job IS NOT NULL", row => Guid.Parse(row.GetString(0)), null, cancel);
    }

    /// <summary>Detections that fit what a person typed, newest first.</summary>
    /// <param name="exactly">An input or identity.</param>
    /// <param name="words">Part of a title.</param>
    public async Task<IReadOnlyList<DetectedTrack>> FindAsync(string exactly, string words, int limit, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        var rows = context.Set<DetectedTrack>().AsNoTracking();
        var found = await rows.Where(x => x.Input == exactly || x.Identity == exactly).Take(limit).ToListAsync(cancel);
        if (found.Count > 0)
        {
            return found;
        }

        // Compared here: SQLite folds the case of ASCII only, and titles are in all scripts.
        return await rows.OrderByDescending(x => x.Rank).AsAsyncEnumerable().Where(x => x.Title.Contains(words, StringComparison.OrdinalIgnoreCase)).Take(limit).ToListAsync(cancel);
    }
}
