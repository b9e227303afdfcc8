using Cratehand.Jobs;
using Cratehand.Music.Sources;

namespace Cratehand.Music.Detecting;

/// <summary>Says what a detection would do now, without writing anything.</summary>
public sealed class Rehearsal(Lookout lookout, DetectionBook book, DetectingOptions options, TimeProvider clock)
{
    public async Task<DetectionReport> RunAsync(DetectTracks args, CancellationToken cancel)
    {
        if (!options.IsEnabled && !args.IsForced)
        {
            return DetectionReport.SwitchedOff;
        }

        var look = await lookout.LookAsync(args, isRehearsal: true, cancel);
        var fresh = look.Levels.SelectMany(level => level.Fresh.Select(noticed => Row(level.Source, noticed))).DistinctBy(row => row.Identity).ToList();
        var waiting = await book.WaitingAsync([.. look.Levels.Select(level => level.Source)], clock.GetUtcNow(), cancel);
        var backlog = await book.BacklogAsync(TakeUp.BacklogLimit(look, args, options), cancel);
        var turns = TakeUp.Turns(
            look, args, Merge(waiting, fresh, DetectionState.Waiting), [.. Merge(backlog, fresh, DetectionState.KnownBefore).OrderByDescending(x => x.Rank)], options);
        var queued = turns.Select(x => new Queued(x.Input, x.Signal, x.Source, x.Title, null)).ToList();
        return new([.. look.Levels.Select(level => level.AsLevel(queued.Count(q => q.Source == level.Source)))], queued);
    }

    static List<DetectedTrack> Merge(IReadOnlyList<DetectedTrack> recorded, IReadOnlyList<DetectedTrack> fresh, string state) =>
        [.. recorded.Concat(fresh.Where(row => row.State == state)).DistinctBy(row => row.Identity)];

    static DetectedTrack Row(string source, Noticed noticed) =>
        new()
        {
            Identity = noticed.What.Identity, Source = source, Signal = noticed.What.Signal.ToText(), Input = noticed.What.Input,
            Title = DetectionNotes.TitleOf(noticed.What.What), Described = JobJson.Write(noticed.What.What), State = noticed.State,
            Reason = noticed.Reason, Rank = noticed.Rank,
        };
}
