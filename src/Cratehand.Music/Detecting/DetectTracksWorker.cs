using Cratehand.Jobs;
using Cratehand.Music.Tracks;
using Microsoft.Extensions.Logging;

namespace Cratehand.Music.Detecting;

/// <summary>
/// The story of a detection: settle what was, look, and take up. Looking is remembered, so that a crash costs no second round
/// of calls; taking up is one transaction.
/// </summary>
public sealed class DetectTracksWorker(
    Settling settling, Lookout lookout, TakeUp takeUp, DetectionBook book, DetectingOptions options, TimeProvider clock, ILogger<DetectTracksWorker> log)
    : Worker<DetectTracks, DetectionReport>
{
    public override async Task<DetectionReport> RunAsync(DetectTracks args, JobContext job)
    {
        if (!options.IsEnabled && !args.IsForced)
        {
            return DetectionReport.SwitchedOff;
        }

        await job.StepAsync("settle", c => settling.RunAsync(c));
        var look = await job.StepAsync("look", c => lookout.LookAsync(args, isRehearsal: false, c));
        var report = await job.StepAsync("take-up", (tx, c) => takeUp.RunAsync(look, args, job.Job, tx, c));
        Tell(look, report, await book.SourcesAsync(job.Cancel));
        return report;
    }

    void Tell(Look look, DetectionReport report, IReadOnlyDictionary<string, SourceState> states)
    {
        var now = clock.GetUtcNow();
        foreach (var level in report.Levels)
        {
            // What is not set up is no news, every ten minutes.
            log.LevelRead(level.Outcome == LevelOutcome.Off ? LogLevel.Debug : LogLevel.Information, level.Source, level.Outcome, level.Seen, level.New, level.Calls, level.Reason);
            DetectionMeter.Looked(level, now, DateTimeOffset.FromUnixTimeMilliseconds(states.GetValueOrDefault(level.Source)?.RestsUntil ?? 0));
        }

        report.Queued.ToList().ForEach(queued => log.TakenUp(queued.Source, queued.Title, TrackLink.Show(queued.Input)));
        look.Levels.SelectMany(level => level.Gone.Select(gone => (gone, level.Source))).ToList().ForEach(x => log.Unliked(x.gone, x.Source));
    }
}
