using Cratehand.Jobs;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Store.Disk;

namespace Cratehand.Music.Syncing;

/// <summary>
/// Tells trouble of the machine from trouble of the track: a full disk or a missing tool is nothing that five quick tries
/// would mend, and no reason to give the track up. It waits until the owner has seen to it.
/// </summary>
public sealed class PatientWorker(SyncTrackWorker inner, string library) : Worker<SyncTrack, Receipt>
{
    /// <summary>How long such a job rests; the same command takes it up at once.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    public override async Task<Receipt> RunAsync(SyncTrack args, JobContext job)
    {
        try
        {
            return await inner.RunAsync(args, job);
        }
        catch (MissingToolException missing)
        {
            throw new RetryLaterException(Rest, missing.Message, missing);
        }
        catch (Exception error) when (DiskErrors.Explain(error, library, "CRATEHAND_LIBRARY") is { } trouble)
        {
            throw new RetryLaterException(Rest, trouble.Message, error);
        }
    }
}
