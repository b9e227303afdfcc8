using Cratehand.Jobs;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Libraries;
using Cratehand.Music.Store.Disk;

namespace Cratehand.Music.Syncing;

/// <summary>
/// Tells trouble of the machine from trouble of the track: a full disk or a missing tool is nothing that five quick tries
/// would mend, and no reason to give the track up. It waits until the owner has seen to it.
/// </summary>
public sealed class PatientWorker(SyncTrackWorker inner, FolderLibrary library) : Worker<SyncTrack, Receipt>
{
    public override async Task<Receipt> RunAsync(SyncTrack args, JobContext job)
    {
        try
        {
            await library.DemandMountedAsync(job.Cancel);
            return await inner.RunAsync(args, job);
        }
        catch (MissingToolException missing)
        {
            throw new RetryLaterException(FolderLibrary.Rest, missing.Message, missing);
        }
        catch (Exception error) when (DiskErrors.Explain(error, library.Root, "CRATEHAND_LIBRARY") is { } trouble)
        {
            throw new RetryLaterException(FolderLibrary.Rest, trouble.Message, error);
        }
    }
}
