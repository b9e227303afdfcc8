using Cratehand.Jobs;
using Cratehand.Music.Detecting;
using Cratehand.Music.Syncing;
using Cratehand.Wiring;

namespace Cratehand.Cli.Syncing;

/// <summary>The music sync from a command: look at the sources, work off what that gave, report.</summary>
public sealed class DetectionSession(Crate crate, CommandContext context)
{
    /// <summary>See the tracks that were taken up to their end. False: leave them to whoever works next.</summary>
    public bool WorksOff { get; init; }

    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <param name="patience">See <see cref="ForegroundWork.FinishAsync"/>.</param>
    public async Task<int> RunAsync(DetectTracks args, TimeSpan? patience, CancellationToken cancel)
    {
        if (context.Settings.Sync.DryRun)
        {
            return await ReportAsync(await crate.Detection.RehearseAsync(args, cancel), null, [], [], cancel);
        }

        if (!crate.Detection.Options.IsEnabled && !args.IsForced)
        {
            return await ReportAsync(DetectionReport.SwitchedOff, null, [], [], cancel);
        }

        var open = await OpenWork.FindAsync(crate, cancel);
        var by = new Trigger(TriggerKind.Manual, Node.Current().ToString());
        var enqueued = await crate.Queue.EnqueueAsync(args, new EnqueueOptions(by, DetectTracks.UniqueKey), cancel);
        if (!enqueued.IsNew && await IsUnderWayAsync(enqueued.Id, cancel))
        {
            context.Output.Line($"Skipped: a music sync is under way already (run {enqueued.Id.ToString("N")[^8..]}).");
            context.Output.Json(new { items = Array.Empty<SyncItem>(), levels = Array.Empty<Level>(), queued = Array.Empty<Queued>(), skipped = true, run = enqueued.Id });
            return ExitCode.Done;
        }

        await crate.Queue.HurryAsync(enqueued.Id, cancel); // one that waits after a failure, or was left by a process that died
        return await WorkAsync(enqueued.Id, open, patience, cancel);
    }

    async Task<bool> IsUnderWayAsync(Guid id, CancellationToken cancel)
    {
        var job = (await crate.Book.FindAsync(id, cancel))!;
        bool IsAlive(string? node) => Node.Parse(node)?.IsAlive() ?? false;
        return job.State.IsFinal() || (job.State == JobState.Running ? IsAlive(job.Node) : IsAlive(job.Trigger.By));
    }

    async Task<int> WorkAsync(Guid run, OpenWork before, TimeSpan? patience, CancellationToken cancel)
    {
        var view = new ProgressView(context.Output);
        await using var work = new ForegroundWork(crate, crate.Daemon, context.Clock);
        try
        {
            var detection = (await work.FinishAsync([run], view.Show, patience, cancel))[0];
            if (detection.ResultAs<DetectionReport>() is not { } report)
            {
                view.Clear();
                context.Output.Fail($"The sources could not be looked at: {detection.Reason}");
                context.Output.Json(new { items = Array.Empty<SyncItem>(), levels = Array.Empty<Level>(), queued = Array.Empty<Queued>(), skipped = false, run });
                return detection.State == JobState.Cancelled ? ExitCode.Interrupted : ExitCode.Failed;
            }

            var open = await before.WithAsync(crate, detection, report, cancel);
            var tracks = WorksOff ? await work.FinishAsync(open.Tracks, view.Show, patience, cancel) : [];
            await work.FinishAsync(WorksOff ? open.Unlikes : [], view.Show, patience, cancel);
            await work.DrainAsync(cancel);
            view.Clear();
            return await ReportAsync(report, run, await ItemsAsync(tracks, cancel), await UnlikesAsync(open.Unlikes, cancel), cancel);
        }
        finally
        {
            view.Clear();
        }
    }

    async Task<IReadOnlyList<SyncItem>> ItemsAsync(IReadOnlyList<Job> jobs, CancellationToken cancel)
    {
        var items = new List<SyncItem>();
        foreach (var job in jobs)
        {
            var input = job.ArgsAs<SyncTrack>().Input;
            items.Add(await SyncItem.OfAsync(new SyncInput(input, input), job, isJoined: false, isRepeatable: false, crate.Book, cancel));
        }

        return items;
    }

    // A `detect` waits for none of them, but its engine may have begun with them all the same.
    async Task<IReadOnlyList<UnlikeView>> UnlikesAsync(IReadOnlyList<Guid> jobs, CancellationToken cancel)
    {
        var unlikes = new List<UnlikeView>();
        foreach (var id in jobs)
        {
            unlikes.Add(UnlikeView.Of((await crate.Book.FindAsync(id, cancel))!));
        }

        return unlikes;
    }

    async Task<int> ReportAsync(
        DetectionReport report, Guid? run, IReadOnlyList<SyncItem> items, IReadOnlyList<UnlikeView> unlikes, CancellationToken cancel)
    {
        var knownBefore = await crate.Detection.Book.KnownBeforeAsync(cancel);
        context.Output.Json(new { items, unlikes, report.Levels, DetectionText.Shown(report).Queued, report.IsSwitchedOff, Skipped = false, run, knownBefore });
        DetectionText.Write(context.Output, WorksOff && items.Count > 0 ? report with { Queued = [] } : report);
        foreach (var item in items)
        {
            ReceiptText.Write(context.Output, item);
        }

        unlikes.ToList().ForEach(unlike => unlike.Write(context.Output));
        if (!report.IsSwitchedOff)
        {
            context.Output.Prose(Summary(report, items));
            if (knownBefore > 0)
            {
                context.Output.Prose(DetectionText.Older(knownBefore));
            }
        }

        // Review, wish and "cannot be had" are ordinary ends of a night's work; that nothing could be reached is not.
        var isOutage = report.Levels.Any(level => level.Outcome == LevelOutcome.Error) && report.Levels.All(level => level.Outcome != LevelOutcome.Ok);
        return isOutage || items.Select(item => item.Code).Concat(unlikes.Select(unlike => unlike.Code)).Contains(ExitCode.Failed) ? ExitCode.Failed : ExitCode.Done;
    }

    string Summary(DetectionReport report, IReadOnlyList<SyncItem> items)
    {
        var ends = items.CountBy(item => item.Outcome ?? "cancelled").Select(x => $"{x.Value} {x.Key}");
        return context.Settings.Sync.DryRun ? $"Dry run: {report.Queued.Count} would be taken up; nothing was."
            : items.Count > 0 ? $"{items.Count} {(items.Count == 1 ? "track" : "tracks")}: {string.Join(", ", ends)}."
            : report.Queued.Count > 0 ? $"{report.Queued.Count} taken up; `cratehand sync` or the daemon works them off."
            : "Nothing new.";
    }
}
