using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Sources;
using Cratehand.Music.Syncing;
using Cratehand.Music.Syncing.Unliking;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Detecting;

/// <summary>
/// Puts on record what was seen and enqueues what has its turn, in one transaction with the marks: a track is noticed, taken up
/// and the source read on, or none of it.
/// </summary>
public sealed class TakeUp(JobQueue queue, DetectingOptions options, TimeProvider clock)
{
    // Long enough for others to have their turn.
    static readonly TimeSpan PassedOver = TimeSpan.FromMinutes(5);

    public async Task<DetectionReport> RunAsync(Look look, DetectTracks args, Job parent, DbTransaction transaction, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var notes = new DetectionNotes(transaction, options, now);
        foreach (var sighting in look.Levels.Where(level => level.Source != SourceNames.Backlog))
        {
            await notes.NoteAsync(sighting, cancel);
            await TellUnlikedAsync(sighting, parent, transaction, cancel);
        }

        var turns = await TurnsAsync(look, args, now, transaction, cancel);
        var queued = new List<Queued>();
        foreach (var track in turns)
        {
            queued.AddRange(await TakeAsync(track, parent, transaction, cancel) is { } taken ? [taken] : Array.Empty<Queued>());
        }

        return new([.. look.Levels.Select(level => level.AsLevel(queued.Count(q => q.Source == level.Source)))], queued);
    }

    async Task<IReadOnlyList<DetectedTrack>> TurnsAsync(Look look, DetectTracks args, DateTimeOffset now, DbTransaction transaction, CancellationToken cancel)
    {
        var connection = transaction.Connection!;
        var waiting = await DetectionRows.WaitingAsync(connection, transaction, [.. look.Levels.Select(level => level.Source)], now, cancel);
        var backlog = await DetectionRows.BacklogAsync(connection, transaction, BacklogLimit(look, args, options), cancel);
        return Turns(look, args, waiting, backlog, options);
    }

    /// <summary>Whose turn it is. Pure.</summary>
    internal static IReadOnlyList<DetectedTrack> Turns(
        Look look, DetectTracks args, IReadOnlyList<DetectedTrack> waiting, IReadOnlyList<DetectedTrack> backlog, DetectingOptions options)
    {
        var isFirst = look.Winner is not null;
        var order = isFirst ? [look.Winner!] : look.Levels.Select(level => level.Source).Where(source => source != SourceNames.Backlog).ToList();
        var chosen = FallbackChain.Share(waiting.Select(x => new Candidate(x.Identity, x.Source, x.Rank)), order, source => options.Of(source).Limit, isFirst ? 1 : options.PerRun);
        var rows = waiting.ToDictionary(x => x.Identity);
        var room = args.Backlog is > 0 || isFirst ? int.MaxValue : options.PerRun - chosen.Count;
        var older = backlog.Take(Math.Min(BacklogLimit(look, args, options), room)).ToList();
        older.ForEach(x => x.Source = SourceNames.Backlog);
        return [.. chosen.Select(c => rows[c.Identity]), .. older];
    }

    internal static int BacklogLimit(Look look, DetectTracks args, DetectingOptions options) =>
        args.Backlog is > 0 and var asked ? asked
        : look.Winner is not null ? (look.Winner == SourceNames.Backlog ? 1 : 0)
        : look.Levels.Any(level => level.Source == SourceNames.Backlog) ? options.Of(SourceNames.Backlog).Limit
        : 0;

    // What the workflow has had is its to decide about, by the owner's policy; the rest was let go by the note.
    async Task TellUnlikedAsync(Sighting sighting, Job parent, DbTransaction transaction, CancellationToken cancel)
    {
        foreach (var part in sighting.Gone.Chunk(500))
        {
            var (names, values) = Sql.Among("id", part);
            var had = await DetectionRows.TracksAsync(
                transaction.Connection!, transaction, $"WHERE identity IN {names} AND state IN ('{DetectionState.Taken}', '{DetectionState.Ended}')", cancel, values);
            foreach (var row in had)
            {
                var args = new UnlikeTrack(new(TrackLink.Parse(row.Input)?.Identity ?? row.Identity, row.Input, JobJson.Read<TrackDescription>(row.Described), row.Signal));
                await queue.EnqueueAsync(transaction, args, new EnqueueOptions(parent.Trigger, args.UniqueKey), cancel); // a run of its own, to be undone by itself
            }
        }
    }

    async Task<Queued?> TakeAsync(DetectedTrack track, Job parent, DbTransaction transaction, CancellationToken cancel)
    {
        var args = new SyncTrack(track.Input, WantedOf(track), track.Signal);
        var job = await queue.EnqueueAsync(transaction, args, new EnqueueOptions(parent.Trigger, args.UniqueKey, Parent: parent), cancel);
        if (!job.IsNew && await WhyNotJoinAsync(track, args, job.Id, transaction, cancel) is { } why)
        {
            await transaction.Connection!.ExecuteAsync(
                "UPDATE detection SET not_before = @then, reason = @why WHERE identity = @identity", transaction, cancel,
                ("then", (clock.GetUtcNow() + PassedOver).ToUnixTimeMilliseconds()), ("why", why + ": its turn comes when that is over."), ("identity", track.Identity));
            return null;
        }

        await transaction.Connection!.ExecuteAsync(
            $"UPDATE detection SET state = '{DetectionState.Taken}', reason = @reason, job = @job, tries = tries + 1 WHERE identity = @identity", transaction, cancel,
            ("reason", track.Source == SourceNames.Backlog ? "Taken up from the backlog." : "Taken up."), ("job", job.Id.ToString("D")), ("identity", track.Identity));
        return new(track.Input, track.Signal, track.Source, track.Title, job.Id);
    }

    // A file may be another one by now, under the same name. A person who names a link says no more: where its audio is not to be had, that run looks no further and
    // wishes for nothing.
    static async Task<string?> WhyNotJoinAsync(DetectedTrack track, SyncTrack args, Guid job, DbTransaction transaction, CancellationToken cancel)
    {
        if (track.Signal == Signal.Dropped.ToText())
        {
            return "Another run is at the file of that name";
        }

        var theirs = await transaction.Connection!.QueryAsync("SELECT args FROM job WHERE id = @id", row => row.GetString(0), transaction, cancel, ("id", job.ToString("D")));
        return args.Wanted is not null && theirs is [var text] && JobJson.Read<SyncTrack>(text) is { Wanted: null } ? "Another run is at that link, and was not told which track it is" : null;
    }

    // A file says best itself who it is, and so does a link of which a list said no more; what stands there for its name was only for showing.
    static TrackDescription? WantedOf(DetectedTrack track) =>
        track.Signal != Signal.Dropped.ToText() && JobJson.Read<TrackDescription>(track.Described) is { } what && what.Title.Length > 0 && what.Title != TrackLink.Show(track.Input) ? what : null;
}
