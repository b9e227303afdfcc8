using System.Net.Sockets;
using Cratehand.Jobs;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Syncing;
using Cratehand.Music.Syncing.Reviewing;
using Cratehand.Wiring;

namespace Cratehand.Cli.Syncing;

/// <summary>One <c>sync</c> with arguments: put on record, worked off, reported.</summary>
public sealed class SyncSession(Crate crate, CommandContext context)
{
    /// <summary>Runs the workflow for each input to its end.</summary>
    /// <param name="patience">See <see cref="ForegroundWork.FinishAsync"/>.</param>
    public async Task<IReadOnlyList<SyncItem>> RunAsync(IReadOnlyList<SyncInput> inputs, TimeSpan? patience, CancellationToken cancel)
    {
        var asked = new List<Asked>();
        foreach (var input in inputs.Where(input => input.Input is not null))
        {
            asked.Add(await AskAsync(input, asked, cancel));
        }

        var ended = await WorkAsync([.. asked.Select(a => a.Job).Distinct()], patience, cancel);
        var items = new List<SyncItem>();
        foreach (var input in inputs)
        {
            // By reference: the same name given twice makes two equal inputs, of which only the first may say "filed".
            items.Add(
                asked.Find(a => ReferenceEquals(a.Input, input)) is { } a
                    ? await SyncItem.OfAsync(input, ended[a.Job], a.IsJoined, isRepeatable: true, crate.Book, cancel)
                    : SyncItem.Refused(input));
        }

        return items;
    }

    /// <summary>Sees the work that answers started to its end, and prints its receipts.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ReportAsync(IReadOnlyList<(Review Review, Guid Job)> answered, CancellationToken cancel)
    {
        var ended = await WorkAsync([.. answered.Select(x => x.Job)], null, cancel);
        var items = new List<SyncItem>();
        foreach (var (review, job) in answered)
        {
            items.Add(await SyncItem.OfAsync(new SyncInput(review.Link, review.Link), ended[job], isJoined: false, isRepeatable: false, crate.Book, cancel));
        }

        context.Output.Json(new { items });
        items.ForEach(item => ReceiptText.Write(context.Output, item));
        return ExitCode.Worst(items.Select(item => item.Code));
    }

    /// <summary>What would be done, found out without doing any of it.</summary>
    public async Task<IReadOnlyList<SyncItem>> RehearseAsync(IReadOnlyList<SyncInput> inputs, CancellationToken cancel)
    {
        crate.Workflow.Library.IsRehearsal = true;
        var items = new List<SyncItem>();
        foreach (var input in inputs)
        {
            items.Add(input.Input is null ? SyncItem.Refused(input) with { Would = "refuse" } : await RehearseAsync(input, cancel));
        }

        return items;
    }

    async Task<SyncItem> RehearseAsync(SyncInput input, CancellationToken cancel)
    {
        var steps = crate.Workflow.Steps;
        try
        {
            var resolved = await steps.Resolve.RunAsync(new SyncTrack(input.Input!), cancel);
            if (await steps.CheckLibrary.RunAsync(resolved.Evidence, cancel) is { } owned)
            {
                return SyncItem.Rehearsed(input, null, Receipt.AlreadyOwned(owned, ""), "the library has it already");
            }

            if (!resolved.HasAudio)
            {
                return SyncItem.Rehearsed(input, "search", null, "its audio would be looked for, wherever that is switched on");
            }

            return resolved.IsLink && await steps.Acquire.ForeseeAsync(resolved.Location, cancel) is { } no
                ? SyncItem.Rehearsed(input, "refuse", new(TrackOutcome.Unavailable, "", no.Cause), resolved.Note is { } note ? $"{no.Reason} {note}" : no.Reason!)
                : SyncItem.Rehearsed(input, "file", null, "it would be taken in, and filed if it is sound");
        }
        catch (DiscardException wrong)
        {
            return SyncItem.Rehearsed(input, "refuse", new(TrackOutcome.Failed, ""), wrong.Message);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or SocketException or ProviderException or FetchFailedException or RetryLaterException)
        {
            return SyncItem.Rehearsed(input, "fail", new(TrackOutcome.Failed, ""), trouble.Message); // as things are: the run itself would be tried again
        }
    }

    async Task<Asked> AskAsync(SyncInput input, List<Asked> before, CancellationToken cancel)
    {
        var args = new SyncTrack(input.Input!);
        var by = new Trigger(TriggerKind.Manual, Node.Current().ToString());
        var enqueued = await crate.Queue.EnqueueAsync(args, new EnqueueOptions(by, args.UniqueKey), cancel);
        if (enqueued.IsNew)
        {
            return new Asked(input, enqueued.Id, IsJoined: false);
        }

        await crate.Queue.HurryAsync(enqueued.Id, cancel); // a person asks for it now
        var twice = before.Exists(a => a.Job == enqueued.Id);
        return new Asked(input, enqueued.Id, twice || await IsTheirsAsync(enqueued.Id, cancel));
    }

    // Who asked first reports it as filed, and may have done so and ended since this command looked. Only what a dead
    // process left unfinished is this one's to report.
    async Task<bool> IsTheirsAsync(Guid job, CancellationToken cancel)
    {
        var asker = Node.Parse((await crate.Book.FindAsync(job, cancel))!.Trigger.By);
        return (asker?.IsAlive() ?? false) || (await crate.Book.FindAsync(job, cancel))!.State.IsFinal();
    }

    async Task<Dictionary<Guid, Job>> WorkAsync(IReadOnlyList<Guid> jobs, TimeSpan? patience, CancellationToken cancel)
    {
        if (jobs.Count == 0)
        {
            return [];
        }

        var view = new ProgressView(context.Output);
        await using var work = new ForegroundWork(crate, crate.Daemon, context.Clock);
        try
        {
            var ended = await work.FinishAsync(jobs, view.Show, patience, cancel);
            await work.DrainAsync(cancel);
            return ended.ToDictionary(job => job.Id);
        }
        finally
        {
            view.Clear();
        }
    }

    sealed record Asked(SyncInput Input, Guid Job, bool IsJoined);
}
