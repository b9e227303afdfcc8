using Cratehand.Jobs;
using Cratehand.Music.Libraries;

namespace Cratehand.Music.Syncing;

/// <summary>
/// A job's own folder, inside the library so that a finished file needs only a new name. It outlives attempts and goes
/// when the job has ended.
/// </summary>
/// <param name="Path">Absolute.</param>
/// <param name="Id">Marks the processes that work for this attempt, see Audio/Tools/Orphans.</param>
/// <param name="Fence">Told apart by it, two attempts never write the same file.</param>
public sealed record WorkFolder(string Path, string Id, long Fence)
{
    /// <summary>A path for a file of this attempt.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, $"{Fence}-{name}");
}

/// <summary>The work folders of all jobs.</summary>
public sealed class WorkFolders(string library, JobBook jobs)
{
    /// <summary>The folder in the library that holds nothing of the owner's.</summary>
    public const string Name = FolderLibrary.HiddenFolder;

    readonly string _root = Path.Combine(library, Name);

    /// <summary>A job's folder; it need not exist yet.</summary>
    public WorkFolder For(Job job) => new(Path.Combine(_root, job.Id.ToString("D")), MarkOf(job.Id, job.Fence), job.Fence);

    /// <summary>Makes the folder.</summary>
    public static void Create(WorkFolder work) => Directory.CreateDirectory(work.Path);

    /// <summary>What marks the processes of this library's attempts: it tells one data folder's from another's.</summary>
    public string Mark => _root + ":";

    /// <summary>Removes a job's folder if the job is over.</summary>
    public async Task ClearAsync(Guid job, CancellationToken cancel)
    {
        var folder = Path.Combine(_root, job.ToString("D"));
        if (Directory.Exists(folder) && await jobs.FindAsync(job, cancel) is not { State: < JobState.Completed })
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Removes the folders of all jobs that are over, or that nobody knows. Only while no attempt runs, under the lock.</summary>
    public async Task SweepAsync(CancellationToken cancel)
    {
        if (!Directory.Exists(_root))
        {
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(_root).ToList())
        {
            if (Guid.TryParse(Path.GetFileName(folder), out var job))
            {
                await ClearAsync(job, cancel);
            }
        }

        if (!Directory.EnumerateFileSystemEntries(_root).Any())
        {
            Directory.Delete(_root);
        }
    }

    string MarkOf(Guid job, long fence) => $"{Mark}{job:N}.{fence}";
}
