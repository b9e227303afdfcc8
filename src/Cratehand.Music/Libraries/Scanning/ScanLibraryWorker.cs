using Cratehand.Jobs;

namespace Cratehand.Music.Libraries.Scanning;

/// <summary>
/// Looks at the folder, reads what it must, and lets the entries follow their owner: it changes rows and never the folder.
/// </summary>
public sealed class ScanLibraryWorker(LibraryScan scan) : Worker<ScanLibrary, ScanReport>
{
    public override Task<ScanReport> RunAsync(ScanLibrary args, JobContext job) =>
        job.StepAsync("scan", c => scan.RunAsync(job.Job, job.Report, c));
}
