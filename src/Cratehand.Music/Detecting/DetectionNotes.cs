using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Sources;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Detecting;

/// <summary>Writes what a source showed, within a transaction.</summary>
sealed class DetectionNotes(DbTransaction transaction, DetectingOptions options, DateTimeOffset now)
{
    readonly long _now = now.ToUnixTimeMilliseconds();

    DbConnection Connection => transaction.Connection!;

    public async Task NoteAsync(Sighting sighting, CancellationToken cancel)
    {
        foreach (var noticed in sighting.Fresh)
        {
            await NoteAsync(sighting.Source, noticed, cancel);
        }

        await CountPlaysAsync(sighting.Source, cancel);
        await LoseAsync(sighting, cancel);
        await NoteSourceAsync(sighting, cancel);
    }

    // Of two sources that show the same at once the first in the chain has it; a newer sign of taste lifts what was left alone.
    async Task NoteAsync(string source, Noticed noticed, CancellationToken cancel)
    {
        var what = noticed.What;
        await Connection.ExecuteAsync(
            """
            INSERT INTO detection (identity, source, signal, input, title, described, state, reason, rank, seen, not_before, tries, plays)
            VALUES (@identity, @source, @signal, @input, @title, @described, @state, @reason, @rank, @now, 0, 0, @plays)
            ON CONFLICT (identity) DO UPDATE SET
                source = CASE WHEN @is_play THEN detection.source ELSE excluded.source END,
                signal = CASE WHEN @is_play THEN detection.signal ELSE excluded.signal END,
                input = excluded.input, state = excluded.state, reason = excluded.reason, rank = excluded.rank,
                not_before = 0, plays = detection.plays + excluded.plays, unliked = NULL
            WHERE (detection.state = 'played' AND @is_play)
               OR (@is_waiting AND (detection.state = 'played' OR detection.unliked IS NOT NULL
                   OR (detection.state = 'known-before' AND (detection.source <> excluded.source OR excluded.rank > detection.rank))
                   OR (detection.state = 'waiting' AND detection.signal = 'dropped' AND excluded.signal = 'dropped' AND detection.input <> excluded.input)))
            """,
            transaction, cancel, ("identity", what.Identity), ("source", source), ("signal", what.Signal.ToText()), ("input", what.Input),
            ("title", TitleOf(what.What)), ("described", JobJson.Write(what.What)), ("state", noticed.State), ("reason", noticed.Reason), ("rank", noticed.Rank),
            ("now", _now), ("plays", noticed.Plays), ("is_play", noticed.State == DetectionState.Played), ("is_waiting", noticed.State == DetectionState.Waiting));
    }

    async Task CountPlaysAsync(string source, CancellationToken cancel)
    {
        if (options.Of(source).Plays is > 0 and var enough)
        {
            await Connection.ExecuteAsync(
                $"UPDATE detection SET state = '{DetectionState.Waiting}', reason = @reason WHERE source = @source AND state = '{DetectionState.Played}' AND plays >= @enough",
                transaction, cancel, ("reason", $"Heard {enough} times."), ("source", source), ("enough", enough));
        }
    }

    // Nothing is deleted; what was taken back and has not been taken up yet is not taken up any more. What its provider lost is still wanted.
    async Task LoseAsync(Sighting sighting, CancellationToken cancel)
    {
        foreach (var part in sighting.Gone.Chunk(500))
        {
            var (names, values) = Sql.Among("id", part);
            await Connection.ExecuteAsync($"UPDATE detection SET unliked = @now WHERE identity IN {names}", transaction, cancel, [.. values, ("now", _now)]);
            await Connection.ExecuteAsync(
                $"UPDATE detection SET state = '{DetectionState.Skipped}', reason = @reason "
                    + $"WHERE identity IN {names} AND (state = '{DetectionState.KnownBefore}' OR (state = '{DetectionState.Waiting}' AND tries = 0))",
                transaction, cancel, [.. values, ("reason", "The like was taken back before its turn came.")]);
            await Connection.ExecuteAsync(
                $"UPDATE detection SET state = '{DetectionState.Ended}', reason = @reason WHERE identity IN {names} AND state = '{DetectionState.Waiting}'",
                transaction, cancel, [.. values, ("reason", "The like was taken back before it was tried again.")]); // it may be wished for
        }

        foreach (var part in sighting.Vanished.Chunk(500))
        {
            var (names, values) = Sql.Among("id", part);
            await Connection.ExecuteAsync(
                $"UPDATE detection SET unliked = @now, reason = reason || @more WHERE identity IN {names}", transaction, cancel,
                [.. values, ("now", _now), ("more", DetectedTrack.ProviderLostIt)]);
        }
    }

    async Task NoteSourceAsync(Sighting sighting, CancellationToken cancel)
    {
        var known = await DetectionRows.SourcesAsync(Connection, transaction, "WHERE source = @source", cancel, ("source", sighting.Source));
        var state = known is [var row] ? row : new() { Source = sighting.Source };
        if (sighting.WasRead)
        {
            state.Connected ??= _now;
            state.LastWhole = sighting.IsWhole ? _now : state.LastWhole ?? _now;
            state.Mark = sighting.Mark ?? state.Mark;
        }

        if (sighting.Outcome == LevelOutcome.Ok)
        {
            (state.LastSuccess, state.Strikes, state.RestsUntil, state.Trouble) = (_now, 0, 0, null);
        }
        else if (sighting.Outcome == LevelOutcome.Error)
        {
            state.Strikes++;
            state.Trouble = sighting.Trouble;
            state.RestsUntil = (now + sighting.Rest(options.Of(sighting.Source), state.Strikes)).ToUnixTimeMilliseconds();
        }

        await PutAsync(state, cancel);
    }

    Task<int> PutAsync(SourceState state, CancellationToken cancel) =>
        Connection.ExecuteAsync(
            """
            INSERT INTO source_state (source, connected, mark, last_success, last_whole, strikes, rests_until, trouble)
            VALUES (@source, @connected, @mark, @success, @whole, @strikes, @rests, @trouble)
            ON CONFLICT (source) DO UPDATE SET connected = excluded.connected, mark = excluded.mark, last_success = excluded.last_success,
                last_whole = excluded.last_whole, strikes = excluded.strikes, rests_until = excluded.rests_until, trouble = excluded.trouble
            """,
            transaction, cancel, ("source", state.Source), ("connected", state.Connected), ("mark", state.Mark), ("success", state.LastSuccess),
            ("whole", state.LastWhole), ("strikes", state.Strikes), ("rests", state.RestsUntil), ("trouble", state.Trouble));

    /// <summary>As people read it.</summary>
    internal static string TitleOf(TrackDescription what) => what.Artists.Count > 0 ? $"{string.Join(", ", what.Artists)} - {what.Title}" : what.Title;
}
