using Cratehand.Jobs;
using Cratehand.Music.Store;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Detecting;

/// <summary>Before anything new is looked at: says what became of what was taken up earlier, and empties the work area.</summary>
public sealed class Settling(CrateDatabase database, JobBook jobs, string? unpacked, TimeProvider clock)
{
    /// <returns>How many detections were settled.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        var taken = await context.Set<DetectedTrack>().AsNoTracking().Where(x => x.State == DetectionState.Taken).ToListAsync(cancel);
        var settled = 0;
        foreach (var track in taken)
        {
            settled += await SettleAsync(context, track, cancel);
        }

        await SweepAsync(context, cancel);
        return settled;
    }

    async Task<int> SettleAsync(CrateContext context, DetectedTrack track, CancellationToken cancel)
    {
        var job = await jobs.FindAsync(Guid.Parse(track.Job!), cancel);
        if (job is { } found && !found.State.IsFinal())
        {
            return 0;
        }

        var after = job is null ? new Aftermath(null, "Its run is not on record any more.") : Aftermath.Of(job, await WasRefusedAsync(job, cancel), track.Tries);
        var state = after.Rest is null ? DetectionState.Ended : DetectionState.Waiting;
        var notBefore = after.Rest is { } rest ? ((job!.Finished ?? clock.GetUtcNow()) + rest).ToUnixTimeMilliseconds() : 0;
        return await context.Set<DetectedTrack>().Where(x => x.Identity == track.Identity && x.State == DetectionState.Taken && x.Job == track.Job).ExecuteUpdateAsync(
            x => x.SetProperty(r => r.State, state).SetProperty(r => r.Reason, after.Reason).SetProperty(r => r.NotBefore, notBefore), cancel);
    }

    async Task<bool> WasRefusedAsync(Job job, CancellationToken cancel) =>
        job.State == JobState.Discarded && (await jobs.AttemptsAsync(job.Id, cancel)) is [.., { Outcome: "discarded" }];

    async Task SweepAsync(CrateContext context, CancellationToken cancel)
    {
        foreach (var folder in Directory.Exists(unpacked) ? Directory.GetDirectories(unpacked) : [])
        {
            var within = folder + "/";
            if (!await context.Set<DetectedTrack>().AnyAsync(
                x => (x.State == DetectionState.Taken || x.State == DetectionState.Waiting) && x.Input.StartsWith(within), cancel))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
