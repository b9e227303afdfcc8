using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Sources;
using Cratehand.Music.Store;

namespace Cratehand.Music.Detecting;

/// <summary>Before anything new is looked at: says what became of what was taken up earlier, and empties the work area.</summary>
public sealed class Settling(CrateDatabase database, JobBook jobs, string? unpacked, TimeProvider clock)
{
    /// <returns>How many detections were settled.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var settled = 0;
        foreach (var track in await DetectionRows.TracksAsync(connection, null, $"WHERE state = '{DetectionState.Taken}'", cancel))
        {
            settled += await SettleAsync(connection, track, cancel);
        }

        await SweepAsync(connection, cancel);
        return settled;
    }

    async Task<int> SettleAsync(DbConnection connection, DetectedTrack track, CancellationToken cancel)
    {
        var job = await jobs.FindAsync(Guid.Parse(track.Job!), cancel);
        if (job is { } found && !found.State.IsFinal())
        {
            return 0;
        }

        // A dropped file that was moved within the folder before its turn is found again, under its bytes.
        var isMoved = track.Signal == Signal.Dropped.ToText() && !File.Exists(track.Input);
        var after = job is null ? new Aftermath(null, "Its run is not on record any more.")
            : Aftermath.Of(job, !isMoved && await WasRefusedAsync(job, cancel), track.Tries);
        var notBefore = after.Rest is { } rest ? ((job!.Finished ?? clock.GetUtcNow()) + rest).ToUnixTimeMilliseconds() : 0;
        return await connection.ExecuteAsync(
            "UPDATE detection SET state = @state, reason = @reason, not_before = @not_before "
                + $"WHERE identity = @identity AND state = '{DetectionState.Taken}' AND job = @job",
            null, cancel, ("state", after.Rest is null ? DetectionState.Ended : DetectionState.Waiting), ("reason", after.Reason), ("not_before", notBefore),
            ("identity", track.Identity), ("job", track.Job));
    }

    async Task<bool> WasRefusedAsync(Job job, CancellationToken cancel) =>
        job.State == JobState.Discarded && (await jobs.AttemptsAsync(job.Id, cancel)) is [.., { Outcome: "discarded" }];

    async Task SweepAsync(DbConnection connection, CancellationToken cancel)
    {
        foreach (var folder in Directory.Exists(unpacked) ? Directory.GetDirectories(unpacked) : [])
        {
            var wanted = await connection.QueryAsync(
                $"SELECT 1 FROM detection WHERE state IN ('{DetectionState.Taken}', '{DetectionState.Waiting}') AND substr(input, 1, length(@within)) = @within LIMIT 1",
                _ => true, null, cancel, ("within", folder + "/"));
            if (wanted.Count == 0)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
