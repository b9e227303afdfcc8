using Cratehand.Jobs;
using Cratehand.Music.Sources;
using Cratehand.Music.Store;
using Cratehand.Music.Tracks;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Detecting;

/// <summary>Writes what a source showed, within a transaction.</summary>
sealed class DetectionNotes(CrateContext context, DetectingOptions options, DateTimeOffset now)
{
    readonly long _now = now.ToUnixTimeMilliseconds();

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
        var (what, signal) = (noticed.What, noticed.What.Signal.ToText());
        var (title, described) = (TitleOf(what.What), JobJson.Write(what.What));
        var (isWaiting, isPlay) = (noticed.State == DetectionState.Waiting, noticed.State == DetectionState.Played);
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO detection (identity, source, signal, input, title, described, state, reason, rank, seen, not_before, tries, plays)
            VALUES ({what.Identity}, {source}, {signal}, {what.Input}, {title}, {described}, {noticed.State}, {noticed.Reason}, {noticed.Rank}, {_now}, 0, 0, {noticed.Plays})
            ON CONFLICT (identity) DO UPDATE SET
                source = CASE WHEN {isPlay} THEN detection.source ELSE excluded.source END,
                signal = CASE WHEN {isPlay} THEN detection.signal ELSE excluded.signal END,
                input = excluded.input, state = excluded.state, reason = excluded.reason, rank = excluded.rank,
                not_before = 0, plays = detection.plays + excluded.plays, unliked = NULL
            WHERE (detection.state = 'played' AND {isPlay})
               OR ({isWaiting} AND (detection.state = 'played' OR detection.unliked IS NOT NULL
                   OR (detection.state = 'known-before' AND detection.source <> excluded.source)))
            """, cancel);
    }

    async Task CountPlaysAsync(string source, CancellationToken cancel)
    {
        if (options.Of(source).Plays is > 0 and var enough)
        {
            var reason = $"Heard {enough} times.";
            await context.Set<DetectedTrack>().Where(x => x.Source == source && x.State == DetectionState.Played && x.Plays >= enough).ExecuteUpdateAsync(
                x => x.SetProperty(r => r.State, DetectionState.Waiting).SetProperty(r => r.Reason, reason), cancel);
        }
    }

    // Nothing is deleted; what has not been taken up yet is not taken up any more.
    async Task LoseAsync(Sighting sighting, CancellationToken cancel)
    {
        foreach (var part in sighting.Gone.Chunk(500))
        {
            var rows = context.Set<DetectedTrack>().Where(x => part.Contains(x.Identity));
            await rows.ExecuteUpdateAsync(x => x.SetProperty(r => r.Unliked, _now), cancel);
            await rows.Where(x => x.State == DetectionState.Waiting || x.State == DetectionState.KnownBefore).ExecuteUpdateAsync(
                x => x.SetProperty(r => r.State, DetectionState.Skipped).SetProperty(r => r.Reason, "The like was taken back before its turn came."), cancel);
        }
    }

    async Task NoteSourceAsync(Sighting sighting, CancellationToken cancel)
    {
        var state = await context.Set<SourceState>().SingleOrDefaultAsync(x => x.Source == sighting.Source, cancel);
        if (state is null)
        {
            state = new() { Source = sighting.Source };
            context.Add(state);
        }

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

        await context.SaveChangesAsync(cancel);
    }

    /// <summary>As people read it.</summary>
    internal static string TitleOf(TrackDescription what) => what.Artists.Count > 0 ? $"{string.Join(", ", what.Artists)} - {what.Title}" : what.Title;
}
