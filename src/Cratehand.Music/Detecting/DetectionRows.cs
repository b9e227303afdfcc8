using System.Data.Common;
using Cratehand.Jobs;

namespace Cratehand.Music.Detecting;

/// <summary>How rows become records, and the columns that the readers count on. Plain SQL: a detection asks every few minutes, and mostly for nothing.</summary>
static class DetectionRows
{
    const string Columns =
        "SELECT identity, source, signal, input, title, described, state, reason, rank, seen, not_before, tries, plays, job, unliked FROM detection";

    // More than one detection ever takes up; of each source, so that a full folder hides no like.
    const int MostOfEach = 1_000;

    /// <param name="clauses">From <c>WHERE</c> on.</param>
    public static Task<List<DetectedTrack>> TracksAsync(
        DbConnection connection, DbTransaction? within, string clauses, CancellationToken cancel, params (string Name, object? Value)[] values) =>
        connection.QueryAsync($"{Columns} {clauses}", Track, within, cancel, values);

    /// <summary>Detections whose turn could be now, of these sources.</summary>
    public static async Task<List<DetectedTrack>> WaitingAsync(
        DbConnection connection, DbTransaction? within, IReadOnlyCollection<string> sources, DateTimeOffset now, CancellationToken cancel)
    {
        if (sources.Count == 0)
        {
            return [];
        }

        var (names, values) = Sql.Among("source", sources);
        return await TracksAsync(
            connection, within,
            "WHERE identity IN (SELECT identity FROM (SELECT identity, row_number() OVER (PARTITION BY source ORDER BY rank DESC) AS place FROM detection "
                + $"WHERE state = '{DetectionState.Waiting}' AND not_before <= @now AND source IN {names}) WHERE place <= {MostOfEach}) ORDER BY rank DESC", cancel,
            [.. values, ("now", now.ToUnixTimeMilliseconds())]);
    }

    /// <summary>The newest of what was there before, of all sources.</summary>
    public static async Task<List<DetectedTrack>> BacklogAsync(DbConnection connection, DbTransaction? within, int limit, CancellationToken cancel) =>
        limit == 0 ? [] : await TracksAsync(
            connection, within, $"WHERE state = '{DetectionState.KnownBefore}' ORDER BY rank DESC LIMIT @limit", cancel, ("limit", limit));

    /// <param name="clauses">From <c>WHERE</c> on; empty for all.</param>
    public static Task<List<SourceState>> SourcesAsync(
        DbConnection connection, DbTransaction? within, string clauses, CancellationToken cancel, params (string Name, object? Value)[] values) =>
        connection.QueryAsync(
            $"SELECT source, connected, mark, last_success, last_whole, strikes, rests_until, trouble FROM source_state {clauses}", Source, within, cancel, values);

    static DetectedTrack Track(DbDataReader row) =>
        new()
        {
            Identity = row.GetString(0), Source = row.GetString(1), Signal = row.GetString(2), Input = row.GetString(3), Title = row.GetString(4),
            Described = row.GetString(5), State = row.GetString(6), Reason = row.GetString(7), Rank = row.GetInt64(8), Seen = row.GetInt64(9),
            NotBefore = row.GetInt64(10), Tries = row.GetInt32(11), Plays = row.GetInt32(12), Job = row.TextOrNull(13), Unliked = row.LongOrNull(14),
        };

    static SourceState Source(DbDataReader row) =>
        new()
        {
            Source = row.GetString(0), Connected = row.LongOrNull(1), Mark = row.TextOrNull(2), LastSuccess = row.LongOrNull(3), LastWhole = row.LongOrNull(4),
            Strikes = row.GetInt32(5), RestsUntil = row.GetInt64(6), Trouble = row.TextOrNull(7),
        };
}
