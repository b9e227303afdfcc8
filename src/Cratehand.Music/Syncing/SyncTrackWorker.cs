using Cratehand.Jobs;

namespace Cratehand.Music.Syncing;

/// <summary>
/// The story of a track, in order. Each line is remembered: after a crash the next attempt goes on with the first step
/// that is not on record. What a step found out about the library is a step too, never asked afresh: by then the track
/// may be there by our own doing.
/// </summary>
public sealed class SyncTrackWorker(SyncSteps steps) : Worker<SyncTrack, Receipt>
{
    public override async Task<Receipt> RunAsync(SyncTrack args, JobContext job)
    {
        var work = steps.Work.For(job.Job);

        var input = await job.StepAsync("resolve", c => steps.Resolve.RunAsync(args.Input, c));
        var owned = await job.StepAsync("check-library", c => steps.CheckLibrary.RunAsync(input.Evidence, c));
        if (owned is not null)
        {
            return Receipt.AlreadyOwned(owned, owned.Reason ?? "the library has it already");
        }

        var acquired = await job.StepAsync("acquire", c => steps.Acquire.RunAsync(input, work, job, c));
        if (acquired.Original is not { } original)
        {
            return Receipt.Unavailable(acquired);
        }

        var twin = await job.StepAsync("check-again", c => steps.CheckLibrary.RunAsync(original.Evidence, input.Evidence, c));
        if (twin is not null)
        {
            return Receipt.AlreadyOwned(twin, twin.Reason ?? "the library has the very same recording, filed under another name");
        }

        var source = await job.StepAsync("verify", c => steps.Verify.RunAsync(original, work, c));
        var rendered = await job.StepAsync("render", c => steps.Render.RunAsync(original, source, work, job, c));
        var heard = await job.StepAsync("check-sound", c => steps.CheckLibrary.RunAsync(source.Heard(rendered), [input.Evidence, original.Evidence], c));
        if (heard is not null)
        {
            return Receipt.AlreadyOwned(heard, heard.Reason!);
        }

        var measured = await job.StepAsync("analyse", _ => Task.FromResult(steps.Analyse.Run(rendered)));
        var tagged = await job.StepAsync("tag", c => steps.Tag.RunAsync(source, rendered, measured, work, c));

        var filing = new Filing(input, original, source, rendered, measured, tagged);
        var claim = await job.StepAsync("claim", (tx, c) => steps.Shelve.ClaimAsync(filing, job.Job, tx, c));
        if (claim.IsOwned)
        {
            return await job.StepAsync("receipt", c => steps.Shelve.OwnedMeanwhileAsync(claim, c));
        }

        var files = await job.StepAsync("shelve", _ => steps.Shelve.PlaceAsync(claim, tagged));
        return await job.StepAsync("receipt", (tx, c) => steps.Shelve.FinishAsync(filing, claim, files, tx, c));
    }
}
